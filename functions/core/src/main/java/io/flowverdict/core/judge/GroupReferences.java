package io.flowverdict.core.judge;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.AddressOwners;
import io.flowverdict.core.snapshot.InterfaceType;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Vpc;
import io.flowverdict.core.snapshot.VpcPeering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a reference to a security group matches: the private addresses of the interfaces that carry
/// the group now, as far as they can be reached without an intermediary.
///
/// A member in the interface's own VPC matches. A member in another VPC matches over an active
/// peering connection. A reference over a connection that is no longer active is *stale*: it
/// matches nothing.
public final class GroupReferences {

  private final Snapshot snapshot;
  private final AddressOwners owners;
  private final Map<String, List<NetworkInterface>> carriers = new HashMap<>();

  public GroupReferences(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.owners = new AddressOwners(snapshot);
    for (NetworkInterface each : snapshot.interfaces().values()) {
      for (String group : each.groupIds()) {
        carriers.computeIfAbsent(group, id -> new ArrayList<>()).add(each);
      }
    }
  }

  /// {@return the interfaces that carry the group}
  public List<NetworkInterface> carriers(String groupId) {
    return carriers.getOrDefault(groupId, List.of());
  }

  /// {@return whether a rule of an interface in this VPC that refers to the group matches the peer}
  ///
  /// @param vpcId the VPC of the interface whose rule it is
  Match matches(
      Peer.OfGroup reference, @Nullable String vpcId, Direction direction, Packet packet) {
    if (isStale(reference, vpcId)) {
      return Match.Certain.NO;
    }
    IpAddress address = packet.peer(direction);
    List<NetworkInterface> members =
        owners.of(address).stream()
            .filter(each -> each.groupIds().contains(reference.groupId()))
            .toList();
    if (!members.isEmpty() && !packet.throughIntermediary()) {
      return members.stream()
          .map(member -> reach(reference, vpcId, member.vpcId()))
          .reduce(Match.Certain.NO, GroupReferences::either);
    }
    if (direction == Direction.INGRESS && isCarriedByLoadBalancer(reference)) {
      return Match.unknown(UndecidedReason.LOAD_BALANCER_CLIENT, reference.groupId());
    }
    return couldBeMember(reference, vpcId, direction, packet)
        ? Match.unknown(UndecidedReason.REFERENCED_GROUP_UNKNOWN, reference.groupId())
        : Match.Certain.NO;
  }

  /// Whether an interface that the configuration lacks could carry the group and be the peer: of a
  /// group that it lacks too, or where it may lack interfaces. One of these may be a load balancer
  /// that forwards what comes from any address.
  private boolean couldBeMember(
      Peer.OfGroup reference, @Nullable String vpcId, Direction direction, Packet packet) {
    boolean interfacesMissing = snapshot.incomplete().has(Listing.INTERFACES);
    if (interfacesMissing && direction == Direction.INGRESS) {
      return true;
    }
    if (packet.throughIntermediary()) {
      return false;
    }
    IpAddress address = packet.peer(direction);
    return snapshot.securityGroups().containsKey(reference.groupId())
        ? interfacesMissing && couldBeUnlisted(address)
        : couldBelong(reference, vpcId, address);
  }

  /// Whether an interface that is not listed could have an address: one of a VPC in which no listed
  /// interface has it.
  private boolean couldBeUnlisted(IpAddress address) {
    if (snapshot.vpcs().isEmpty() || snapshot.incomplete().has(Listing.VPCS)) {
      return true;
    }
    List<NetworkInterface> listed = owners.of(address);
    return snapshot.vpcs().values().stream()
        .filter(vpc -> vpc.contains(address))
        .anyMatch(vpc -> listed.stream().noneMatch(each -> vpc.id().equals(each.vpcId())));
  }

  private static Match either(Match one, Match other) {
    if (one == Match.Certain.YES || other == Match.Certain.NO) {
      return one;
    }
    return other;
  }

  /// {@return whether a reference of an interface in one VPC matches a member in another}
  public Match reach(Peer.OfGroup reference, @Nullable String vpcId, @Nullable String memberVpcId) {
    if (vpcId == null || memberVpcId == null || vpcId.equals(memberVpcId)) {
      return Match.Certain.YES;
    }
    List<VpcPeering> between = peerings(vpcId, memberVpcId);
    if ("active".equals(reference.peeringStatus())
        || between.stream().anyMatch(VpcPeering::isActive)) {
      return Match.Certain.YES;
    }
    return between.isEmpty() || snapshot.incomplete().has(Listing.PEERINGS)
        ? Match.unknown(UndecidedReason.REFERENCE_ACROSS_VPCS, reference.groupId())
        : Match.Certain.NO;
  }

  /// {@return whether the reference is listed but can match nothing, because the peering connection
  /// that carried it is gone}
  public boolean isStale(Peer.OfGroup reference, @Nullable String vpcId) {
    String status = reference.peeringStatus();
    if (status != null) {
      return !status.equals("active");
    }
    String connection = reference.peeringConnectionId();
    if (connection != null) {
      VpcPeering peering = snapshot.peerings().get(connection);
      return peering != null && !peering.isActive();
    }
    String other = reference.vpcId();
    if (vpcId == null || other == null || other.equals(vpcId)) {
      return false;
    }
    if (snapshot.incomplete().has(Listing.PEERINGS)) {
      return false;
    }
    List<VpcPeering> between = peerings(vpcId, other);
    return !between.isEmpty() && between.stream().noneMatch(VpcPeering::isActive);
  }

  private boolean isCarriedByLoadBalancer(Peer.OfGroup reference) {
    return carriers(reference.groupId()).stream()
        .anyMatch(each -> each.type() == InterfaceType.NETWORK_LOAD_BALANCER);
  }

  /// Whether a group that the configuration lacks could have a member with this address.
  private boolean couldBelong(Peer.OfGroup reference, @Nullable String vpcId, IpAddress address) {
    VpcPeering.Side side = sideAcross(reference, vpcId);
    if (side != null && !side.cidrs().isEmpty()) {
      return side.cidrs().stream().anyMatch(cidr -> cidr.contains(address));
    }
    String home = reference.vpcId() != null ? reference.vpcId() : vpcId;
    boolean elsewhere = reference.peeringConnectionId() != null && reference.vpcId() == null;
    Vpc vpc = home == null || elsewhere ? null : snapshot.vpcs().get(home);
    return vpc == null || vpc.contains(address);
  }

  private VpcPeering.@Nullable Side sideAcross(Peer.OfGroup reference, @Nullable String vpcId) {
    String connection = reference.peeringConnectionId();
    VpcPeering peering = connection == null ? null : snapshot.peerings().get(connection);
    return peering == null || vpcId == null ? null : peering.across(vpcId);
  }

  private List<VpcPeering> peerings(String vpcId, String otherVpcId) {
    return snapshot.peerings().values().stream()
        .filter(each -> {
          VpcPeering.Side side = each.across(vpcId);
          return side != null && otherVpcId.equals(side.vpcId());
        })
        .toList();
  }
}
