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
  private final @Nullable PortRange wanted;

  private record Candidate(NearestRule rule, Shortfall shortfall) {}

  private NearestSearch(Filters filters, Passage blocked) {
    this.filters = filters;
    this.checkpoint = blocked.checkpoint();
    this.packet = checkpoint.packet();
    List<PortRange> closed = blocked.ports(Decision.Outcome.BLOCK);
    Integer port = packet.destinationPort();
    PortRange asked = port == null ? null : PortRange.of(port);
    this.wanted = closed.isEmpty() ? asked : closed.getFirst();
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
    if (acl == null) {
      return candidates;
    }
    for (NetworkAclEntry entry : acl.entries()) {
      if (entry.effect() == NetworkAclEntry.Effect.ALLOW) {
        Cidr cidr = entry.cidr();
        Shortfall peer = peer(Shortfall.distance(cidr, packet.peer(checkpoint.direction())));
        Shortfall all = directed(entry.direction(), entry.traffic(), peer);
        if (all != null) {
          Shortfall failed = all.failed().isEmpty() ? Shortfall.of(Field.ORDER, 0) : all;
          candidates.add(candidate(Layer.NACL, acl.id(), entry.name(), entry.text(), failed));
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
        Shortfall all = directed(rule.direction(), rule.traffic(), peerOf(rule));
        if (all != null && !all.failed().isEmpty()) {
          candidates.add(candidate(Layer.SG, groupId, rule.name(), rule.text(), all));
        }
      }
    }
    return candidates;
  }

  private static Candidate candidate(
      Layer layer, String id, String rule, String text, Shortfall shortfall) {
    return new Candidate(new NearestRule(layer, id, rule, text, shortfall.failed()), shortfall);
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
      case Traffic.Icmp(_, int type, int code) ->
          other ? Shortfall.of(Field.PROTOCOL, 1) : message(type, code);
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

  private Shortfall peerOf(SecurityGroupRule rule) {
    Packet seen = rule.direction() == checkpoint.direction() ? packet : turned();
    Match match = filters.securityGroups().matchPeer(rule, checkpoint.at().vpcId(), seen);
    return match == Match.Certain.YES
        ? Shortfall.NONE
        : Shortfall.of(Field.PEER, distance(rule.peer()));
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
