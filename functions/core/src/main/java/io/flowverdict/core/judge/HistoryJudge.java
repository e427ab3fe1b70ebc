package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.snapshot.History;
import io.flowverdict.core.snapshot.Observed;
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

  /// How long before its observation the first revision is taken to have been in force: flow logs
  /// arrive some ten minutes late, and the first of them cause the first reading.
  private static final Duration FIRST_REACHES_BACK = Duration.ofHours(1);

  /// Records are looked up in stretches of time, so that an object asks the history a few times
  /// only.
  private static final long STRETCH_SECONDS = 600;

  /// Before and after every record.
  private static final Instant EVER = Instant.EPOCH;

  private static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

  private final History history;
  private final Scope scope;
  private final @Nullable Instant objectTime;
  private final Map<String, Judge> judges = new HashMap<>();
  private final Map<Stretch, List<Revision>> stretches = new HashMap<>();

  /// @param objectTime when the object was written: the time of records that tell none; null when
  ///   that is not known either, so that every revision may have been in force
  public HistoryJudge(History history, Scope scope, @Nullable Instant objectTime) {
    this.history = history;
    this.scope = scope;
    this.objectTime = objectTime;
  }

  /// The whole stretches that hold a window.
  private record Stretch(Instant from, Instant to) {
    static Stretch holding(Instant from, Instant to) {
      return new Stretch(begin(from, 0), begin(to, 1));
    }

    private static Instant begin(Instant instant, int later) {
      long index = Math.floorDiv(instant.getEpochSecond(), STRETCH_SECONDS) + later;
      return Instant.ofEpochSecond(index * STRETCH_SECONDS);
    }
  }

  /// {@return whose configurations judge}
  public Scope scope() {
    return scope;
  }

  /// Judges a record with what other records tell of its connection.
  public Verdict judge(FlowRecord record, Evidence evidence) {
    List<Revision> revisions = covering(record.start(), record.end());
    if (revisions.isEmpty()) {
      return Verdict.undecided(
          record.flowDirection(),
          new Doubt(UndecidedReason.CONFIGURATION_UNKNOWN, scope.toString()));
    }
    if (revisions.size() == 1) {
      return judgeBy(revisions.getFirst()).judge(record, evidence);
    }
    List<Verdict> verdicts =
        revisions.stream().map(revision -> judgeBy(revision).judge(record, evidence)).toList();
    return verdicts.stream().distinct().count() == 1
        ? verdicts.getFirst()
        : combine(verdicts, revisions);
  }

  private List<Revision> stretch(Instant from, Instant to) {
    return stretches.computeIfAbsent(
        Stretch.holding(from, to), held -> history.covering(scope, held.from, held.to));
  }

  /// {@return the revisions that may have been in force in the window of a record, the earliest
  /// first; empty where the configuration of its time is not known}
  ///
  /// @param start of the record; null when it tells none
  /// @param end likewise
  public List<Revision> covering(@Nullable Instant start, @Nullable Instant end) {
    Instant last = first(end, start);
    Instant first = first(start, last);
    if (first == null || last == null) {
      return history.covering(scope, EVER, FOREVER);
    }
    List<Revision> covering = coveringAll(first.minus(SLACK), last.plus(SLACK));
    return isKnownUntil(last, covering) ? covering : List.of();
  }

  /// Whether the configuration was looked at after a time, or so shortly before that it counts.
  private boolean isKnownUntil(Instant time, List<Revision> covering) {
    return !covering.isEmpty()
        && Duration.between(covering.getLast().verifiedUntil(), time).compareTo(history.lasting())
            <= 0;
  }

  private @Nullable Instant first(@Nullable Instant one, @Nullable Instant other) {
    if (one != null) {
      return one;
    }
    return other != null ? other : objectTime;
  }

  private List<Revision> coveringAll(Instant from, Instant to) {
    List<Revision> covering = Observed.covering(stretch(from, to), from, to);
    boolean beforeTheFirst =
        !covering.isEmpty()
            && to.isBefore(covering.getFirst().observedFrom().minus(FIRST_REACHES_BACK));
    return beforeTheFirst ? List.of() : covering;
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
  /// may have been in force, however long ago it was verified; empty when there is none}
  public Snapshot snapshotAt(Instant time) {
    List<Revision> revisions = coveringAll(time, time);
    return revisions.isEmpty() ? Snapshot.EMPTY : revisions.getLast().snapshot();
  }
}
