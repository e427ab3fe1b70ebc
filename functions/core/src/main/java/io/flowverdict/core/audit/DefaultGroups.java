package io.flowverdict.core.audit;

import io.flowverdict.core.change.Change;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.SecurityGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The group that AWS gives to what is created without one: it should have no rules, and nothing
/// should depend on it.
final class DefaultGroups implements Audit {

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.DEFAULT_GROUP_IN_USE, AuditKind.DEFAULT_GROUP_HAS_RULES);
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
    List<Detected> findings = new ArrayList<>();
    for (SecurityGroup group : evaluation.groups()) {
      if ("default".equals(group.name())) {
        List<String> carriers =
            evaluation.carriers(group.id()).stream().map(NetworkInterface::id).toList();
        if (!carriers.isEmpty()) {
          findings.add(inUse(group, carriers, evaluation));
        }
        if (!group.rules().isEmpty()) {
          findings.add(hasRules(group, carriers, evaluation));
        }
      }
    }
    return findings;
  }

  private static Detected inUse(SecurityGroup group, List<String> carriers, Evaluation evaluation) {
    return evaluation
        .finding(AuditKind.DEFAULT_GROUP_IN_USE, Severity.LOW, group.id())
        .related(carriers)
        .fix(
            Proposal.of(
                "Give these interfaces a group of their own with just the rules they need."))
        .saying(
            "The default group "
                + group.id()
                + " is carried by "
                + Words.count(carriers.size(), "interface")
                + ": "
                + Words.list(carriers)
                + ". What is created without a group shares its rules.");
  }

  private static Detected hasRules(
      SecurityGroup group, List<String> carriers, Evaluation evaluation) {
    boolean unused = carriers.isEmpty() && evaluation.isWhole(Section.INTERFACES);
    Proposal fix =
        unused
            ? Proposal.removing(
                "Remove its rules: no interface carries it.",
                group.rules().stream().<Change>map(Change.RemoveRule::new).toList())
            : Proposal.of("Move its interfaces to groups of their own, then remove its rules.");
    return evaluation
        .finding(
            AuditKind.DEFAULT_GROUP_HAS_RULES, unused ? Severity.LOW : Severity.MEDIUM, group.id())
        .related(carriers)
        .fix(fix)
        .standards(Control.EC2_2.names())
        .saying(
            "The default group %s has %s: %s."
                .formatted(
                    group.id(),
                    Words.count(group.rules().size(), "rule"),
                    Words.list(
                        group.rules().stream()
                            .map(rule -> rule.direction() + " " + rule.text())
                            .toList())));
  }
}
