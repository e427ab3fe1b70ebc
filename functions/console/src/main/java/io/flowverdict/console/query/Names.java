package io.flowverdict.console.query;

import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Vpc;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the newest configuration calls resources, and in which VPC they are. Names are hostile.
///
/// @param snapshot null when none was captured yet
public record Names(@Nullable Snapshot snapshot) {

  /// {@return what people call a resource; empty when it has no name}
  public Optional<String> of(String resource) {
    if (snapshot == null) {
      return Optional.empty();
    }
    NetworkInterface at = snapshot.interfaces().get(resource);
    if (at != null) {
      return Optional.ofNullable(at.name() == null ? at.description() : at.name())
          .filter(name -> !name.isBlank());
    }
    SecurityGroup group = snapshot.securityGroups().get(resource);
    if (group != null) {
      return Optional.ofNullable(group.name());
    }
    Subnet subnet = snapshot.subnets().get(resource);
    if (subnet != null) {
      return Optional.ofNullable(subnet.name());
    }
    Vpc vpc = snapshot.vpcs().get(resource);
    return vpc == null ? Optional.empty() : Optional.ofNullable(vpc.name());
  }

  /// {@return the VPC that a resource is in, or is; empty when the configuration does not tell}
  public Optional<String> vpcOf(String resource) {
    if (snapshot == null) {
      return Optional.empty();
    }
    if (snapshot.vpcs().containsKey(resource)) {
      return Optional.of(resource);
    }
    return Optional.ofNullable(snapshot.interfaces().get(resource))
        .map(NetworkInterface::vpcId)
        .or(() ->
            Optional.ofNullable(snapshot.securityGroups().get(resource)).map(SecurityGroup::vpcId))
        .or(() -> Optional.ofNullable(snapshot.networkAcls().get(resource)).map(acl -> acl.vpcId()))
        .or(() -> Optional.ofNullable(snapshot.subnets().get(resource)).map(Subnet::vpcId));
  }
}
