package io.flowverdict.audit;

import io.flowverdict.aws.capture.Capture;
import io.flowverdict.aws.capture.Outcome;
import io.flowverdict.core.audit.AuditCheck;
import io.flowverdict.core.audit.AuditFinding;
import io.flowverdict.core.audit.AuditInput;
import io.flowverdict.core.audit.Audits;
import io.flowverdict.core.audit.KeptEvidence;
import io.flowverdict.core.audit.LogEvidence;
import io.flowverdict.core.audit.Section;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Causes;
import io.flowverdict.core.finding.DeliveredLogs;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.Housekeeping;
import io.flowverdict.core.finding.Lifecycle;
import io.flowverdict.core.finding.Lifecycle.Circumstances;
import io.flowverdict.core.finding.LogDeliveries;
import io.flowverdict.core.finding.Recorded;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.snapshot.History;
import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.usage.RuleUsage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Audits the configuration of an account and Region, keeps what that finds, and ends the findings
/// whose cause is gone.
///
/// What an audit finds is seen when the configuration was first observed, so a second run over the
/// same configuration changes nothing. A run that cannot read the configuration ends no finding.
public final class AuditRun {

  /// What depends on the logs, and so on the day of the run.
  private static final Set<AuditKind> BY_LOGS =
      EnumSet.of(
          AuditKind.RULE_UNUSED,
          AuditKind.RULE_PARTLY_UNUSED,
          AuditKind.USAGE_UNKNOWN,
          AuditKind.LOG_BLIND);

  /// How long objects are on their way.
  private static final Duration LATENESS = Duration.ofMinutes(30);

  private final Capture capture;
  private final History history;
  private final Kept kept;
  private final Lifecycle lifecycle;
  private final Duration usageWindow;
  private final Clock clock;

  /// Where findings and what is known of the logs are kept.
  public record Kept(Findings findings, RuleUsage usage, LogDeliveries deliveries) {}

  /// @param capture reads into the history
  /// @param usageWindow over how much of the past it is asked whether rules are used
  public AuditRun(
      Capture capture,
      History history,
      Kept kept,
      Lifecycle lifecycle,
      Duration usageWindow,
      Clock clock) {
    this.capture = capture;
    this.history = history;
    this.kept = kept;
    this.lifecycle = lifecycle;
    this.usageWindow = usageWindow;
    this.clock = clock;
  }

  /// Audits one account and Region.
  ///
  /// @throws AuditFailedException when its configuration could not be read; that it is refused is
  ///   kept as a finding
  public AuditSummary audit(Scope scope) {
    Instant now = clock.instant();
    Outcome outcome = capture.reach(scope, now);
    if (outcome instanceof Outcome.Shortfall shortfall) {
      if (shortfall instanceof Outcome.Refused(String reason)) {
        keepRefusal(scope, reason, now);
      }
      throw new AuditFailedException("The configuration of " + scope + ": " + shortfall.sentence());
    }
    List<Revision> newest = history.covering(scope, now, now);
    return audit(scope, newest.getLast(), now);
  }

  private AuditSummary audit(Scope scope, Revision revision, Instant now) {
    Snapshot snapshot = revision.snapshot();
    LogEvidence evidence = evidence(scope, snapshot, now.minus(LATENESS));
    List<AuditFinding> found =
        Audits.run(new AuditInput(scope, snapshot, EnumSet.allOf(Section.class), evidence));
    Source source = new Source("configuration:" + revision.id(), "audit");
    Recorded recorded =
        kept.findings.record(
            source,
            found.stream()
                .map(finding -> finding.observed(seenAt(finding, revision, now), source))
                .toList());
    Circumstances circumstances =
        new Circumstances(
            snapshot,
            revision.verifiedUntil(),
            new DeliveredLogs(scope, snapshot, kept.deliveries, kept.findings),
            found.stream().map(AuditFinding::id).collect(Collectors.toSet()));
    int ended = new Housekeeping(kept.findings, lifecycle, clock).run(scope, circumstances);
    return AuditSummary.of(scope, revision.id(), found, recorded, ended);
  }

  private LogEvidence evidence(Scope scope, Snapshot snapshot, Instant logged) {
    Instant from = logged.minus(usageWindow);
    Snapshot earlier =
        history.covering(scope, from, from).stream()
            .filter(revision -> !revision.observedFrom().isAfter(from))
            .findFirst()
            .map(Revision::snapshot)
            .orElse(Snapshot.EMPTY);
    return new KeptEvidence(kept.usage, kept.deliveries, kept.findings)
        .of(scope, snapshot, earlier, from, logged);
  }

  private static Instant seenAt(AuditFinding finding, Revision revision, Instant now) {
    return BY_LOGS.contains(finding.kind())
        ? now.truncatedTo(ChronoUnit.DAYS)
        : revision.observedFrom();
  }

  private void keepRefusal(Scope scope, String reason, Instant now) {
    Source source = new Source("configuration", "audit");
    Causes causes =
        new Causes(scope, source, now, Snapshot.EMPTY, /* caveat= */ null, new AuditCheck());
    causes.addUnreadableAccount(reason);
    kept.findings.record(source, causes.observed());
  }
}
