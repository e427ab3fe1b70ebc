package io.flowverdict.core.audit;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.InterfaceType;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.VpcPeering;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether references to security groups can work between VPCs: over a peering connection of one
/// Region, and inbound perhaps over a transit gateway.
final class VpcPaths {

  private final Snapshot snapshot;
  private final Set<String> withTransitGateway = new HashSet<>();

  VpcPaths(Snapshot snapshot) {
    this.snapshot = snapshot;
    snapshot.interfaces().values().stream()
        .filter(each -> each.type() == InterfaceType.TRANSIT_GATEWAY)
        .map(NetworkInterface::vpcId)
        .filter(Objects::nonNull)
        .forEach(withTransitGateway::add);
  }

  /// {@return why members in one VPC cannot match in another; null when they can, or may}
  @Nullable String apart(Direction direction, String vpc, @Nullable String memberVpc) {
    if (memberVpc == null || memberVpc.equals(vpc)) {
      return null;
    }
    List<VpcPeering> between =
        snapshot.peerings().values().stream()
            .filter(each -> isBetween(each, vpc, memberVpc))
            .toList();
    boolean gateway = withTransitGateway.contains(vpc) && withTransitGateway.contains(memberVpc);
    boolean gatewayCarries = gateway && direction == Direction.INGRESS;
    if (gatewayCarries || between.stream().anyMatch(VpcPaths::carriesReferences)) {
      return null;
    }
    String both = memberVpc + " and " + vpc;
    if (between.stream().anyMatch(VpcPeering::isActive)) {
      return both + " are peered across Regions, where references do not match";
    }
    return gateway
        ? both + " are joined by a transit gateway, which carries no outbound references"
        : both + " have no active peering connection";
  }

  private static boolean isBetween(VpcPeering peering, String vpc, String other) {
    VpcPeering.Side side = peering.across(vpc);
    return side != null && other.equals(side.vpcId());
  }

  private static boolean carriesReferences(VpcPeering peering) {
    return peering.isActive() && !peering.isBetweenRegions();
  }
}
