package io.flowverdict.core.audit;

import io.flowverdict.core.audit.Proposal.Way;
import io.flowverdict.core.audit.set.TrafficLine;
import io.flowverdict.core.change.AllowEntries;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.change.EphemeralPorts;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.change.Opening;
import io.flowverdict.core.change.PlannedEntries;
import io.flowverdict.core.change.Quotas;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The entries for IPv6 that a network ACL without any is missing: for what the rules of the groups
/// behind it allow, and for the replies to that. What only entries for IPv4 allow is not among
/// them.
///
/// They are the same for both directions of a network ACL, so that two findings have one fix.
///
/// @param placements the interfaces behind the network ACL in subnets with IPv6
record Ipv6Entries(NetworkAcl acl, List<Placement> placements, Evaluation evaluation) {

  private static final AddressSet IPV6 = AddressSet.all(IpFamily.IPV6);

  /// More entries would not be understood, and hardly fit.
  private static final int MOST = 12;

  private static final String OTHERWISE = "otherwise take it out of the groups' rules.";

  Ipv6Entries {
    placements = List.copyOf(placements);
  }

  /// One entry to be.
  ///
  /// @param reply whether it is there for replies
  private record Wanted(Direction direction, Traffic traffic, Cidr block, boolean reply) {

    boolean covers(Wanted other) {
      return direction == other.direction
          && block.contains(other.block)
          && TrafficLine.of(traffic).contains(TrafficLine.of(other.traffic));
    }
  }

  Proposal proposal() {
    return Proposal.reaching(
        "If IPv6 is wanted, allow in both directions what the groups' rules for IPv6 need; "
            + OTHERWISE,
        this::ways);
  }

  private List<Way> ways(Fix.Kind kind, PlannedEntries planned) {
    Set<Wanted> all = new LinkedHashSet<>();
    for (Direction direction : Direction.values()) {
      if (!evaluation.decisions(acl, direction).hasEntries(IpFamily.IPV6)) {
        placements.forEach(placement -> want(placement, direction, kind, all));
      }
    }
    List<Wanted> wanted = withoutCovered(all);
    List<Fix.Part> parts = new ArrayList<>();
    Snapshot current = evaluation.snapshot();
    for (Wanted each : wanted) {
      Optional<List<Change>> change = put(each, current, planned);
      if (change.isEmpty()) {
        return List.of();
      }
      parts.add(part(each, change.get().getFirst(), current));
      current = Change.applyAll(change.get(), current);
    }
    return wanted.isEmpty() || wanted.size() > MOST
        ? List.of()
        : List.of(
            new Way(
                "If IPv6 is wanted, allow what the groups' rules for it need (%s); "
                        .formatted(Words.list(wanted.stream().map(Ipv6Entries::described).toList()))
                    + OTHERWISE,
                parts));
  }

  private static String described(Wanted wanted) {
    return wanted.direction.bound()
        + " "
        + wanted.traffic
        + " "
        + Words.preposition(wanted.direction)
        + " "
        + wanted.block
        + (wanted.reply ? " for replies" : "");
  }

  private void want(Placement placement, Direction direction, Fix.Kind kind, Set<Wanted> wanted) {
    AddressSet beyond = IPV6.minus(evaluation.inSubnet(placement));
    NetworkInterface at = placement.interfaces().getFirst();
    for (SecurityGroupRule rule : evaluation.rules(placement, direction)) {
      AddressSet peers = evaluation.extent(rule, placement.vpcId()).certain().intersect(IPV6);
      if (!peers.overlaps(beyond) || Protocol.ICMP.equals(rule.traffic().protocolOrNull())) {
        continue;
      }
      List<PeerNames.Name> names = new PeerNames(evaluation).of(peers, AddressSet.EMPTY, at, kind);
      for (Cidr block : names.isEmpty() ? peers.cidrs() : names.getFirst().blocks()) {
        wanted.add(new Wanted(direction, rule.traffic(), block, /* reply= */ false));
        replies(rule.traffic())
            .forEach(protocol ->
                wanted.add(
                    new Wanted(
                        direction.opposite(),
                        reply(protocol, direction.opposite(), placement),
                        block,
                        /* reply= */ true)));
      }
    }
  }

  /// The protocols whose replies go to ports of their own.
  private static List<Protocol> replies(Traffic traffic) {
    Protocol protocol = traffic.protocolOrNull();
    if (protocol == null) {
      return List.of(Protocol.TCP, Protocol.UDP, Protocol.ICMPV6);
    }
    return protocol.hasPorts() || protocol.equals(Protocol.ICMPV6) ? List.of(protocol) : List.of();
  }

  private static Traffic reply(Protocol protocol, Direction replies, Placement placement) {
    if (!protocol.hasPorts()) {
      return Traffic.allOf(protocol);
    }
    boolean wide =
        placement.interfaces().stream()
            .anyMatch(at -> EphemeralPorts.ofReplies(replies, at).equals(EphemeralPorts.WIDE));
    PortRange ports = wide ? EphemeralPorts.WIDE : EphemeralPorts.COMMON;
    return new Traffic.Ports(protocol, ports);
  }

  /// Those that no other one holds, requests before replies.
  private static List<Wanted> withoutCovered(Set<Wanted> all) {
    List<Wanted> kept = new ArrayList<>();
    for (boolean reply : new boolean[] {false, true}) {
      for (Wanted each : all) {
        boolean covered =
            all.stream()
                .anyMatch(other ->
                    !other.equals(each)
                        && other.covers(each)
                        && (!each.covers(other) || kept.contains(other)));
        if (each.reply == reply && !covered) {
          kept.add(each);
        }
      }
    }
    return kept;
  }

  private Optional<List<Change>> put(Wanted wanted, Snapshot current, PlannedEntries planned) {
    NetworkAcl now = current.networkAcls().get(acl.id());
    return now == null
        ? Optional.empty()
        : new AllowEntries(now, wanted.direction, planned)
            .before(
                NetworkAclEntry.FIRST_RESERVED_NUMBER,
                List.of(wanted.traffic),
                List.of(wanted.block));
  }

  private Fix.Part part(Wanted wanted, Change change, Snapshot current) {
    NetworkAclEntry added = ((Change.PutEntries) change).added();
    List<String> opens =
        new ArrayList<>(Opening.of(acl, added, added.traffic().toString(), wanted.reply));
    Quotas.exceeded(change, current).ifPresent(opens::add);
    return new Fix.Part(change, opens);
  }
}
