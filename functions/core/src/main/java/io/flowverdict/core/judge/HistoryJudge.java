package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.snapshot.History;
import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Judges records by the configuration of their time.
///
/// A record is judged by every revision that may have been in force in its window. Where all agree
/// it is decided; else it is undecided, and the trace holds what each of them says.
public final class HistoryJudge {

  /// By how much a record's start and end may be off ([flow log
  /// records](https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html)).
  private static final Duration SLACK = Duration.ofSeconds(60);

  private final History history;
  private final Scope scope;
  private final Instant objectTime;
  private final Map<String, Judge> judges = new HashMap<>();
  private final Map<Window, List<Revision>> windows = new HashMap<>();

  /// @param objectTime when the object was written: the time of records that tell none
  public HistoryJudge(History history, Scope scope, Instant objectTime) {
    this.history = history;
    this.scope = scope;
    this.objectTime = objectTime;
  }

  /// Whole minutes, so that the many records of a minute ask the history once.
  private record Window(long fromMinute, long toMinute) {
    static Window of(Instant from, Instant to) {
      return new Window(minute(from), minute(to));
    }

    private static long minute(Instant instant) {
      return Math.floorDiv(instant.getEpochSecond(), 60);
    }
  }

  /// Judges a record with what other records tell of its connection.
  public Verdict judge(FlowRecord record, Evidence evidence) {
    Instant end = first(record.end(), record.start(), objectTime);
    Instant start = first(record.start(), end, objectTime);
    Instant from = start.minus(SLACK);
    Instant to = end.plus(SLACK);
    List<Revision> revisions =
        windows.computeIfAbsent(Window.of(from, to), _ -> history.covering(scope, from, to));
    if (revisions.isEmpty()) {
      return Verdict.undecided(
          record.flowDirection(),
          new Doubt(UndecidedReason.CONFIGURATION_UNKNOWN, scope.toString()));
    }
    List<Verdict> verdicts =
        revisions.stream().map(revision -> judgeBy(revision).judge(record, evidence)).toList();
    return verdicts.stream().distinct().count() == 1
        ? verdicts.getFirst()
        : combine(verdicts, revisions);
  }

  private static Instant first(@Nullable Instant one, @Nullable Instant other, Instant otherwise) {
    if (one != null) {
      return one;
    }
    return other != null ? other : otherwise;
  }

  private Judge judgeBy(Revision revision) {
    return judges.computeIfAbsent(revision.id(), _ -> new Judge(revision.snapshot()));
  }

  /// Verdicts of equal outcome and role stay decided and name every rule that may have decided.
  static Verdict combine(List<Verdict> verdicts, List<Revision> revisions) {
    Verdict last = verdicts.getLast();
    List<Step> steps =
        verdicts.stream().flatMap(verdict -> verdict.trace().stream()).distinct().toList();
    boolean agree =
        verdicts.stream()
            .allMatch(verdict ->
                verdict.outcome() == last.outcome()
                    && verdict.role() == last.role()
                    && Objects.equals(verdict.notEvaluated(), last.notEvaluated()));
    List<Doubt> doubts = new ArrayList<>();
    if (!agree) {
      doubts.add(
          new Doubt(
              UndecidedReason.CONFIGURATION_CHANGED,
              "between "
                  + revisions.getFirst().verifiedUntil()
                  + " and "
                  + revisions.getLast().observedFrom()));
    }
    verdicts.stream().flatMap(verdict -> verdict.doubts().stream()).distinct().forEach(doubts::add);
    return new Verdict(
        agree ? last.outcome() : Verdict.Outcome.UNDECIDED,
        last.direction(),
        last.role(),
        last.basis(),
        steps,
        doubts,
        agree ? last.notEvaluated() : null,
        agree ? last.disagreements() : List.of());
  }

  /// {@return the configuration at a time, as far as it is known: the newest of the revisions that
  /// may have been in force; empty when there is none}
  public Snapshot snapshotAt(Instant time) {
    List<Revision> revisions = history.covering(scope, time, time);
    return revisions.isEmpty() ? Snapshot.EMPTY : revisions.getLast().snapshot();
  }
}
