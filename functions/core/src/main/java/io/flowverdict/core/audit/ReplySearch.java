package io.flowverdict.core.audit;

import io.flowverdict.core.audit.AclDecisions.Decided;
import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds the requests whose replies are in trouble. Mutable: it remembers what it worked out of
/// each network ACL.
final class ReplySearch {

  private static final List<Protocol> PROTOCOLS = List.of(Protocol.TCP, Protocol.UDP);

  private final Evaluation evaluation;
  private final Subnets subnets;
  private final Map<AclSide, ReplyPorts> ports = new HashMap<>();
  private final Map<AclSide, TrafficSet> services = new HashMap<>();
  private final Map<Key, List<Case>> cases = new TreeMap<>();

  ReplySearch(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.subnets = new Subnets(evaluation.snapshot());
  }

  /// One direction of a network ACL.
  private record AclSide(String aclId, Direction direction, Protocol protocol) {}

  /// How bad it is.
  enum Level {
    BLOCKED(Severity.HIGH),
    PARTLY(Severity.MEDIUM),
    WIDE_ONLY(Severity.LOW);

    private final Severity severity;

    Level(Severity severity) {
      this.severity = severity;
    }

    Severity severity() {
      return severity;
    }

    /// The ports that replies in trouble go to.
    PortRange ports() {
      return this == WIDE_ONLY ? ReplyPorts.WIDE : ReplyPorts.COMMON;
    }

    AddressSet of(ReplyPorts ports) {
      return switch (this) {
        case BLOCKED -> ports.none();
        case PARTLY -> ports.lacksCommon();
        case WIDE_ONLY -> ports.lacksWide();
      };
    }
  }

  /// What belongs to one finding.
  record Key(String aclId, Direction requests, Protocol protocol, Level level)
      implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return toString().compareTo(other.toString());
    }
  }

  /// Requests of one placement whose replies are in trouble.
  ///
  /// @param meant whether a group has rules for just these services
  record Case(Placement placement, TrafficSet requests, boolean meant) {}

  /// What groups and network ACL let pass.
  ///
  /// @param meant the part for which a group has rules of its own, not a rule for everything
  private record Requests(TrafficSet all, TrafficSet meant) {}

  /// {@return the requests in trouble, by what they have in common}
  Map<Key, List<Case>> cases() {
    cases.clear();
    for (Placement placement : evaluation.placements()) {
      NetworkAcl acl = evaluation.acl(placement);
      if (acl != null && !placement.groupIds().isEmpty()) {
        for (Direction direction : Direction.values()) {
          examine(placement, acl, direction);
        }
      }
    }
    return cases;
  }

  private void examine(Placement placement, NetworkAcl acl, Direction direction) {
    AddressSet behind =
        subnets
            .behindAcl(placement, direction, evaluation)
            .intersect(subnets.behindAcl(placement, direction.opposite(), evaluation));
    for (Protocol protocol : PROTOCOLS) {
      ReplyPorts ports = ports(acl, direction.opposite(), protocol);
      for (Level level : Level.values()) {
        AddressSet trouble = level.of(ports).intersect(behind);
        if (!trouble.isEmpty() && concerns(level, direction, placement)) {
          TrafficSet part = TrafficSet.of(Traffic.allOf(protocol), trouble);
          Requests requests = requests(placement, acl, direction, part);
          if (!requests.all().isEmpty()) {
            cases
                .computeIfAbsent(
                    new Key(acl.id(), direction, protocol, level), _ -> new ArrayList<>())
                .add(new Case(placement, requests.all(), !requests.meant().isEmpty()));
          }
        }
      }
    }
  }

  /// The clients of outbound requests are the interfaces themselves: only those of managed services
  /// need the wide range.
  private static boolean concerns(Level level, Direction requests, Placement placement) {
    return level != Level.WIDE_ONLY
        || requests == Direction.INGRESS
        || placement.interfaces().stream().anyMatch(each -> "lambda".equals(each.interfaceType()));
  }

  /// What groups and network ACL let pass of this part of the traffic.
  private Requests requests(
      Placement placement, NetworkAcl acl, Direction direction, TrafficSet part) {
    TrafficSet passing = evaluation.allowed(acl, direction).intersect(part);
    TrafficSet passingAsService = services(acl, direction).intersect(part);
    List<TrafficSet> specific = new ArrayList<>();
    List<TrafficSet> broad = new ArrayList<>();
    AddressSet peers = passing.allPeers();
    for (SecurityGroupRule rule : evaluation.rules(placement, direction)) {
      if (!evaluation.extent(rule, placement.vpcId()).certain().overlaps(peers)) {
        continue;
      }
      TrafficSet traffic = evaluation.certain(rule, placement.vpcId());
      if (isForReplies(rule.traffic())) {
        broad.add(traffic.intersect(passingAsService));
      } else {
        specific.add(traffic.intersect(passing));
      }
    }
    TrafficSet meant = TrafficSet.unionOf(specific);
    return new Requests(meant.union(TrafficSet.unionOf(broad)), meant);
  }

  /// Whether traffic holds the ports that all clients take replies on.
  private static boolean isForReplies(Traffic traffic) {
    return switch (traffic) {
      case Traffic.All() -> true;
      case Traffic.Ports(_, PortRange ports) -> ports.contains(ReplyPorts.SHARED);
      case Traffic.Icmp _ -> false;
      case Traffic.Whole _ -> false;
    };
  }

  /// An entry for ports of clients and none of well-known services.
  private static boolean isReplyEntry(Decided decided) {
    return decided.entry().traffic() instanceof Traffic.Ports(_, PortRange ports)
        && ReplyPorts.WIDE.contains(ports)
        && ports.contains(ReplyPorts.SHARED);
  }

  private ReplyPorts ports(NetworkAcl acl, Direction direction, Protocol protocol) {
    return ports.computeIfAbsent(
        new AclSide(acl.id(), direction, protocol),
        _ -> ReplyPorts.of(evaluation.allowed(acl, direction), protocol));
  }

  /// What a network ACL lets pass by entries that are not for replies.
  private TrafficSet services(NetworkAcl acl, Direction direction) {
    return services.computeIfAbsent(
        new AclSide(acl.id(), direction, Protocol.TCP),
        _ ->
            TrafficSet.unionOf(
                evaluation.decisions(acl, direction).decided().stream()
                    .filter(each -> each.allows() && !isReplyEntry(each))
                    .map(Decided::wins)
                    .toList()));
  }
}
