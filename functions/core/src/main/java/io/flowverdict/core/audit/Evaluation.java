package io.flowverdict.core.audit;

import io.flowverdict.core.audit.PeerExtents.Extent;
import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.GroupReferences;
import io.flowverdict.core.judge.NetworkAclLayer;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Traffic;
import io.flowverdict.core.snapshot.Vpc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A configuration as audits see it: interfaces grouped by what applies to them, and rules and
/// entries as sets of traffic. Mutable: it remembers what it worked out.
public final class Evaluation {

  private final AuditInput input;
  private final GroupReferences references;
  private final PeerExtents peers;
  private final NetworkAclLayer acls;
  private final List<Placement> placements;
  private final Map<String, List<Placement>> placementsByGroup;
  private final Map<String, Map<Direction, AclDecisions>> decisions = new HashMap<>();
  private final Map<String, Map<Direction, TrafficSet>> allowed = new HashMap<>();

  private final Internet internet;
  private final InternetRules internetRules;
  private final Subnets subnets;
  private final IdentityHashMap<Placement, List<Opened>> opened = new IdentityHashMap<>();

  /// What it is about; null for everything.
  private final @Nullable Focus focus;

  public Evaluation(AuditInput input) {
    this.input = input;
    Snapshot snapshot = input.snapshot();
    this.references = new GroupReferences(snapshot);
    this.peers = new PeerExtents(snapshot, references);
    this.acls = new NetworkAclLayer(snapshot);
    this.internet = new Internet(snapshot);
    this.internetRules = new InternetRules(internet, peers);
    this.subnets = new Subnets(snapshot);
    this.placements = place(snapshot);
    this.placementsByGroup = new HashMap<>();
    this.focus = null;
    for (Placement placement : placements) {
      for (String group : placement.groupIds()) {
        placementsByGroup.computeIfAbsent(group, _ -> new ArrayList<>()).add(placement);
      }
    }
  }

  /// The same interfaces with other rules and entries: who is where, and who a reference means,
  /// stays as it is.
  @SuppressWarnings("ReferenceEquality") // what was not changed is the same object
  private Evaluation(Evaluation other, Snapshot snapshot, @Nullable Focus focus) {
    this.input =
        new AuditInput(
            other.input.scope(), snapshot, other.input.sections(), other.input.evidence());
    this.references = other.references;
    this.peers = other.peers;
    this.acls = other.acls.with(snapshot);
    this.internet = other.internet;
    this.internetRules = other.internetRules;
    this.subnets = other.subnets;
    this.placements = other.placements;
    this.placementsByGroup = other.placementsByGroup;
    this.focus = focus;
    other.decisions.forEach((id, sides) -> {
      if (other.snapshot().networkAcls().get(id) == snapshot.networkAcls().get(id)) {
        decisions.put(id, sides);
        allowed.computeIfAbsent(
            id, each -> other.allowed.computeIfAbsent(each, _ -> new HashMap<>()));
      }
    });
  }

  /// {@return the evaluation of a part of the configuration, with some of its groups and network
  /// ACLs changed}
  ///
  /// @param changed differs from this one's configuration in rules and entries only
  Evaluation about(Focus part, Snapshot changed) {
    return new Evaluation(this, changed, part);
  }

  /// {@return the evaluation of the whole configuration with some of its groups and network ACLs
  /// changed}
  ///
  /// @param changed differs from this one's configuration in rules and entries only
  Evaluation with(Snapshot changed) {
    return new Evaluation(this, changed, null);
  }

  private static List<Placement> place(Snapshot snapshot) {
    Map<Placement.Key, List<NetworkInterface>> grouped = new LinkedHashMap<>();
    for (NetworkInterface each : snapshot.interfaces().values()) {
      Placement.Key key =
          new Placement.Key(new TreeSet<>(each.groupIds()), each.vpcId(), each.subnetId());
      grouped.computeIfAbsent(key, _ -> new ArrayList<>()).add(each);
    }
    return grouped.entrySet().stream()
        .map(entry -> new Placement(entry.getKey(), entry.getValue()))
        .toList();
  }

  AuditInput input() {
    return input;
  }

  Snapshot snapshot() {
    return input.snapshot();
  }

  Scope scope() {
    return input.scope();
  }

  boolean has(Section section) {
    return input.sections().contains(section);
  }

  /// {@return whether a part of the configuration was read to its end, so that what is not there
  /// does not exist}
  boolean isWhole(Section section) {
    return has(section) && !section.isTouchedBy(snapshot().incomplete());
  }

  /// {@return a finding about a resource, to be completed}
  Detected.Draft finding(AuditKind kind, Severity severity, String resource) {
    return Detected.about(kind, severity, input.scope(), resource);
  }

  /// {@return the part that the evaluation is about; null for everything}
  @Nullable Focus focus() {
    return focus;
  }

  /// {@return every interface that the evaluation is about, in groups that the same rules apply to}
  List<Placement> placements() {
    return focus == null ? placements : focus.placements();
  }

  /// {@return whether the evaluation is about a rule by itself: of a part, about those that change}
  boolean isAbout(SecurityGroupRule rule) {
    return focus == null || focus.rules().contains(rule);
  }

  /// {@return the groups that the evaluation is about}
  Collection<SecurityGroup> groups() {
    return focus == null
        ? snapshot().securityGroups().values()
        : present(focus.groupIds(), snapshot().securityGroups());
  }

  /// {@return the network ACLs that the evaluation is about}
  Collection<NetworkAcl> acls() {
    return focus == null
        ? snapshot().networkAcls().values()
        : present(focus.aclIds(), snapshot().networkAcls());
  }

  private static <T> List<T> present(Collection<String> ids, Map<String, T> all) {
    return ids.stream().map(all::get).filter(Objects::nonNull).toList();
  }

  /// {@return the placements whose interfaces carry the group}
  List<Placement> placements(String groupId) {
    return placementsByGroup.getOrDefault(groupId, List.of());
  }

  /// {@return the interfaces that carry the group}
  List<NetworkInterface> carriers(String groupId) {
    return references.carriers(groupId);
  }

  GroupReferences references() {
    return references;
  }

  PeerExtents peers() {
    return peers;
  }

  Internet internet() {
    return internet;
  }

  InternetRules internetRules() {
    return internetRules;
  }

  Subnets subnets() {
    return subnets;
  }

  /// {@return what is let in from the Internet to the interfaces of a placement; nothing where
  /// their network ACL is not known}
  List<Opened> opened(Placement placement) {
    return opened.computeIfAbsent(
        placement,
        each -> {
          NetworkAcl acl = acl(each);
          return acl == null
              ? List.of()
              : Opened.of(
                  rules(each, Direction.INGRESS),
                  allowed(acl, Direction.INGRESS),
                  internetRules,
                  internet);
        });
  }

  /// {@return the network ACL of a placement's subnet; null when the configuration does not tell}
  @Nullable NetworkAcl acl(Placement placement) {
    return acls.aclOf(placement.subnetId());
  }

  /// {@return the network ACL of a subnet; null when the configuration does not tell}
  @Nullable NetworkAcl acl(Subnet subnet) {
    return acls.aclOf(subnet.id());
  }

  /// {@return the addresses that a placement's interfaces reach without crossing the border of
  /// their subnet}
  AddressSet inSubnet(Placement placement) {
    String id = placement.subnetId();
    Subnet subnet = id == null ? null : snapshot().subnets().get(id);
    return subnet == null ? AddressSet.EMPTY : AddressSet.of(subnet.cidrs());
  }

  /// {@return the addresses of a placement's VPC; empty when the configuration lacks it}
  AddressSet inVpc(Placement placement) {
    Vpc vpc = placement.vpcId() == null ? null : snapshot().vpcs().get(placement.vpcId());
    return vpc == null ? AddressSet.EMPTY : AddressSet.of(vpc.cidrs());
  }

  AclDecisions decisions(NetworkAcl acl, Direction direction) {
    return decisions
        .computeIfAbsent(acl.id(), _ -> new HashMap<>())
        .computeIfAbsent(direction, _ -> AclDecisions.of(acl, direction));
  }

  /// {@return what a network ACL lets pass}
  TrafficSet allowed(NetworkAcl acl, Direction direction) {
    return allowed
        .computeIfAbsent(acl.id(), _ -> new HashMap<>())
        .computeIfAbsent(direction, _ -> decisions(acl, direction).allowed());
  }

  /// {@return what a rule certainly lets pass, for interfaces of this VPC}
  TrafficSet certain(SecurityGroupRule rule, @Nullable String vpcId) {
    return TrafficSet.of(rule.traffic(), peers.now(rule, vpcId).certain());
  }

  /// {@return the addresses of a rule's peer, for interfaces of this VPC, from or to which there
  /// can be packets of the rule's protocol}
  Extent extent(SecurityGroupRule rule, @Nullable String vpcId) {
    return peers.ofPackets(rule, vpcId);
  }

  /// {@return whether a rule's peer is of the address family in which the rule's protocol does not
  /// exist, so that no packet can match it}
  boolean isOfOtherFamily(SecurityGroupRule rule) {
    return rule.traffic() instanceof Traffic.Icmp
        && !(rule.peer() instanceof Peer.OfGroup)
        && !peers.now(rule, null).possible().isEmpty()
        && extent(rule, null).possible().isEmpty();
  }

  /// {@return the rules of all groups of a placement; of groups that the configuration lacks, none}
  List<SecurityGroupRule> rules(Placement placement, Direction direction) {
    List<SecurityGroupRule> rules = new ArrayList<>();
    for (String id : placement.groupIds()) {
      SecurityGroup group = snapshot().securityGroups().get(id);
      if (group != null) {
        rules.addAll(group.rules(direction));
      }
    }
    return rules;
  }
}
