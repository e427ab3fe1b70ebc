package io.flowverdict.core.audit;

import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Claim;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Rules that cannot take effect: wherever their group is carried, the network ACL denies all that
/// they allow. Traffic inside a subnet passes no network ACL: where a rule allows that too, it is
/// said to have no other effect.
///
/// A rule for IPv6 behind a network ACL without any IPv6 entry is left to [AclIpv6Forgotten].
final class AclBlocksGroup implements Audit {

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.ACL_BLOCKS_GROUP);
  }

  @Override
  public Set<Section> needs() {
    return Set.of(
        Section.SECURITY_GROUPS, Section.INTERFACES, Section.NETWORK_ACLS, Section.SUBNETS);
  }

  @Override
  public Set<Section> needsWhole() {
    return Set.of(Section.INTERFACES);
  }

  @Override
  public Set<Layer> affectedBy() {
    return Set.of(Layer.NACL, Layer.SG);
  }

  @Override
  public List<Detected> run(Evaluation evaluation) {
    Subnets subnets = evaluation.subnets();
    List<Detected> findings = new ArrayList<>();
    for (SecurityGroup group : evaluation.groups()) {
      Map<String, Placement> perSubnet = new LinkedHashMap<>();
      for (Placement each : evaluation.placements(group.id())) {
        perSubnet.putIfAbsent(each.vpcId() + " " + each.subnetId(), each);
      }
      for (SecurityGroupRule rule : group.rules()) {
        Effect effect = effect(rule, perSubnet.values(), subnets, evaluation);
        if (effect != Effect.POSSIBLE && !evaluation.isOfOtherFamily(rule)) {
          findings.add(
              finding(
                  rule,
                  effect == Effect.INSIDE_SUBNET,
                  List.copyOf(perSubnet.values()),
                  evaluation));
        }
      }
    }
    return findings;
  }

  /// Where a rule can take effect.
  private enum Effect {
    NOWHERE,
    /// Only where no network ACL is passed.
    INSIDE_SUBNET,
    /// Elsewhere, or it is not known.
    POSSIBLE
  }

  /// Where a rule can take effect at any of the placements. Where there is none it is not known.
  private static Effect effect(
      SecurityGroupRule rule,
      Collection<Placement> placements,
      Subnets subnets,
      Evaluation evaluation) {
    Effect most = placements.isEmpty() ? Effect.POSSIBLE : Effect.NOWHERE;
    for (Placement placement : placements) {
      if (most == Effect.POSSIBLE) {
        break;
      }
      Effect here = effect(rule, placement, subnets, evaluation);
      most = here.compareTo(most) > 0 ? here : most;
    }
    return most;
  }

  private static Effect effect(
      SecurityGroupRule rule, Placement placement, Subnets subnets, Evaluation evaluation) {
    NetworkAcl acl = evaluation.acl(placement);
    AddressSet peers = evaluation.extent(rule, placement.vpcId()).possible();
    AddressSet behind = subnets.behindAcl(placement, rule.direction(), evaluation).intersect(peers);
    if (acl == null
        || behind.isEmpty()
        || evaluation
            .allowed(acl, rule.direction())
            .overlaps(TrafficSet.of(rule.traffic(), behind))) {
      return Effect.POSSIBLE;
    }
    AddressSet inside = evaluation.inSubnet(placement).intersect(peers);
    boolean forgotten =
        !evaluation.decisions(acl, rule.direction()).hasEntries(IpFamily.IPV6)
            && AddressSet.all(IpFamily.IPV6).containsAll(peers);
    if (forgotten || !behind.union(inside).equals(peers)) {
      return Effect.POSSIBLE;
    }
    return inside.isEmpty() ? Effect.NOWHERE : Effect.INSIDE_SUBNET;
  }

  private static Detected finding(
      SecurityGroupRule rule, boolean inside, List<Placement> placements, Evaluation evaluation) {
    TreeSet<String> places = new TreeSet<>();
    placements.stream().map(Placement::subnetId).filter(Objects::nonNull).forEach(places::add);
    TreeSet<String> acls = new TreeSet<>();
    TreeSet<String> entries = new TreeSet<>();
    List<Claim> claims = new ArrayList<>();
    for (Placement placement : placements) {
      NetworkAcl acl = Objects.requireNonNull(evaluation.acl(placement), "acl is null");
      acls.add(acl.id());
      TrafficSet denied = beyondSubnet(rule, placement, evaluation);
      List<NetworkAclEntry> denying = evaluation.decisions(acl, rule.direction()).denying(denied);
      denying.forEach(entry -> entries.add(acl.id() + " " + AclDecisions.name(entry)));
      claims.addAll(
          Claims.of(Claims.deciding(acl, denying), rule.direction(), placement.vpcId(), denied));
    }
    TreeSet<String> related = new TreeSet<>(places);
    related.addAll(acls);
    return evaluation
        .finding(
            AuditKind.ACL_BLOCKS_GROUP, inside ? Severity.LOW : Severity.MEDIUM, rule.groupId())
        .rule(rule.name())
        .related(related)
        .claims(claims)
        .fix(fix(rule, inside))
        .saying(
            ("%s has no effect%s: in every subnet that the group is used in (%s)"
                    + " the network ACL denies all of it (%s).")
                .formatted(
                    Words.subject(rule),
                    inside ? " but inside the subnet" : "",
                    Words.list(places),
                    Words.list(entries)));
  }

  /// What the rule allows of the packets that pass the network ACL.
  private static TrafficSet beyondSubnet(
      SecurityGroupRule rule, Placement placement, Evaluation evaluation) {
    AddressSet peers =
        evaluation.extent(rule, placement.vpcId()).possible().minus(evaluation.inSubnet(placement));
    return TrafficSet.of(rule.traffic(), peers);
  }

  private static Proposal fix(SecurityGroupRule rule, boolean inside) {
    return inside
        ? Proposal.of(
            "If the traffic is wanted, allow it and its replies in the network ACL; otherwise"
                + " narrow the rule to the subnet.")
        : Proposal.removing(
            "If the traffic is wanted, allow it and its replies in the network ACL; otherwise"
                + " remove the rule: nothing changes.",
            List.of(new Change.RemoveRule(rule)));
  }
}
