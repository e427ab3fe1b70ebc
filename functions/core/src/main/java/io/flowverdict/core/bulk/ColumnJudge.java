package io.flowverdict.core.bulk;

import io.flowverdict.core.finding.Causes;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowLogEntry;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.judge.ConnectionColumns;
import io.flowverdict.core.judge.EvidenceCode;
import io.flowverdict.core.judge.HistoryJudge;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.Snapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Judges the columns of an object and collects what they show: what
/// [io.flowverdict.core.judge.Conversations] and [HistoryJudge] say of each record alone, added to
/// a [Collector] in the order of the records.
///
/// Records that the configuration cannot tell apart are judged once. Whatever does not fit that is
/// judged as a record of its own. For one thread.
public final class ColumnJudge {

  private final HistoryJudge judge;
  private final Collector collector;
  private final DecisionCache cache;
  private final Decisions decisions;
  private final ConnectionColumns connections = new ConnectionColumns();
  private final Epochs epochs;
  private final RowKeys keys = new RowKeys();

  /// What is decided about each row; null where it is to be judged alone, or is no record.
  private final @Nullable Decision[] decided = new Decision[FlowColumns.CAPACITY];

  private final Shares shares;
  private long lastEnd = -1;

  /// @param classified the configuration by which the collector tells causes apart
  /// @param cache of decisions that other objects may use later
  public ColumnJudge(
      HistoryJudge judge, Collector collector, Snapshot classified, DecisionCache cache) {
    this.judge = judge;
    this.collector = collector;
    this.cache = cache;
    this.decisions = cache.take(judge.scope(), classified);
    this.epochs = new Epochs(judge, decisions);
    this.shares = new Shares(collector.causes());
  }

  /// Judges the next columns of the object.
  public void judge(FlowColumns columns) {
    if (!decisions.hasRoomFor(columns.size())) {
      tellAll();
      decisions.clear();
    }
    connections.observe(columns);
    epochs.begin(columns);
    keys.find(columns, epochs, connections, decisions::seen);
    decide(columns);
    for (int row = 0; row < columns.size(); row++) {
      Decision decision = decided[row];
      if (decision == null) {
        addAlone(columns, row);
      } else {
        add(decision, columns, row);
      }
    }
    collector.causes().settle(columns);
  }

  private void decide(FlowColumns columns) {
    for (int row = 0; row < columns.size(); row++) {
      if (keys.what[row] == RowKeys.ALONE) {
        decided[row] = null;
      } else {
        Decision known = decisions.find(keys.where[row], keys.what[row]);
        decided[row] = known != null ? known : decide(columns, row);
      }
    }
  }

  private Decision decide(FlowColumns columns, int row) {
    FlowRecord record = columns.record(row);
    Verdict verdict = judge.judge(record, EvidenceCode.meaning(connections.evidence(row)));
    Causes.Distinction causes = collector.causes().distinction(record, verdict).orElse(null);
    return decisions.add(keys.where[row], keys.what[row], record, verdict, causes);
  }

  private void add(Decision decision, FlowColumns columns, int row) {
    decision.add(columns, row, collector.uses());
    lastEnd = Math.max(lastEnd, columns.end[row]);
    if (decision.showsCause) {
      collector.causes().add(shares.of(decision, columns, row), columns, row, decision.verdict);
    }
  }

  private void addAlone(FlowColumns columns, int row) {
    FlowLogEntry other = columns.other(row);
    switch (other == null ? columns.record(row) : other) {
      case FlowRecord record ->
          collector.add(
              record, judge.judge(record, EvidenceCode.meaning(connections.evidence(row))));
      case Gap gap -> collector.add(gap);
      case RejectedLine line -> collector.add(line);
    }
  }

  private void tellAll() {
    decisions.all().forEach(decision -> decision.tell(collector));
  }

  /// Adds what is still to be added, after the last columns. Nothing can be judged after that.
  public void end() {
    tellAll();
    cache.put(decisions);
    if (lastEnd >= 0) {
      collector.ended(Instant.ofEpochSecond(lastEnd));
    }
  }
}
