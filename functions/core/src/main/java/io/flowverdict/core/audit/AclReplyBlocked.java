package io.flowverdict.core.audit;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.audit.AclDecisions.Decided;
import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Requests that groups and network ACL let pass in one direction, and whose replies the same
/// network ACL drops, all of them or those to some clients.
///
/// A network ACL's entry for the ports of replies, and a group's rule for all traffic, say nothing
/// about which services are wanted: what only the two of them together allow is no request here.
final class AclReplyBlocked implements Audit {

  private static final List<Protocol> PROTOCOLS = List.of(Protocol.TCP, Protocol.UDP);

  /// How bad it is.
  private enum Level {
    BLOCKED(Severity.HIGH),
    PARTLY(Severity.MEDIUM),
    WIDE_ONLY(Severity.LOW);

    private final Severity severity;

    Level(Severity severity) {
      this.severity = severity;
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
  private record Key(String aclId, Direction requests, Protocol protocol, Level level)
      implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return toString().compareTo(other.toString());
    }
  }

  /// Requests of one placement whose replies are in trouble.
  ///
  /// @param meant whether a group has rules for just these services
  private record Case(Placement placement, TrafficSet requests, boolean meant) {}

  /// What groups and network ACL let pass.
  ///
  /// @param meant the part for which a group has rules of its own, not a rule for everything
  private record Requests(TrafficSet all, TrafficSet meant) {}

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.ACL_REPLY_BLOCKED);
  }

  @Override
  public Set<Section> needs() {
    return Set.of(
        Section.SECURITY_GROUPS, Section.INTERFACES, Section.NETWORK_ACLS, Section.SUBNETS);
  }

  @Override
  public List<AuditFinding> run(Evaluation evaluation) {
    Subnets subnets = new Subnets(evaluation.snapshot());
    Map<Key, List<Case>> cases = new TreeMap<>();
    for (Placement placement : evaluation.placements()) {
      NetworkAcl acl = evaluation.acl(placement);
      if (acl != null && !placement.groupIds().isEmpty()) {
        for (Direction direction : Direction.values()) {
          examine(placement, acl, direction, subnets, evaluation, cases);
        }
      }
    }
    return cases.entrySet().stream()
        .map(entry -> finding(entry.getKey(), entry.getValue(), evaluation))
        .toList();
  }

  private static void examine(
      Placement placement,
      NetworkAcl acl,
      Direction direction,
      Subnets subnets,
      Evaluation evaluation,
      Map<Key, List<Case>> cases) {
    TrafficSet allowed = evaluation.allowed(acl, direction.opposite());
    for (Protocol protocol : PROTOCOLS) {
      ReplyPorts ports = ReplyPorts.of(allowed, protocol);
      for (Level level : Level.values()) {
        AddressSet trouble =
            level
                .of(ports)
                .intersect(subnets.behindAcl(placement, direction, evaluation))
                .intersect(subnets.behindAcl(placement, direction.opposite(), evaluation));
        if (!trouble.isEmpty() && concerns(level, direction, placement)) {
          Requests requests = requests(placement, acl, direction, evaluation);
          TrafficSet part = TrafficSet.of(Traffic.allOf(protocol), trouble);
          TrafficSet broken = requests.all().intersect(part);
          if (!broken.isEmpty()) {
            cases
                .computeIfAbsent(
                    new Key(acl.id(), direction, protocol, level), _ -> new ArrayList<>())
                .add(new Case(placement, broken, requests.meant().overlaps(part)));
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

  private static Requests requests(
      Placement placement, NetworkAcl acl, Direction direction, Evaluation evaluation) {
    List<TrafficSet> specific = new ArrayList<>();
    List<TrafficSet> broad = new ArrayList<>();
    for (SecurityGroupRule rule : evaluation.rules(placement, direction)) {
      (isForReplies(rule.traffic()) ? broad : specific)
          .add(evaluation.certain(rule, placement.vpcId()));
    }
    TrafficSet forServices =
        TrafficSet.unionOf(
            evaluation.decisions(acl, direction).decided().stream()
                .filter(each -> each.allows() && !isReplyEntry(each))
                .map(Decided::wins)
                .toList());
    TrafficSet meant = TrafficSet.unionOf(specific).intersect(evaluation.allowed(acl, direction));
    return new Requests(meant.union(TrafficSet.unionOf(broad).intersect(forServices)), meant);
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

  private static AuditFinding finding(Key key, List<Case> cases, Evaluation evaluation) {
    NetworkAcl acl =
        requireNonNull(evaluation.snapshot().networkAcls().get(key.aclId()), "acl is null");
    Direction replies = key.requests().opposite();
    TrafficSet requests = TrafficSet.unionOf(cases.stream().map(Case::requests).toList());
    AddressSet peers = requests.allPeers();
    List<NetworkAclEntry> denying =
        evaluation
            .decisions(acl, replies)
            .denying(TrafficSet.of(ReplyPorts.stretch(key.protocol(), key.level().ports()), peers));
    long broken = broken(acl, denying, evaluation);
    List<String> related = new ArrayList<>();
    cases.forEach(each -> related.addAll(each.placement().interfaceIds()));
    cases.forEach(each -> related.addAll(each.placement().groupIds()));
    return evaluation
        .finding(AuditKind.ACL_REPLY_BLOCKED, severity(key.level(), cases, broken), acl.id())
        .rule(denying.stream().map(AclDecisions::name).distinct().collect(Collectors.joining(", ")))
        .aspect("replies to " + key.requests() + " " + key.protocol() + " " + key.level().name())
        .related(related)
        .fix(
            ReplyEntry.fix(
                acl, replies, key.protocol(), key.level().ports(), peers, denying, evaluation))
        .saying(sentence(key, requests, denying, cases, evaluation) + seen(broken));
  }

  /// What was seen to break comes first, then what a group has rules for.
  private static Severity severity(Level level, List<Case> cases, long broken) {
    if (broken > 0) {
      return Severity.HIGH;
    }
    boolean meant = cases.stream().anyMatch(Case::meant);
    return level == Level.BLOCKED && !meant ? Severity.MEDIUM : level.severity;
  }

  /// The peers, where that is shorter with those inside the subnets, which pass no network ACL.
  private static String peers(TrafficSet requests, List<Case> cases, Evaluation evaluation) {
    AddressSet peers = requests.allPeers();
    AddressSet inside =
        AddressSet.unionOf(
            cases.stream().map(each -> evaluation.inSubnet(each.placement())).toList());
    AddressSet rounded = peers.union(inside);
    return rounded.cidrs().size() < peers.cidrs().size()
        ? Words.addresses(rounded) + " (outside the subnet)"
        : Words.addresses(peers);
  }

  private static String sentence(
      Key key,
      TrafficSet requests,
      List<NetworkAclEntry> denying,
      List<Case> cases,
      Evaluation evaluation) {
    Direction replies = key.requests().opposite();
    return "Network ACL %s lets %s requests %s %s %s through to %s, and its %s %s %s."
        .formatted(
            key.aclId(),
            Words.bound(key.requests()),
            Words.traffic(requests),
            Words.preposition(key.requests()),
            peers(requests, cases, evaluation),
            Words.list(
                cases.stream().flatMap(each -> each.placement().interfaceIds().stream()).toList()),
            Words.bound(replies),
            (denying.size() == 1 ? "entry " : "entries ")
                + Words.list(denying.stream().map(NetworkAclEntry::name).distinct().toList()),
            drops(key.level(), denying.size()));
  }

  private static String drops(Level level, int entries) {
    String verb = entries == 1 ? "drops " : "drop ";
    return verb
        + switch (level) {
          case BLOCKED -> "every reply to the ports that clients use (32768–65535)";
          case PARTLY ->
              "the replies to a part of the ports that Linux (32768–60999) and Windows"
                  + " (49152–65535) clients use";
          case WIDE_ONLY ->
              "the replies to some of the ports that NAT gateways, load balancers and Lambda use"
                  + " (1024–65535)";
        };
  }

  private static long broken(NetworkAcl acl, List<NetworkAclEntry> denying, Evaluation evaluation) {
    LogEvidence evidence = evaluation.input().evidence();
    return evidence == null
        ? 0
        : denying.stream()
            .map(entry -> acl.id() + " " + AclDecisions.name(entry))
            .distinct()
            .mapToLong(name -> evidence.brokenReplies().getOrDefault(name, 0L))
            .sum();
  }

  private static String seen(long broken) {
    return broken == 0 ? "" : " " + broken + " dropped replies were recorded.";
  }
}
