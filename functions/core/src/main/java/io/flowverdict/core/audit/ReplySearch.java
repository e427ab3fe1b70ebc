package io.flowverdict.core.audit;

import io.flowverdict.core.audit.AclDecisions.Decided;
import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.explain.ClientPorts;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.InterfaceType;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Finds the requests whose replies are in trouble. Mutable: it remembers what it worked out of
/// each network ACL.
final class ReplySearch {

  private static final List<Protocol> PROTOCOLS = List.of(Protocol.TCP, Protocol.UDP);

  private final Evaluation evaluation;
  private final Subnets subnets;
  private final UnfilteredRequests unfiltered;
  private final Map<AclSide, ReplyPorts> ports = new HashMap<>();
  private final Map<AclSide, TrafficSet> services = new HashMap<>();
  private final Map<Key, List<Case>> cases = new TreeMap<>();

  ReplySearch(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.subnets = evaluation.subnets();
    this.unfiltered = new UnfilteredRequests(evaluation);
  }

  /// One direction of a network ACL.
  private record AclSide(String aclId, Direction direction, Protocol protocol) {}

  /// How bad it is. Of most clients it is not known which system they run; NAT gateways, load
  /// balancers and Lambda use the whole wide range, so of their connections the part fails that has
  /// a closed port.
  enum Level {
    BLOCKED(Severity.HIGH),
    PARTLY(Severity.MEDIUM),
    WIDE_ONLY(Severity.LOW),
    /// No reply passes to a client that uses the wide range.
    WIDE_BLOCKED(Severity.HIGH),
    /// A part of the replies passes to a client that uses all of the wide range.
    WIDE_PARTLY(Severity.MEDIUM);

    private static final List<Level> OF_ANY_CLIENT = List.of(BLOCKED, PARTLY, WIDE_ONLY);
    private static final List<Level> OF_HOSTS = List.of(BLOCKED, PARTLY);
    private static final List<Level> OF_WIDE_CLIENTS = List.of(WIDE_BLOCKED, WIDE_PARTLY);

    private final Severity severity;

    Level(Severity severity) {
      this.severity = severity;
    }

    Severity severity() {
      return severity;
    }

    /// The ports that replies in trouble go to.
    PortRange ports() {
      return switch (this) {
        case BLOCKED, PARTLY -> ReplyPorts.COMMON;
        case WIDE_ONLY, WIDE_BLOCKED, WIDE_PARTLY -> ReplyPorts.WIDE;
      };
    }

    /// {@return whether no reply passes at all}
    boolean dropsAll() {
      return this == BLOCKED || this == WIDE_BLOCKED;
    }

    AddressSet of(ReplyPorts ports) {
      return switch (this) {
        case BLOCKED -> ports.none();
        case PARTLY -> ports.lacksCommon();
        case WIDE_ONLY -> ports.lacksWide();
        case WIDE_BLOCKED -> ports.noneOfWide();
        case WIDE_PARTLY -> ports.partOfWide();
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
  /// @param placement only those of its interfaces that are concerned
  /// @param meant whether a group has rules for just these services or, where there is no group,
  ///   they are what the interface is for
  record Case(Placement placement, TrafficSet requests, boolean meant) {}

  /// What groups and network ACL let pass.
  ///
  /// @param meant the part that is known to be wanted: a group has rules of its own for it, not a
  ///   rule for everything
  record Requests(TrafficSet all, TrafficSet meant) {}

  /// {@return the requests in trouble, by what they have in common}
  Map<Key, List<Case>> cases() {
    cases.clear();
    for (Placement placement : evaluation.placements()) {
      NetworkAcl acl = evaluation.acl(placement);
      if (acl != null) {
        for (Direction direction : Direction.values()) {
          parts(placement, direction)
              .forEach((levels, interfaces) ->
                  examine(new Placement(placement.key(), interfaces), acl, direction, levels));
        }
      }
    }
    return cases;
  }

  /// The interfaces of a placement by what is known of the ports on which replies are taken. The
  /// clients of inbound requests are others, of which Lambda has none; those of outbound requests
  /// are the interfaces themselves, but for a transit gateway's.
  private static Map<List<Level>, List<NetworkInterface>> parts(
      Placement placement, Direction requests) {
    return placement.interfaces().stream()
        .filter(at -> requests == Direction.EGRESS || at.type() != InterfaceType.LAMBDA)
        .collect(
            Collectors.groupingBy(
                at -> levels(at, requests), LinkedHashMap::new, Collectors.toList()));
  }

  private static List<Level> levels(NetworkInterface at, Direction requests) {
    if (requests == Direction.INGRESS || UnfilteredRequests.isOfOthers(at)) {
      return Level.OF_ANY_CLIENT;
    }
    return ClientPorts.of(at).usesAll(ReplyPorts.WIDE) ? Level.OF_WIDE_CLIENTS : Level.OF_HOSTS;
  }

  private void examine(
      Placement placement, NetworkAcl acl, Direction direction, List<Level> levels) {
    AddressSet behind =
        subnets
            .behindAcl(placement, direction, evaluation)
            .intersect(subnets.behindAcl(placement, direction.opposite(), evaluation));
    for (Protocol protocol : PROTOCOLS) {
      ReplyPorts ports = ports(acl, direction.opposite(), protocol);
      for (Level level : levels) {
        AddressSet trouble = level.of(ports).intersect(behind);
        if (!trouble.isEmpty()) {
          TrafficSet part = TrafficSet.of(Traffic.allOf(protocol), trouble);
          if (placement.groupIds().isEmpty()) {
            placement
                .interfaces()
                .forEach(at ->
                    add(
                        new Key(acl.id(), direction, protocol, level),
                        new Placement(placement.key(), List.of(at)),
                        unfiltered.of(at, acl, direction, part)));
          } else {
            add(
                new Key(acl.id(), direction, protocol, level),
                placement,
                requests(placement, acl, direction, part));
          }
        }
      }
    }
  }

  private void add(Key key, Placement placement, Requests requests) {
    if (!requests.all().isEmpty()) {
      cases
          .computeIfAbsent(key, _ -> new ArrayList<>())
          .add(new Case(placement, requests.all(), !requests.meant().isEmpty()));
    }
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

  /// {@return whether traffic holds the ports that all clients take replies on}
  static boolean isForReplies(Traffic traffic) {
    return switch (traffic) {
      case Traffic.All() -> true;
      case Traffic.Ports(_, PortRange ports) -> ports.contains(ReplyPorts.SHARED);
      case Traffic.Icmp _ -> false;
      case Traffic.Whole _ -> false;
    };
  }

  /// {@return whether it is an entry for ports of clients and none of well-known services}
  static boolean isReplyEntry(Decided decided) {
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
