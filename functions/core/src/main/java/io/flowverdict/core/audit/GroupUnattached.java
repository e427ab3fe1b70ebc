package io.flowverdict.core.audit;

import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroup;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Groups that no interface carries and to which no rule of another group refers.
///
/// Who names a group without an interface of it existing (a launch template, a function, a task
/// definition, a stopped service) the configuration does not tell, so nothing here is called
/// unused. Default groups cannot be deleted and are left out. Security Hub's EC2.22 fails for such
/// a group, but also for one that other groups refer to; so it is named as related only.
final class GroupUnattached implements Audit {

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.GROUP_UNATTACHED);
  }

  @Override
  public Set<Section> needs() {
    return Set.of(Section.SECURITY_GROUPS, Section.INTERFACES);
  }

  @Override
  public Set<Section> needsWhole() {
    return Set.of(Section.SECURITY_GROUPS, Section.INTERFACES);
  }

  @Override
  public Set<Layer> affectedBy() {
    return Set.of(Layer.SG);
  }

  @Override
  public List<Detected> run(Evaluation evaluation) {
    List<SecurityGroup> unattached =
        evaluation.groups().stream()
            .filter(group -> group.name() != null && !"default".equals(group.name()))
            .filter(group -> evaluation.placements(group.id()).isEmpty())
            .toList();
    Set<String> referenced = unattached.isEmpty() ? Set.of() : referenced(evaluation);
    return unattached.stream()
        .filter(group -> !referenced.contains(group.id()))
        .map(group -> finding(group, evaluation))
        .toList();
  }

  private static Set<String> referenced(Evaluation evaluation) {
    Set<String> referenced = new HashSet<>();
    for (SecurityGroup group : evaluation.snapshot().securityGroups().values()) {
      group.rules().stream()
          .map(rule -> rule.peer() instanceof Peer.OfGroup other ? other.groupId() : group.id())
          .filter(id -> !id.equals(group.id()))
          .forEach(referenced::add);
    }
    return referenced;
  }

  private static Detected finding(SecurityGroup group, Evaluation evaluation) {
    return evaluation
        .finding(AuditKind.GROUP_UNATTACHED, Severity.INFORMATIONAL, group.id())
        .fix(
            Proposal.byCommand(
                "Delete it if nothing that is not running now needs it.",
                "delete-security-group",
                "--group-id",
                group.id()))
        .standards("related to AWS Security Hub EC2.22")
        .saying(
            "No interface carries security group %s now and no other group refers to it. Whether"
                    .formatted(group.id())
                + " launch templates, Lambda functions, ECS services or stopped resources name it"
                + " is not known.");
  }
}
