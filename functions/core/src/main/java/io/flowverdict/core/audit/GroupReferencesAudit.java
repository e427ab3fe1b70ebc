package io.flowverdict.core.audit;

import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Ruling;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// References to security groups that match nothing: over a connection that is gone or to a group
/// that was deleted (*stale*), to a group that no interface carries (*empty*), or to one whose
/// members are only in VPCs from which they cannot arrive as members (*unusable*).
///
/// What is reached through a middlebox is not told: routing is not modelled.
final class GroupReferencesAudit implements Audit {

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
  public Set<Layer> affectedBy() {
    return Set.of(Layer.SG);
  }

  @Override
  public List<Detected> run(Evaluation evaluation) {
    Search search = new Search(evaluation);
    List<Detected> findings = new ArrayList<>();
    for (SecurityGroup group : evaluation.groups()) {
      Set<String> vpcs = search.vpcs(group);
      for (SecurityGroupRule rule : group.rules()) {
        if (rule.peer() instanceof Peer.OfGroup reference) {
          search.examine(group, rule, reference, vpcs).ifPresent(findings::add);
        }
      }
    }
    return findings;
  }

  /// A search in one configuration, with what is the same for all references.
  private static final class Search {
    private final Evaluation evaluation;
    private final VpcPaths paths;
    private final Set<String> interfaceOwners;
    private final boolean ownersAreNamed;

    Search(Evaluation evaluation) {
      this.evaluation = evaluation;
      this.paths = new VpcPaths(evaluation.snapshot());
      this.interfaceOwners =
          evaluation.snapshot().interfaces().values().stream()
              .map(NetworkInterface::ownerId)
              .filter(Objects::nonNull)
              .collect(Collectors.toSet());
      this.ownersAreNamed =
          evaluation.snapshot().securityGroups().values().stream()
              .flatMap(group -> group.rules().stream())
              .anyMatch(
                  rule -> rule.peer() instanceof Peer.OfGroup other && other.accountId() != null);
    }

    Optional<Detected> examine(
        SecurityGroup group, SecurityGroupRule rule, Peer.OfGroup reference, Set<String> vpcs) {
      String stale = stale(group, reference, vpcs);
      if (stale != null) {
        return Optional.of(
            finding(AuditKind.REFERENCE_STALE, Severity.MEDIUM, rule, reference, vpcs, stale));
      }
      if (!evaluation.isWhole(Section.INTERFACES) || evaluation.placements(group.id()).isEmpty()) {
        return Optional.empty();
      }
      List<Placement> members = evaluation.placements(reference.groupId());
      if (!members.isEmpty()) {
        return unusable(rule, reference, vpcs, members);
      }
      String empty = "no interface carries that group now";
      return isOurs(reference)
          ? Optional.of(
              finding(AuditKind.REFERENCE_EMPTY, Severity.LOW, rule, reference, vpcs, empty))
          : Optional.empty();
    }

    /// The VPCs in which the group's rules are in force.
    Set<String> vpcs(SecurityGroup group) {
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
    private @Nullable String stale(SecurityGroup group, Peer.OfGroup reference, Set<String> vpcs) {
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
              && ownersAreNamed
              && evaluation.isWhole(Section.SECURITY_GROUPS)
              && !evaluation.snapshot().securityGroups().containsKey(reference.groupId());
      return deleted
          ? "the configuration has no such group and the API names no owner, as for a deleted one"
          : null;
    }

    /// Whether the configuration would have the interfaces that carry the group: not those of
    /// another account's group.
    private boolean isOurs(Peer.OfGroup reference) {
      SecurityGroup group = evaluation.snapshot().securityGroups().get(reference.groupId());
      String account = reference.accountId();
      return group != null
          && (group.ownerId() == null
              || (interfaceOwners.contains(group.ownerId())
                  && (account == null || account.equals(group.ownerId()))));
    }

    private Optional<Detected> unusable(
        SecurityGroupRule rule, Peer.OfGroup reference, Set<String> vpcs, List<Placement> members) {
      if (evaluation.snapshot().incomplete().has(Listing.PEERINGS)) {
        return Optional.empty();
      }
      List<@Nullable String> memberVpcs = new ArrayList<>();
      members.forEach(member -> memberVpcs.add(member.vpcId()));
      Set<String> reasons = new TreeSet<>();
      for (String vpc : vpcs) {
        for (@Nullable String memberVpc : memberVpcs) {
          String reason = paths.apart(rule.direction(), vpc, memberVpc);
          if (reason == null) {
            return Optional.empty();
          }
          reasons.add(reason);
        }
      }
      String why = "its members are elsewhere: " + Words.list(reasons);
      return reasons.isEmpty()
          ? Optional.empty()
          : Optional.of(
              finding(AuditKind.REFERENCE_UNUSABLE, Severity.MEDIUM, rule, reference, vpcs, why));
    }

    private Detected finding(
        AuditKind kind,
        Severity severity,
        SecurityGroupRule rule,
        Peer.OfGroup reference,
        Set<String> vpcs,
        String why) {
      String advice =
          kind == AuditKind.REFERENCE_UNUSABLE
              ? "Allow the members' addresses as CIDR blocks, or remove the rule."
              : "Remove the rule if nothing is to carry the group again.";
      return evaluation
          .finding(kind, severity, rule.groupId())
          .rule(rule.name())
          .related(
              Stream.of(reference.groupId(), reference.peeringConnectionId())
                  .filter(Objects::nonNull)
                  .toList())
          .claims(
              vpcs.stream()
                  .flatMap(vpcId ->
                      Claims.of(
                          new Ruling.RuleAllowsNone(rule.name()),
                          rule.direction(),
                          vpcId,
                          TrafficSet.ALL)
                          .stream())
                  .toList())
          .fix(Proposal.removing(advice, List.of(new Change.RemoveRule(rule))))
          .saying("%s matches nothing: %s.".formatted(Words.subject(rule), why));
    }
  }
}
