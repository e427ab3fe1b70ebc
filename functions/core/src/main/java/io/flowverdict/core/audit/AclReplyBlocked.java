package io.flowverdict.core.audit;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Ruling;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Requests that groups and network ACL let pass in one direction, and whose replies the same
/// network ACL drops, all of them or those to some clients.
///
/// A network ACL's entry for the ports of replies, and a group's rule for all traffic, say nothing
/// about which services are wanted: what only the two of them together allow is no request here. At
/// interfaces without groups [UnfilteredRequests] says what is.
final class AclReplyBlocked implements Audit {

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
  public Set<Layer> affectedBy() {
    return Set.of(Layer.NACL, Layer.SG);
  }

  @Override
  public List<Detected> run(Evaluation evaluation) {
    return new ReplySearch(evaluation)
        .cases().entrySet().stream()
            .map(entry -> finding(entry.getKey(), entry.getValue(), evaluation))
            .toList();
  }

  private static Detected finding(
      ReplySearch.Key key, List<ReplySearch.Case> cases, Evaluation evaluation) {
    NetworkAcl acl =
        requireNonNull(evaluation.snapshot().networkAcls().get(key.aclId()), "acl is null");
    Direction replies = key.requests().opposite();
    TrafficSet requests =
        TrafficSet.unionOf(cases.stream().map(ReplySearch.Case::requests).toList());
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
        .claims(Claims.of(new Ruling.AclAllows(acl.id()), key.requests(), acl.vpcId(), requests))
        .fix(
            new ReplyEntries(
                    acl,
                    replies,
                    key.protocol(),
                    key.level().ports(),
                    peers,
                    denying,
                    cases.stream().flatMap(each -> each.placement().interfaces().stream()).toList(),
                    evaluation)
                .proposal())
        .saying(sentence(key, requests, denying, cases, evaluation) + seen(broken));
  }

  /// What was seen to break comes first, then what a group has rules for.
  private static Severity severity(
      ReplySearch.Level level, List<ReplySearch.Case> cases, long broken) {
    if (broken > 0) {
      return Severity.HIGH;
    }
    boolean meant = cases.stream().anyMatch(ReplySearch.Case::meant);
    return level.dropsAll() && !meant ? Severity.MEDIUM : level.severity();
  }

  /// The peers, where that is shorter with those inside the subnets, which pass no network ACL, or
  /// with those inside the VPC.
  private static String peers(
      TrafficSet requests, List<ReplySearch.Case> cases, Evaluation evaluation) {
    AddressSet peers = requests.allPeers();
    List<Placement> placements = cases.stream().map(ReplySearch.Case::placement).toList();
    AddressSet subnets = AddressSet.unionOf(placements.stream().map(evaluation::inSubnet).toList());
    AddressSet rounded = rounded(peers, subnets);
    if (rounded.cidrs().size() < peers.cidrs().size()) {
      return Words.addresses(rounded) + " (outside the subnet)";
    }
    AddressSet vpcs = AddressSet.unionOf(placements.stream().map(evaluation::inVpc).toList());
    rounded = rounded(peers, vpcs);
    return rounded.cidrs().size() < peers.cidrs().size()
        ? Words.addresses(rounded) + " (outside the VPC)"
        : Words.addresses(peers);
  }

  /// The peers with those inside, of the families that there are peers of.
  private static AddressSet rounded(AddressSet peers, AddressSet inside) {
    AddressSet rounded = peers;
    for (IpFamily family : IpFamily.values()) {
      AddressSet all = AddressSet.all(family);
      rounded = peers.overlaps(all) ? rounded.union(inside.intersect(all)) : rounded;
    }
    return rounded;
  }

  private static String sentence(
      ReplySearch.Key key,
      TrafficSet requests,
      List<NetworkAclEntry> denying,
      List<ReplySearch.Case> cases,
      Evaluation evaluation) {
    Direction replies = key.requests().opposite();
    String interfaces =
        Words.list(
            cases.stream()
                .flatMap(each -> each.placement().interfaces().stream())
                .map(AclReplyBlocked::name)
                .toList());
    return "Network ACL %s lets %s requests %s %s, and its %s %s %s."
        .formatted(
            key.aclId(),
            Words.bound(key.requests()),
            isBox(requests)
                ? Words.traffic(requests)
                    + " "
                    + Words.preposition(key.requests())
                    + " "
                    + peers(requests, cases, evaluation)
                : Words.packets(requests, key.requests()),
            key.requests() == Direction.INGRESS
                ? "through to " + interfaces
                : "pass from " + interfaces,
            Words.bound(replies),
            (denying.size() == 1 ? "entry " : "entries ")
                + Words.list(denying.stream().map(NetworkAclEntry::name).distinct().toList()),
            drops(key, requests.allPeers(), denying.size(), evaluation));
  }

  /// Whether every one of the ports is for every one of the peers.
  private static boolean isBox(TrafficSet requests) {
    AddressSet all = requests.allPeers();
    return requests.slabs().stream().allMatch(slab -> slab.peers().equals(all));
  }

  /// An interface with its type where no group tells what it is there for.
  private static String name(NetworkInterface at) {
    return at.groupIds().isEmpty() && at.interfaceType() != null
        ? at.id() + " (" + at.interfaceType() + ")"
        : at.id();
  }

  private static String drops(
      ReplySearch.Key key, AddressSet peers, int entries, Evaluation evaluation) {
    String verb = entries == 1 ? "drops " : "drop ";
    return verb
        + switch (key.level()) {
          case BLOCKED -> "every reply to the ports that clients use (32768–65535)";
          case PARTLY ->
              "the replies to a part of the ports that Linux (32768–60999) and Windows"
                  + " (49152–65535) clients use";
          case WIDE_ONLY ->
              "the replies to some of the ports that NAT gateways, load balancers and Lambda use"
                  + " (1024–65535)";
          case WIDE_BLOCKED ->
              "every reply to the ports that NAT gateways, load balancers and Lambda use"
                  + " (1024–65535)";
          case WIDE_PARTLY ->
              "the replies to "
                  + closed(key, peers, evaluation)
                  + " that NAT gateways, load balancers and Lambda use (1024–65535), so that"
                  + " connections fail now and then";
        };
  }

  /// `ports 1024–32767 of those`, where they are the same for all peers.
  private static String closed(ReplySearch.Key key, AddressSet peers, Evaluation evaluation) {
    NetworkAcl acl =
        requireNonNull(evaluation.snapshot().networkAcls().get(key.aclId()), "acl is null");
    TrafficSet closed =
        TrafficSet.of(ReplyPorts.stretch(key.protocol(), key.level().ports()), peers)
            .minus(evaluation.allowed(acl, key.requests().opposite()));
    return closed.slabs().stream().allMatch(slab -> slab.peers().equals(peers))
        ? Words.traffic(closed) + " of the ports"
        : "a part of the ports";
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
