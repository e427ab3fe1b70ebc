package io.flowverdict.core.judge;

import java.util.List;
import java.util.stream.Collectors;

/// What the judge says, as short text for tables of cases.
///
/// ```
/// PASS acl-1 100 allow
/// BLOCK acl-1 * deny
/// UNKNOWN prefix-list-unknown pl-1
/// ACCEPT acl-1 100 allow, sg-1 sgr-1-1 allow
/// UNDECIDED role-unknown
/// ```
final class InWords {

  private InWords() {}

  static String of(Decision decision) {
    return of(decision.outcome().name(), decision.steps(), decision.doubts());
  }

  static String of(Verdict verdict) {
    return verdict.notEvaluated() == null
        ? of(verdict.outcome().name(), verdict.trace(), verdict.doubts())
        : verdict.outcome() + " " + verdict.notEvaluated();
  }

  /// The verdict with its role and what that rests on: `REQUEST by PORTS: ACCEPT …`.
  static String withRole(Verdict verdict) {
    return verdict.role() + " by " + verdict.basis() + ": " + of(verdict);
  }

  /// `request by FLAGS`, or `unknown, rather reply by PORTS, established`.
  static String of(Evidence evidence) {
    String role =
        evidence.role() != Role.UNKNOWN
            ? evidence.role() + " by " + evidence.basis()
            : evidence.leaning() == Role.UNKNOWN
                ? "unknown"
                : "unknown, rather " + evidence.leaning() + " by " + evidence.leaningBasis();
    return role + (evidence.established() ? ", established" : "");
  }

  private static String of(String outcome, List<Step> steps, List<Doubt> doubts) {
    return doubts.isEmpty() ? outcome + " " + steps(steps) : outcome + " " + doubts(doubts);
  }

  static String steps(List<Step> steps) {
    return steps.stream().map(InWords::step).collect(Collectors.joining(", "));
  }

  private static String step(Step step) {
    String id = step.id() == null ? step.layer().name() : step.id();
    return step.rule() == null
        ? id + " " + step.effect()
        : id + " " + step.rule() + " " + step.effect();
  }

  private static String doubts(List<Doubt> doubts) {
    return doubts.stream()
        .map(doubt -> doubt.reason().code() + (doubt.about() == null ? "" : " " + doubt.about()))
        .collect(Collectors.joining(", "));
  }
}
