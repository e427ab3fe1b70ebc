package io.flowverdict.core.audit;

import io.flowverdict.core.audit.LogEvidence.Interval;
import io.flowverdict.core.audit.LogEvidence.RuleUse;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Rules that no accepted request needed, or of which requests needed only a part, over a window in
/// which the logs of every interface that carries the group were complete. Where they were not,
/// that is said, and nothing about the rules.
///
/// A rule that came or changed in the window is left out: what it did not let through before is no
/// sign of anything. So is a rule for single ICMP types, for flow logs do not record types, and one
/// whose peer is not wholly known. What no packet can match is left to [OtherFamily].
final class RuleUsage implements Audit {

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.RULE_UNUSED, AuditKind.RULE_PARTLY_UNUSED, AuditKind.USAGE_UNKNOWN);
  }

  @Override
  public Set<Section> needs() {
    return Set.of(Section.SECURITY_GROUPS, Section.INTERFACES);
  }

  @Override
  public Set<Section> needsWhole() {
    return Set.of(Section.INTERFACES);
  }

  @Override
  public Set<Layer> affectedBy() {
    return Set.of();
  }

  @Override
  public List<Detected> run(Evaluation evaluation) {
    LogEvidence evidence = evaluation.input().evidence();
    List<Detected> findings = new ArrayList<>();
    if (evidence != null) {
      for (SecurityGroup group : evaluation.snapshot().securityGroups().values()) {
        List<NetworkInterface> carriers = evaluation.carriers(group.id());
        if (!carriers.isEmpty() && !group.rules().isEmpty()) {
          examine(group, carriers, evidence, evaluation, findings);
        }
      }
    }
    return findings;
  }

  private static void examine(
      SecurityGroup group,
      List<NetworkInterface> carriers,
      LogEvidence evidence,
      Evaluation evaluation,
      List<Detected> findings) {
    Map<String, List<Interval>> missing = new TreeMap<>();
    for (NetworkInterface at : carriers) {
      List<Interval> gaps = evidence.missing(at.id());
      if (!gaps.isEmpty()) {
        missing.put(at.id(), gaps);
      }
    }
    if (!missing.isEmpty()) {
      findings.add(unknown(group, missing, evidence, evaluation));
      return;
    }
    for (SecurityGroupRule rule : group.rules()) {
      if (!evidence.changedRules().contains(rule.name()) && canBeSeen(rule, evaluation)) {
        RuleUse use = evidence.uses().get(rule.name());
        if (use == null) {
          findings.add(unused(rule, carriers, evidence, evaluation));
        } else {
          partlyUnused(rule, use, evidence, evaluation).ifPresent(findings::add);
        }
      }
    }
  }

  private static boolean canBeSeen(SecurityGroupRule rule, Evaluation evaluation) {
    boolean anyType =
        !(rule.traffic() instanceof Traffic.Icmp(_, int type, _)) || type == Traffic.Icmp.ANY;
    return anyType
        && !evaluation.isOfOtherFamily(rule)
        && evaluation.placements(rule.groupId()).stream()
            .allMatch(each -> evaluation.extent(rule, each.vpcId()).isKnown());
  }

  private static Detected unknown(
      SecurityGroup group,
      Map<String, List<Interval>> missing,
      LogEvidence evidence,
      Evaluation evaluation) {
    List<String> texts =
        missing.entrySet().stream()
            .map(entry -> {
              Interval first = entry.getValue().getFirst();
              int more = entry.getValue().size() - 1;
              return entry.getKey()
                  + " from "
                  + first.from()
                  + " to "
                  + first.to()
                  + (more == 0 ? "" : " and " + more + " more times");
            })
            .toList();
    return evaluation
        .finding(AuditKind.USAGE_UNKNOWN, Severity.INFORMATIONAL, group.id())
        .related(missing.keySet())
        .fix(Proposal.of("Record and keep the logs of these interfaces, then look again."))
        .saying(
            ("Whether the rules of %s are used between %s and %s cannot be told: the logs are not"
                    + " complete of %s.")
                .formatted(group.id(), evidence.from(), evidence.to(), Words.list(texts)));
  }

  private static Detected unused(
      SecurityGroupRule rule,
      List<NetworkInterface> carriers,
      LogEvidence evidence,
      Evaluation evaluation) {
    return evaluation
        .finding(AuditKind.RULE_UNUSED, Severity.LOW, rule.groupId())
        .rule(rule.name())
        .related(carriers.stream().map(NetworkInterface::id).toList())
        .fix(
            Proposal.of(
                "Remove it if what it is for does not come less often than that.",
                List.of(new Change.RemoveRule(rule))))
        .saying(
            ("%s let no request through from %s to %s; the logs of all %s that"
                    + " carry the group are complete.")
                .formatted(
                    Words.subject(rule),
                    evidence.from(),
                    evidence.to(),
                    Words.count(carriers.size(), "interface")));
  }

  private static Optional<Detected> partlyUnused(
      SecurityGroupRule rule, RuleUse use, LogEvidence evidence, Evaluation evaluation) {
    return NarrowerRule.of(rule, use)
        .map(narrower ->
            evaluation
                .finding(AuditKind.RULE_PARTLY_UNUSED, Severity.LOW, rule.groupId())
                .rule(rule.name())
                .fix(
                    Proposal.of(
                        "If that is all that is meant, put the narrower rules in its place.",
                        narrower.changes()))
                .saying(
                    "%s: only a part was needed from %s to %s: %s."
                        .formatted(
                            Words.subject(rule), evidence.from(), evidence.to(), narrower.text())));
  }
}
