package io.flowverdict.analyze;

import io.flowverdict.aws.capture.Configurations;
import io.flowverdict.aws.capture.Coverage;
import io.flowverdict.aws.findings.Basis;
import io.flowverdict.aws.findings.ObjectLedger;
import io.flowverdict.aws.objects.FlowLogContent;
import io.flowverdict.aws.objects.FlowLogObject;
import io.flowverdict.aws.objects.FlowLogObjects;
import io.flowverdict.core.bulk.ColumnJudge;
import io.flowverdict.core.bulk.ColumnSource;
import io.flowverdict.core.bulk.DecisionCache;
import io.flowverdict.core.finding.Recorded;
import io.flowverdict.core.flowlog.ColumnReader;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import io.flowverdict.core.judge.HistoryJudge;
import io.flowverdict.core.snapshot.ChosenHistory;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.WritableHistory;
import io.flowverdict.parquet.FlowLogs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The main path: judges every record of an object by the configuration of its time and keeps what
/// the records show.
public final class Analysis {

  /// How much of the time around the one in an object's name its records usually span: a slot of
  /// five minutes, and an aggregation interval of ten before it.
  private static final Duration BEFORE = Duration.ofMinutes(10);

  private static final Duration AFTER = Duration.ofMinutes(5);

  private final FlowLogObjects objects;
  private final Configurations configurations;
  private final WritableHistory history;
  private final Archive archive;
  private final long largestObject;
  private final Clock clock;
  private final DecisionCache decisions = new DecisionCache();

  /// @param configurations reads into the history
  /// @param largestObject how many bytes an object may have; a larger one is refused
  public Analysis(
      FlowLogObjects objects,
      Configurations configurations,
      WritableHistory history,
      Archive archive,
      long largestObject,
      Clock clock) {
    this.objects = objects;
    this.configurations = configurations;
    this.history = history;
    this.archive = archive;
    this.largestObject = largestObject;
    this.clock = clock;
  }

  /// Analyses one object. An object that cannot be read is a finding itself, and what was read of
  /// it before is kept.
  ///
  /// @param until when the function would be stopped
  /// @throws DeadlineException when that comes before the object is read
  /// @throws RuntimeException when a service failed: to be tried again
  public Analyzed analyze(FlowLogObject object, Instant until) {
    Stopwatch stopwatch = new Stopwatch(clock);
    Deadline deadline = new Deadline(until, clock);
    Optional<ObjectLedger.Entry> earlier = archive.ledger().find(object.name());
    if (earlier.isPresent() && earlier.get().done()) {
      return new Analyzed.Skipped(SkipReason.ALREADY_ANALYSED);
    }
    Grounds grounds =
        earlier.map(entry -> noted(object, entry.basis())).orElseGet(() -> present(object));
    stopwatch.lap("configuration");
    Optional<Results> judged = judge(object, grounds, deadline);
    if (judged.isEmpty()) {
      return new Analyzed.Skipped(SkipReason.OBJECT_IS_GONE);
    }
    Basis basis = archive.ledger().begin(object.name(), grounds.basis());
    Results results =
        basis.equals(grounds.basis())
            ? judged.get()
            : judge(object, noted(object, basis), deadline).orElse(judged.get());
    stopwatch.lap("judge");
    Recorded recorded = archive.keep(object, results);
    stopwatch.lap("record");
    return new Analyzed.Done(results.summary(recorded, clock.instant(), stopwatch.laps()));
  }

  private Grounds present(FlowLogObject object) {
    Coverage coverage =
        configurations.covering(
            object.scope(), object.time().minus(BEFORE), object.time().plus(AFTER));
    return new Grounds.Present(new ChosenHistory(history, object.time()), coverage);
  }

  private Grounds noted(FlowLogObject object, Basis basis) {
    return new Grounds.Noted(
        ChosenHistory.of(basis.revisions(), id -> history.snapshot(object.scope(), id)), basis);
  }

  private Optional<Results> judge(FlowLogObject object, Grounds grounds, Deadline deadline) {
    return objects.open(object).map(content -> judge(object, content, grounds, deadline));
  }

  private Results judge(
      FlowLogObject object, FlowLogContent content, Grounds grounds, Deadline deadline) {
    HistoryJudge judge = new HistoryJudge(grounds.history(), object.scope(), object.time());
    Snapshot snapshot = judge.snapshotAt(object.time());
    Results results = new Results(object, content.size(), grounds.basis(), snapshot);
    ColumnJudge columnJudge = new ColumnJudge(judge, results, snapshot, decisions);
    try (ColumnSource source = ColumnSource.of(columns(content))) {
      requireNotTooLarge(content);
      for (FlowColumns columns = source.next(); columns != null; columns = source.next()) {
        columnJudge.judge(columns);
        columns.requireUndamaged();
        deadline.check();
      }
    } catch (UnreadableObjectException unreadable) {
      results.add(unreadable);
    }
    columnJudge.end();
    return results;
  }

  private static ColumnReader columns(FlowLogContent content) {
    return FlowLogs.columns(content.stream(), content.size(), content.ranges());
  }

  private void requireNotTooLarge(FlowLogContent content) {
    if (content.size() > largestObject) {
      throw UnreadableObjectException.tooLarge(content.size(), largestObject);
    }
  }
}
