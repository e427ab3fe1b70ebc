package io.flowverdict.core.audit;

import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.InterfaceType;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Vpc;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where it is certain that a network ACL applies: to what crosses the border of a subnet that the
/// configuration has, but for what a transit gateway attachment in the subnet hands over.
final class Subnets {

  /// Through which interfaces without a public address may reach the Internet.
  private static final Set<InterfaceType> GATEWAYS =
      EnumSet.of(InterfaceType.NAT_GATEWAY, InterfaceType.TRANSIT_GATEWAY);

  private final Snapshot snapshot;
  private final Set<String> withTransitGateway = new HashSet<>();
  private final Set<String> vpcsWithGateway = new HashSet<>();
  private final IdentityHashMap<Placement, Map<Direction, AddressSet>> behind =
      new IdentityHashMap<>();

  Subnets(Snapshot snapshot) {
    this.snapshot = snapshot;
    snapshot.interfaces().values().stream()
        .filter(each -> each.type() == InterfaceType.TRANSIT_GATEWAY)
        .map(NetworkInterface::subnetId)
        .filter(Objects::nonNull)
        .forEach(withTransitGateway::add);
    snapshot.interfaces().values().stream()
        .filter(each -> GATEWAYS.contains(each.type()))
        .map(NetworkInterface::vpcId)
        .filter(Objects::nonNull)
        .forEach(vpcsWithGateway::add);
  }

  /// {@return whether a VPC has a NAT gateway or an attachment of a transit gateway}
  boolean hasGatewayIn(@Nullable String vpcId) {
    return vpcsWithGateway.contains(vpcId);
  }

  /// {@return the peers whose traffic with the placement's interfaces certainly passes the network
  /// ACL of their subnet}
  AddressSet behindAcl(Placement placement, Direction direction, Evaluation evaluation) {
    return behind
        .computeIfAbsent(placement, _ -> new EnumMap<>(Direction.class))
        .computeIfAbsent(direction, each -> certainlyBehind(placement, each, evaluation));
  }

  private AddressSet certainlyBehind(
      Placement placement, Direction direction, Evaluation evaluation) {
    String subnet = placement.subnetId();
    if (subnet == null || !snapshot.subnets().containsKey(subnet)) {
      return AddressSet.EMPTY;
    }
    AddressSet others = AddressSet.ALL.minus(evaluation.inSubnet(placement));
    boolean throughGateway =
        withTransitGateway.contains(subnet) || snapshot.incomplete().has(Listing.INTERFACES);
    if (direction == Direction.EGRESS || !throughGateway) {
      return others;
    }
    Vpc vpc = placement.vpcId() == null ? null : snapshot.vpcs().get(placement.vpcId());
    return vpc == null ? AddressSet.EMPTY : others.intersect(AddressSet.of(vpc.cidrs()));
  }
}
