package io.flowverdict.core.explain;

import io.flowverdict.core.explain.NearestRule.Field;
import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Match;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the rule that came closest to allowing what a checkpoint blocks.
///
/// Rules of the other direction count when they would allow the packet there and are specific: a
/// rule for all traffic or all ports says nothing about this packet.
final class NearestSearch {

  /// How far a reference to a security group is from an address that is no member.
  private static final double NOT_A_MEMBER = 0.5;

  /// How far a rule is from the other direction: farther than a near miss in the right one.
  private static final double OTHER_DIRECTION = 0.5;

  private final Filters filters;
  private final Checkpoint checkpoint;
  private final Packet packet;
  private final Passage blocked;

  /// What a rule would have to allow of the ports: those that are closed, from the first to the
  /// last.
  private final @Nullable PortRange wanted;

  private record Candidate(NearestRule rule, Shortfall shortfall) {}

  private NearestSearch(Filters filters, Passage blocked) {
    this.filters = filters;
    this.blocked = blocked;
    this.checkpoint = blocked.checkpoint();
    this.packet = checkpoint.packet();
    List<PortRange> closed = blocked.ports(Decision.Outcome.BLOCK);
    Integer port = packet.destinationPort();
    PortRange asked = port == null ? null : PortRange.of(port);
    this.wanted =
        closed.isEmpty() ? asked : new PortRange(closed.getFirst().from(), closed.getLast().to());
  }

  /// {@return the nearest rule; null when no rule is near}
  static @Nullable NearestRule of(Filters filters, Passage blocked) {
    NearestSearch search = new NearestSearch(filters, blocked);
    List<Candidate> candidates =
        switch (search.checkpoint.layer()) {
          case NACL -> search.entries();
          case SG -> search.rules();
        };
    return candidates.stream()
        .min(
            Comparator.comparing(Candidate::shortfall)
                .thenComparing(each -> each.rule.id())
                .thenComparing(each -> each.rule.rule()))
        .map(Candidate::rule)
        .orElse(null);
  }

  private List<Candidate> entries() {
    List<Candidate> candidates = new ArrayList<>();
    NetworkAcl acl = filters.aclAt(checkpoint);
    if (acl == null || dependsOnWhatIsNotKnown()) {
      return candidates;
    }
    for (NetworkAclEntry entry : acl.entries()) {
      if (entry.effect() == NetworkAclEntry.Effect.ALLOW) {
        Cidr cidr = entry.cidr();
        Shortfall peer = peer(Shortfall.distance(cidr, packet.peer(checkpoint.direction())));
        Shortfall all = directed(entry.direction(), entry.traffic(), peer);
        Shortfall ordered = all == null ? Shortfall.NONE : all.and(order(entry));
        if (!ordered.failed().isEmpty()) {
          candidates.add(candidate(acl, entry, ordered));
        }
      }
    }
    return candidates;
  }

  private List<Candidate> rules() {
    List<Candidate> candidates = new ArrayList<>();
    for (String groupId : checkpoint.at().groupIds()) {
      SecurityGroup group = filters.snapshot().securityGroups().get(groupId);
      if (group == null) {
        continue;
      }
      for (SecurityGroupRule rule : group.rules()) {
        Shortfall peer = peerOf(rule);
        Shortfall all = peer == null ? null : directed(rule.direction(), rule.traffic(), peer);
        if (all != null && !all.failed().isEmpty()) {
          candidates.add(candidate(group, rule, all));
        }
      }
    }
    return candidates;
  }

  private Candidate candidate(NetworkAcl acl, NetworkAclEntry entry, Shortfall shortfall) {
    NearestRule rule =
        new NearestRule(
            Layer.NACL,
            acl.id(),
            entry.name(),
            entry.text(),
            shortfall.failed(),
            null,
            entry.text(),
            meant(entry.traffic(), entry.cidr()));
    return new Candidate(rule, shortfall);
  }

  private Candidate candidate(SecurityGroup group, SecurityGroupRule rule, Shortfall shortfall) {
    NearestRule nearest =
        new NearestRule(
            Layer.SG,
            group.id(),
            rule.name(),
            rule.text(),
            shortfall.failed(),
            group.name(),
            rule.textWith(named(rule.peer())),
            rule.peer() instanceof Peer.OfCidr(Cidr cidr) ? meant(rule.traffic(), cidr) : null);
    return new Candidate(nearest, shortfall);
  }

  private String named(Peer peer) {
    SecurityGroup group =
        peer instanceof Peer.OfGroup reference
            ? filters.snapshot().securityGroups().get(reference.groupId())
            : null;
    return group == null || group.name() == null ? peer.toString() : group.name() + " " + peer;
  }

  /// A rule for the ICMP of the other family than its block matches nothing.
  private @Nullable Protocol meant(Traffic traffic, Cidr cidr) {
    Protocol protocol = traffic.protocolOrNull();
    boolean other =
        protocol != null
            && protocol.isIcmp()
            && packet.protocol().isIcmp()
            && !protocol.equals(packet.protocol());
    return other && cidr.family() == packet.peer(checkpoint.direction()).family()
        ? packet.protocol()
        : null;
  }

  /// Whether the port or the ICMP type, which is not known, tells which entry denies: then it also
  /// tells which entry is near.
  private boolean dependsOnWhatIsNotKnown() {
    return blocked.segments().stream().anyMatch(each -> each.decision().steps().size() > 1);
  }

  /// Whether an entry before this one, or before its place in this direction, denies any of the
  /// packets.
  private Shortfall order(NetworkAclEntry entry) {
    boolean late =
        blocked.segments().stream()
            .filter(segment -> segment.is(Decision.Outcome.BLOCK))
            .map(segment -> segment.decision().steps().getLast())
            .filter(step -> !step.isClosing() && step.rule() != null)
            .anyMatch(step -> Integer.parseInt(step.rule()) < entry.number());
    return late ? Shortfall.of(Field.ORDER, 0) : Shortfall.NONE;
  }

  /// The shortfall of a rule, or null when it says nothing about this packet.
  private @Nullable Shortfall directed(Direction direction, Traffic traffic, Shortfall peer) {
    Shortfall all = peer.and(traffic(traffic));
    if (direction == checkpoint.direction()) {
      return all;
    }
    return all.failed().isEmpty() && isSpecific(traffic)
        ? Shortfall.of(Field.DIRECTION, OTHER_DIRECTION)
        : null;
  }

  private static boolean isSpecific(Traffic traffic) {
    return switch (traffic) {
      case Traffic.All() -> false;
      case Traffic.Ports(_, PortRange ports) -> !ports.equals(PortRange.ALL);
      case Traffic.Icmp icmp -> true;
      case Traffic.Whole whole -> true;
    };
  }

  private Shortfall traffic(Traffic traffic) {
    Protocol protocol = traffic.protocolOrNull();
    boolean other = protocol != null && !protocol.equals(packet.protocol());
    Shortfall byProtocol = other ? Shortfall.of(Field.PROTOCOL, 0) : Shortfall.NONE;
    return switch (traffic) {
      case Traffic.All() -> byProtocol;
      case Traffic.Ports(_, PortRange ports) -> byProtocol.and(port(ports));
      case Traffic.Icmp(_, int type, int code) -> {
        Shortfall byMessage = message(type, code);
        yield other
            ? Shortfall.of(Field.PROTOCOL, packet.protocol().isIcmp() ? 0 : 1).and(byMessage)
            : byMessage;
      }
      case Traffic.Whole whole -> other ? Shortfall.of(Field.PROTOCOL, 1) : byProtocol;
    };
  }

  private Shortfall port(PortRange ports) {
    return wanted == null || ports.contains(wanted)
        ? Shortfall.NONE
        : Shortfall.of(Field.PORT, Shortfall.distance(ports, wanted));
  }

  private Shortfall message(int type, int code) {
    Packet.IcmpMessage message = packet.icmp();
    if (message == null || type == Traffic.Icmp.ANY) {
      return Shortfall.NONE;
    }
    boolean sameType = type == message.type();
    return sameType && (code == Traffic.Icmp.ANY || code == message.code())
        ? Shortfall.NONE
        : Shortfall.of(Field.PORT, sameType ? 0 : 1);
  }

  /// Null where it is not known whether the peer matches.
  private @Nullable Shortfall peerOf(SecurityGroupRule rule) {
    Packet seen = rule.direction() == checkpoint.direction() ? packet : turned();
    Match match = filters.securityGroups().matchPeer(rule, checkpoint.at().vpcId(), seen);
    return switch (match) {
      case Match.Certain.YES -> Shortfall.NONE;
      case Match.Certain.NO -> Shortfall.of(Field.PEER, distance(rule.peer()));
      case Match.Unknown _ -> null;
    };
  }

  /// The packet with its addresses exchanged, so that its peer is the same in the other direction.
  private Packet turned() {
    return new Packet(
        packet.protocol(),
        /* source= */ packet.destination(),
        null,
        /* destination= */ packet.source(),
        packet.destinationPort(),
        packet.icmp(),
        packet.throughIntermediary());
  }

  private double distance(Peer peer) {
    return switch (peer) {
      case Peer.OfCidr(Cidr cidr) -> Shortfall.distance(cidr, packet.peer(checkpoint.direction()));
      case Peer.OfPrefixList(String id) -> {
        PrefixList list = filters.snapshot().prefixLists().get(id);
        List<Cidr> cidrs = list == null ? null : list.cidrs();
        yield cidrs == null
            ? NOT_A_MEMBER
            : cidrs.stream()
                .mapToDouble(cidr -> Shortfall.distance(cidr, packet.peer(checkpoint.direction())))
                .min()
                .orElse(1);
      }
      case Peer.OfGroup reference -> NOT_A_MEMBER;
    };
  }

  private static Shortfall peer(double distance) {
    return distance == 0 ? Shortfall.NONE : Shortfall.of(Field.PEER, distance);
  }
}
