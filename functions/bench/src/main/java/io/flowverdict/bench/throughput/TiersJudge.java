package io.flowverdict.bench.throughput;

import io.flowverdict.core.bulk.ColumnJudge;
import io.flowverdict.core.bulk.ColumnSource;
import io.flowverdict.core.bulk.DecisionCache;
import io.flowverdict.core.flowlog.ColumnReader;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.judge.HistoryJudge;
import io.flowverdict.core.snapshot.InMemoryHistory;
import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.util.List;

/// Judges objects of [GeneratedTiers] as the function does, each anew.
public final class TiersJudge {

  static final Scope SCOPE = new Scope("111122223333", "eu-central-1");

  private static final Instant TIME = Instant.ofEpochSecond(GeneratedTraffic.BEGIN + 300);

  private final InMemoryHistory history = new InMemoryHistory();
  private DecisionCache decisions = new DecisionCache();

  public TiersJudge(GeneratedTiers tiers) {
    history.observe(SCOPE, tiers.snapshot(), TIME.minusSeconds(1800));
    history.observe(SCOPE, tiers.snapshot(), TIME.plusSeconds(1800));
  }

  /// What is told while an object is judged.
  @FunctionalInterface
  public interface Progress {
    /// Told of often.
    ///
    /// @param entries how many were judged by now
    void judged(long entries);
  }

  /// {@return what judges an object's records one by one}
  public HistoryJudge recordJudge() {
    return new HistoryJudge(history, SCOPE, TIME);
  }

  Judged collector(HistoryJudge judge) {
    return new Judged(judge.snapshotAt(TIME), TIME);
  }

  /// Forgets what was decided, so that the next object is as the first one.
  public void forget() {
    decisions = new DecisionCache();
  }

  /// Judges columns that were read before, all those of an object: {@return what they show, not
  /// merged yet}
  public Judged judged(List<FlowColumns> columns) {
    HistoryJudge judge = recordJudge();
    Judged judged = collector(judge);
    ColumnJudge columnJudge = new ColumnJudge(judge, judged, judge.snapshotAt(TIME), decisions);
    columns.forEach(columnJudge::judge);
    columnJudge.end();
    return judged;
  }

  /// Judges an object: {@return its records}
  ///
  /// @param reader is closed
  /// @param progress is told how far it is
  public long judge(ColumnReader reader, Progress progress) {
    return judged(reader, progress).records();
  }

  Judged judged(ColumnReader reader, Progress progress) {
    HistoryJudge judge = recordJudge();
    Judged judged = collector(judge);
    long entries = 0;
    ColumnJudge columnJudge = new ColumnJudge(judge, judged, judge.snapshotAt(TIME), decisions);
    try (ColumnSource source = ColumnSource.of(reader)) {
      for (FlowColumns next = source.next(); next != null; next = source.next()) {
        columnJudge.judge(next);
        next.requireUndamaged();
        entries += next.size();
        progress.judged(entries);
      }
    }
    columnJudge.end();
    judged.merge();
    return judged;
  }
}
