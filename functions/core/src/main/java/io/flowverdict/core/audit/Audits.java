package io.flowverdict.core.audit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// All audits.
public final class Audits {

  /// Every audit there is. One that is not in this list does not run.
  private static final List<Audit> ALL =
      List.of(
          new OpenToInternet(),
          new OpenInOneLayer(),
          new DefaultGroups(),
          new AclEntriesShadowed(),
          new AclReplyBlocked(),
          new PathMtuBlocked(),
          new AclBlocksGroup(),
          new AclUnassociated(),
          new AclIpv6Forgotten(),
          new RulesImplied(),
          new OtherFamily(),
          new GroupReferencesAudit(),
          new GroupUnattached(),
          new LimitsNear(),
          new NotLogged(),
          new LogBlind(),
          new RuleUsage(),
          new ConfigurationGaps());

  private Audits() {}

  /// {@return what all audits find, the most severe first; of what cannot be told for lack of a
  /// part of the configuration, that}
  public static List<AuditFinding> run(AuditInput input) {
    return run(ALL, input);
  }

  static List<AuditFinding> run(List<Audit> audits, AuditInput input) {
    Evaluation evaluation = new Evaluation(input);
    List<Detected> findings = new ArrayList<>(detect(audits, evaluation));
    findings.addAll(ConfigurationGaps.incomplete(audits, evaluation));
    Set<Section> absent = EnumSet.complementOf(copy(input.sections()));
    if (!absent.isEmpty()) {
      List<Audit> withheld =
          audits.stream().filter(audit -> !input.sections().containsAll(audit.needs())).toList();
      findings.add(ConfigurationGaps.absent(absent, withheld, evaluation));
    }
    return new Fixing(evaluation).of(findings);
  }

  /// {@return what the audits find of what the evaluation is about}
  static List<Detected> detect(List<Audit> audits, Evaluation evaluation) {
    List<Detected> findings = new ArrayList<>();
    for (Audit audit : audits) {
      if (evaluation.input().sections().containsAll(audit.needs())
          && audit.needsWhole().stream().allMatch(evaluation::isWhole)) {
        findings.addAll(audit.run(evaluation));
      }
    }
    return findings;
  }

  private static EnumSet<Section> copy(Set<Section> sections) {
    EnumSet<Section> copy = EnumSet.noneOf(Section.class);
    copy.addAll(sections);
    return copy;
  }

  /// {@return the audits, in the order in which they run}
  static List<Audit> all() {
    return ALL;
  }
}
