package io.flowverdict.core.finding;

import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How the status of a finding changes when no person changes it.
///
/// A finding of traffic is resolved when its interface or its deciding rule is gone, or when it was
/// not seen for some time in which the logs were complete; one of an audit when a configuration
/// does not show it any more. What cannot be known resolves nothing.
public final class Lifecycle {

  private final Duration quiet;

  /// @param quiet how long a cause must not be seen until it is taken to be gone
  public Lifecycle(Duration quiet) {
    if (!quiet.isPositive()) {
      throw new IllegalArgumentException("The quiet time " + quiet + " is not positive");
    }
    this.quiet = quiet;
  }

  /// The account and Region as they are now.
  ///
  /// @param snapshot the whole configuration; a partial reading must not be given
  /// @param readAt when it was read
  /// @param reported the ids of everything that all audits find in it
  public record Circumstances(
      Snapshot snapshot, Instant readAt, LogCoverage logs, Set<String> reported) {
    public Circumstances {
      reported = Set.copyOf(reported);
    }
  }

  /// {@return the change that a sighting makes, which is the latest of its finding; empty when it
  /// makes none}
  ///
  /// @param seen when it was seen
  public static Optional<StatusChange> reopening(
      Status status, List<StatusChange> changes, Instant seen, Instant now) {
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    StatusChange last = changes.getLast();
    return switch (status) {
      case OPEN, REOPENED -> Optional.empty();
      case RESOLVED ->
          last.at().isBefore(seen)
              ? Optional.of(
                  StatusChange.automatic(
                      Status.REOPENED, now, "It was seen again at " + seen + "."))
              : Optional.empty();
      case SUPPRESSED -> ended(last, seen, now);
    };
  }

  private static Optional<StatusChange> ended(StatusChange suppression, Instant at, Instant now) {
    Instant until = suppression.until();
    return until != null && !at.isBefore(until)
        ? Optional.of(
            StatusChange.automatic(Status.REOPENED, now, "The suppression ended at " + until + "."))
        : Optional.empty();
  }

  /// {@return the change that is due for a finding; empty when it stays as it is}
  public Optional<StatusChange> due(Finding finding, Circumstances now, Instant at) {
    return switch (finding.status()) {
      case RESOLVED -> Optional.empty();
      case SUPPRESSED ->
          ended(finding.changes().getLast(), at, at)
              .map(reopening -> resolved(finding, now, at).orElse(reopening));
      case OPEN, REOPENED -> resolved(finding, now, at);
    };
  }

  private Optional<StatusChange> resolved(Finding finding, Circumstances now, Instant at) {
    return resolution(finding, now, at)
        .map(reason -> StatusChange.automatic(Status.RESOLVED, timeOf(finding, now, at), reason));
  }

  /// An audit's finding is gone when a configuration does not show it; a later configuration may
  /// show it again, even when it is older than this change.
  private static Instant timeOf(Finding finding, Circumstances now, Instant at) {
    return finding.cause().kind() instanceof AuditKind ? now.readAt() : at;
  }

  /// Why the cause of a finding is gone; empty when it is not, or that is not known.
  private Optional<String> resolution(Finding finding, Circumstances now, Instant at) {
    return switch (finding.cause().kind()) {
      case FindingKind.REJECTED_BY_NETWORK_ACL,
          FindingKind.REPLY_REJECTED_BY_NETWORK_ACL,
          FindingKind.REJECTED_BY_SECURITY_GROUP,
          FindingKind.REJECTED_BY_BOTH ->
          new DecidingRules(now.snapshot())
              .whyGone(finding)
              .or(() -> whenQuiet(finding, at, ofInterface(finding, Action.REJECT, now, at)));
      case FindingKind.EXPOSED_TO_INTERNET ->
          new DecidingRules(now.snapshot())
              .whyGone(finding)
              .or(() -> whenQuiet(finding, at, ofInterface(finding, Action.ACCEPT, now, at)));
      case FindingKind.REJECTED_BY_BLOCK_PUBLIC_ACCESS,
          FindingKind.REJECTED_BY_ENCRYPTION_CONTROLS,
          FindingKind.LATE_PACKET,
          FindingKind.RECORDED_REJECT_UNEXPLAINED ->
          whenQuiet(finding, at, ofInterface(finding, Action.REJECT, now, at));
      case FindingKind.RECORDED_ACCEPT_UNEXPLAINED ->
          whenQuiet(finding, at, ofInterface(finding, Action.ACCEPT, now, at));
      case FindingKind.RECORDS_SKIPPED, FindingKind.INTERFACE_UNKNOWN ->
          whenQuiet(finding, at, now.logs().ofAny(finding.last(), at));
      case FindingKind.UNREADABLE_RECORDS ->
          whenQuiet(
              finding, at, now.logs().ofFlowLog(finding.cause().resource(), finding.last(), at));
      case FindingKind.ACCOUNT_UNREADABLE ->
          now.readAt().isAfter(finding.last())
              ? Optional.of("The configuration was read at " + now.readAt() + ".")
              : Optional.empty();
      case AuditKind _ ->
          now.reported().contains(finding.id())
              ? Optional.empty()
              : Optional.of("The configuration of " + now.readAt() + " does not show it any more.");
    };
  }

  private static boolean ofInterface(
      Finding finding, Action action, Circumstances now, Instant at) {
    return now.logs().ofInterface(finding.cause().resource(), action, finding.last(), at);
  }

  private Optional<String> whenQuiet(Finding finding, Instant at, boolean logsAreComplete) {
    Instant seen = finding.last();
    return logsAreComplete && !at.isBefore(seen.plus(quiet))
        ? Optional.of("It was not seen since " + seen + ", and the logs have no gap since then.")
        : Optional.empty();
  }
}
