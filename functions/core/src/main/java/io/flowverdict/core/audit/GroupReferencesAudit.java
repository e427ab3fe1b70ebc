package io.flowverdict.core.audit;

import io.flowverdict.core.explain.Change;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.VpcPeering;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// References to security groups that match nothing: over a connection that is gone or to a group
/// that was deleted (*stale*), to a group that no interface carries (*empty*), or to one whose
/// members are only in VPCs from which they cannot arrive as members (*unusable*).
///
/// What is reached through a middlebox is not told: routing is not modelled.
final class GroupReferencesAudit implements Audit {

  private static final String TRANSIT_GATEWAY = "transit_gateway";

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(
        AuditKind.REFERENCE_STALE, AuditKind.REFERENCE_EMPTY, AuditKind.REFERENCE_UNUSABLE);
  }

  @Override
  public Set<Section> needs() {
    return Set.of(Section.SECURITY_GROUPS);
  }

  @Override
  public List<AuditFinding> run(Evaluation evaluation) {
    List<AuditFinding> findings = new ArrayList<>();
    for (SecurityGroup group : evaluation.snapshot().securityGroups().values()) {
      for (SecurityGroupRule rule : group.rules()) {
        if (rule.peer() instanceof Peer.OfGroup reference) {
          examine(group, rule, reference, evaluation).ifPresent(findings::add);
        }
      }
    }
    return findings;
  }

  private static Optional<AuditFinding> examine(
      SecurityGroup group, SecurityGroupRule rule, Peer.OfGroup reference, Evaluation evaluation) {
    Set<String> vpcs = vpcs(group, evaluation);
    String stale = stale(group, reference, vpcs, evaluation);
    if (stale != null) {
      return Optional.of(
          finding(AuditKind.REFERENCE_STALE, Severity.MEDIUM, rule, reference, stale, evaluation));
    }
    if (!evaluation.has(Section.INTERFACES) || evaluation.placements(group.id()).isEmpty()) {
      return Optional.empty();
    }
    List<NetworkInterface> members = evaluation.carriers(reference.groupId());
    if (members.isEmpty()) {
      return isOurs(reference, evaluation)
          ? Optional.of(empty(rule, reference, evaluation))
          : Optional.empty();
    }
    return unusable(rule, reference, vpcs, members, evaluation);
  }

  /// The VPCs in which the rule is in force.
  private static Set<String> vpcs(SecurityGroup group, Evaluation evaluation) {
    Set<String> vpcs = new TreeSet<>();
    evaluation.placements(group.id()).stream()
        .map(Placement::vpcId)
        .filter(Objects::nonNull)
        .forEach(vpcs::add);
    if (vpcs.isEmpty() && group.vpcId() != null) {
      vpcs.add(group.vpcId());
    }
    return vpcs;
  }

  /// Why the reference is stale; null when it is not, or not known to be.
  private static @Nullable String stale(
      SecurityGroup group, Peer.OfGroup reference, Set<String> vpcs, Evaluation evaluation) {
    String over = reference.peeringConnectionId();
    boolean isStale =
        vpcs.isEmpty()
            ? evaluation.references().isStale(reference, group.vpcId())
            : vpcs.stream().allMatch(vpc -> evaluation.references().isStale(reference, vpc));
    if (isStale) {
      return "the peering connection "
          + (over == null ? "between the VPCs" : over)
          + " is not active"
          + (reference.peeringStatus() == null ? "" : " (" + reference.peeringStatus() + ")");
    }
    boolean deleted =
        reference.accountId() == null
            && over == null
            && reference.vpcId() == null
            && othersNameOwners(evaluation)
            && !evaluation.snapshot().securityGroups().containsKey(reference.groupId());
    return deleted
        ? "the configuration has no such group and the API names no owner, as for a deleted one"
        : null;
  }

  /// Whether the documents name the owners of referenced groups at all.
  private static boolean othersNameOwners(Evaluation evaluation) {
    return evaluation.snapshot().securityGroups().values().stream()
        .flatMap(group -> group.rules().stream())
        .anyMatch(rule -> rule.peer() instanceof Peer.OfGroup other && other.accountId() != null);
  }

  /// Whether the configuration would have the interfaces that carry the group: not those of another
  /// account's group.
  private static boolean isOurs(Peer.OfGroup reference, Evaluation evaluation) {
    SecurityGroup group = evaluation.snapshot().securityGroups().get(reference.groupId());
    return group != null
        && (group.ownerId() == null || !isShared(group, reference.accountId(), evaluation));
  }

  private static boolean isShared(
      SecurityGroup group, @Nullable String accountId, Evaluation evaluation) {
    boolean othersOwn =
        accountId != null && group.ownerId() != null && !accountId.equals(group.ownerId());
    return othersOwn
        || evaluation.snapshot().interfaces().values().stream()
            .map(NetworkInterface::ownerId)
            .filter(Objects::nonNull)
            .noneMatch(owner -> owner.equals(group.ownerId()));
  }

  private static AuditFinding empty(
      SecurityGroupRule rule, Peer.OfGroup reference, Evaluation evaluation) {
    return finding(
        AuditKind.REFERENCE_EMPTY,
        Severity.LOW,
        rule,
        reference,
        "no interface carries that group now",
        evaluation);
  }

  private static Optional<AuditFinding> unusable(
      SecurityGroupRule rule,
      Peer.OfGroup reference,
      Set<String> vpcs,
      List<NetworkInterface> members,
      Evaluation evaluation) {
    Set<String> reasons = new TreeSet<>();
    for (String vpc : vpcs) {
      for (NetworkInterface member : members) {
        String reason = apart(rule.direction(), vpc, member.vpcId(), evaluation);
        if (reason == null) {
          return Optional.empty();
        }
        reasons.add(reason);
      }
    }
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(
            finding(
                AuditKind.REFERENCE_UNUSABLE,
                Severity.MEDIUM,
                rule,
                reference,
                "its members are elsewhere: " + Words.list(reasons),
                evaluation));
  }

  /// Why members in one VPC cannot match in another; null when they can, or may.
  private static @Nullable String apart(
      Direction direction, String vpc, @Nullable String memberVpc, Evaluation evaluation) {
    if (memberVpc == null || memberVpc.equals(vpc)) {
      return null;
    }
    List<VpcPeering> between =
        evaluation.snapshot().peerings().values().stream()
            .filter(each -> isBetween(each, vpc, memberVpc))
            .toList();
    boolean gateway =
        hasTransitGateway(vpc, evaluation) && hasTransitGateway(memberVpc, evaluation);
    boolean gatewayCarries = gateway && direction == Direction.INGRESS;
    if (gatewayCarries || between.stream().anyMatch(GroupReferencesAudit::carriesReferences)) {
      return null;
    }
    String route = " and " + vpc;
    if (between.stream().anyMatch(VpcPeering::isActive)) {
      return memberVpc + route + " are peered across Regions, where references do not match";
    }
    return gateway
        ? memberVpc
            + route
            + " are joined by a transit gateway, which carries no outbound references"
        : memberVpc + route + " have no active peering connection";
  }

  private static boolean isBetween(VpcPeering peering, String vpc, String other) {
    VpcPeering.Side side = peering.across(vpc);
    return side != null && other.equals(side.vpcId());
  }

  private static boolean carriesReferences(VpcPeering peering) {
    String one = peering.requester().region();
    String other = peering.accepter().region();
    return peering.isActive() && (one == null || other == null || one.equals(other));
  }

  private static boolean hasTransitGateway(String vpc, Evaluation evaluation) {
    return evaluation.snapshot().interfaces().values().stream()
        .anyMatch(each -> TRANSIT_GATEWAY.equals(each.interfaceType()) && vpc.equals(each.vpcId()));
  }

  private static AuditFinding finding(
      AuditKind kind,
      Severity severity,
      SecurityGroupRule rule,
      Peer.OfGroup reference,
      String why,
      Evaluation evaluation) {
    return evaluation
        .finding(kind, severity, rule.groupId())
        .rule(rule.name())
        .related(
            Stream.of(reference.groupId(), reference.peeringConnectionId())
                .filter(Objects::nonNull)
                .toList())
        .fix(
            AuditFix.of(
                kind == AuditKind.REFERENCE_UNUSABLE
                    ? "Allow the members' addresses as CIDR blocks, or remove the rule."
                    : "Remove the rule if nothing is to carry the group again.",
                List.of(new Change.RemoveRule(rule))))
        .saying("%s matches nothing: %s.".formatted(Words.subject(rule), why));
  }
}
