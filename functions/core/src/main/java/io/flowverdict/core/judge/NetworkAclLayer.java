package io.flowverdict.core.judge;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.InterfaceType;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Vpc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The network ACL of an interface's subnet: entries in the order of their numbers, the first match
/// of the packet's address family decides, and what matches none is denied.
///
/// It is consulted where traffic enters or leaves the subnet, not between two ends in one subnet. A
/// transit gateway attachment and a Gateway Load Balancer endpoint are exceptions: what they
/// receive from their own subnet is checked, and what a transit gateway attachment hands to its own
/// subnet is not, wherever it comes from.
public final class NetworkAclLayer {

  private final Snapshot snapshot;
  private final Map<String, String> aclIdBySubnet;
  private final Set<String> subnetsWithTwoAcls;
  private final Set<String> subnetsWithTransitGateway;

  public NetworkAclLayer(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.aclIdBySubnet = new HashMap<>();
    this.subnetsWithTwoAcls = new HashSet<>();
    this.subnetsWithTransitGateway = new HashSet<>();
    for (NetworkAcl acl : snapshot.networkAcls().values()) {
      for (String subnetId : acl.subnetIds()) {
        Subnet subnet = snapshot.subnets().get(subnetId);
        if (subnet == null || subnet.vpcId() == null || subnet.vpcId().equals(acl.vpcId())) {
          if (aclIdBySubnet.put(subnetId, acl.id()) != null) {
            subnetsWithTwoAcls.add(subnetId);
          }
        }
      }
    }
    for (NetworkInterface each : snapshot.interfaces().values()) {
      if (each.type() == InterfaceType.TRANSIT_GATEWAY && each.subnetId() != null) {
        subnetsWithTransitGateway.add(each.subnetId());
      }
    }
  }

  private NetworkAclLayer(NetworkAclLayer other, Snapshot snapshot) {
    this.snapshot = snapshot;
    this.aclIdBySubnet = other.aclIdBySubnet;
    this.subnetsWithTwoAcls = other.subnetsWithTwoAcls;
    this.subnetsWithTransitGateway = other.subnetsWithTransitGateway;
  }

  /// {@return the layer of a configuration that differs from this one's in rules and entries only}
  public NetworkAclLayer with(Snapshot changed) {
    return new NetworkAclLayer(this, changed);
  }

  /// {@return the network ACL that is associated with a subnet; null when the configuration has
  /// none, associates two, or does not tell the subnet}
  ///
  /// Every subnet is in the associations of exactly one network ACL, the VPC's default one included
  /// (VPC User Guide, "Network ACL basics"), so where a subnet is in none the listing is not whole.
  public @Nullable NetworkAcl aclOf(@Nullable String subnetId) {
    String id =
        subnetId == null || subnetsWithTwoAcls.contains(subnetId)
            ? null
            : aclIdBySubnet.get(subnetId);
    return id == null ? null : snapshot.networkAcls().get(id);
  }

  /// What decisions depend on of an interface's subnet, beside its address blocks.
  ///
  /// @param aclId null when it is not known
  /// @param subnetId null where the decision does not name it
  public record Border(@Nullable String aclId, @Nullable String subnetId) {}

  /// {@return what tells the interface's subnet apart from others: at interfaces of one type and
  /// VPC with equal borders decisions about a packet are equal, if its peer is outside of both
  /// subnets, or inside of both}
  public Border border(NetworkInterface at) {
    NetworkAcl acl = aclOf(at.subnetId());
    boolean named =
        acl == null
            || !snapshot.subnets().containsKey(at.subnetId())
            || mayHaveTransitGateway(at.subnetId());
    return new Border(acl == null ? null : acl.id(), named ? at.subnetId() : null);
  }

  /// Decides about a packet at an interface.
  public Decision decide(NetworkInterface at, Direction direction, Packet packet) {
    NetworkAcl acl = aclOf(at.subnetId());
    Subnet subnet = at.subnetId() == null ? null : snapshot.subnets().get(at.subnetId());
    IpAddress peer = packet.peer(direction);
    if (subnet != null && subnet.contains(peer) && !checksItsOwnSubnet(at, direction)) {
      String id = acl == null ? null : acl.id();
      return Decision.pass(
          List.of(Step.withoutRule(Layer.NACL, direction, id, Step.Effect.SKIPPED)));
    }
    if (acl == null) {
      return Decision.unknown(
          List.of(new Doubt(UndecidedReason.NETWORK_ACL_UNKNOWN, at.subnetId())));
    }
    Decision byEntries = decide(acl, direction, packet);
    if (byEntries.outcome() != Decision.Outcome.BLOCK) {
      return byEntries;
    }
    Doubt doubt = doubtThatItApplies(at, subnet, direction, peer);
    return doubt == null ? byEntries : Decision.unknown(List.of(doubt));
  }

  private static boolean checksItsOwnSubnet(NetworkInterface at, Direction direction) {
    return direction == Direction.INGRESS
        && (at.type() == InterfaceType.TRANSIT_GATEWAY
            || at.type() == InterfaceType.GATEWAY_LOAD_BALANCER_ENDPOINT);
  }

  private @Nullable Doubt doubtThatItApplies(
      NetworkInterface at, @Nullable Subnet subnet, Direction direction, IpAddress peer) {
    boolean insideVpc = couldBeInVpc(at, peer);
    if (subnet == null && insideVpc) {
      return new Doubt(UndecidedReason.SUBNET_UNKNOWN, at.subnetId());
    }
    boolean throughTransitGateway =
        direction == Direction.INGRESS
            && mayHaveTransitGateway(at.subnetId())
            && at.type() != InterfaceType.TRANSIT_GATEWAY
            && !isInVpc(at, peer);
    return throughTransitGateway
        ? new Doubt(UndecidedReason.TRANSIT_GATEWAY_IN_SUBNET, at.subnetId())
        : null;
  }

  private boolean mayHaveTransitGateway(@Nullable String subnetId) {
    return subnetId != null
        && (subnetsWithTransitGateway.contains(subnetId)
            || snapshot.incomplete().has(Listing.INTERFACES));
  }

  private boolean couldBeInVpc(NetworkInterface at, IpAddress peer) {
    Vpc vpc = at.vpcId() == null ? null : snapshot.vpcs().get(at.vpcId());
    return vpc == null || vpc.contains(peer);
  }

  private boolean isInVpc(NetworkInterface at, IpAddress peer) {
    Vpc vpc = at.vpcId() == null ? null : snapshot.vpcs().get(at.vpcId());
    return vpc != null && vpc.contains(peer);
  }

  /// Decides by the entries alone, as if the packet crossed the subnet's border.
  public static Decision decide(NetworkAcl acl, Direction direction, Packet packet) {
    IpFamily family = packet.peer(direction).family();
    List<NetworkAclEntry> possible = new ArrayList<>();
    List<Doubt> doubts = new ArrayList<>();
    for (NetworkAclEntry entry : acl.entries()) {
      switch (entry.direction() == direction ? match(entry, packet) : Match.Certain.NO) {
        case Match.Certain.YES -> {
          return firstOf(acl, possible, doubts, entry);
        }
        case Match.Certain.NO -> {}
        case Match.Unknown(Doubt doubt) -> {
          if (canBeFirst(entry, possible)) {
            possible.add(entry);
            doubts.add(doubt);
          }
        }
      }
    }
    return firstOf(acl, possible, doubts, NetworkAclEntry.implicitDeny(direction, family));
  }

  /// Whether an entry that may match can be the first to do so: not when an earlier one, which has
  /// the packet's peer in its block too, matches all that it matches.
  private static boolean canBeFirst(NetworkAclEntry entry, List<NetworkAclEntry> earlier) {
    return earlier.stream().noneMatch(each -> TrafficMatch.covers(each.traffic(), entry.traffic()));
  }

  /// The entry decides, unless an earlier one that may match has the other effect.
  private static Decision firstOf(
      NetworkAcl acl, List<NetworkAclEntry> possible, List<Doubt> doubts, NetworkAclEntry entry) {
    if (possible.stream().anyMatch(earlier -> earlier.effect() != entry.effect())) {
      return Decision.unknown(doubts);
    }
    List<Step> steps = new ArrayList<>();
    possible.forEach(earlier -> steps.add(step(acl, earlier)));
    steps.add(step(acl, entry));
    return entry.effect() == NetworkAclEntry.Effect.ALLOW
        ? Decision.pass(steps)
        : Decision.block(steps);
  }

  static Match match(NetworkAclEntry entry, Packet packet) {
    return Match.of(entry.cidr().contains(packet.peer(entry.direction())))
        .and(TrafficMatch.of(entry.traffic(), packet));
  }

  /// {@return an entry as a step that decides}
  public static Step step(NetworkAcl acl, NetworkAclEntry entry) {
    boolean allows = entry.effect() == NetworkAclEntry.Effect.ALLOW;
    return new Step(
        Layer.NACL,
        entry.direction(),
        acl.id(),
        entry.name(),
        entry.text(),
        allows ? Step.Effect.ALLOW : Step.Effect.DENY);
  }
}
