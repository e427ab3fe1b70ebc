package io.flowverdict.core.bulk;

import io.flowverdict.core.finding.Distinction;
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
import io.flowverdict.core.usage.RuleUses;
import java.time.Instant;

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
  private final DecisionTable table;
  private final ConnectionColumns connections = new ConnectionColumns();
  private final Epochs epochs;
  private final RowKeys keys = new RowKeys();

  /// The number of what is decided about each row; [DecisionTable#NONE] where it is to be judged
  /// alone, or is no record.
  private final int[] decided = new int[FlowColumns.CAPACITY];

  /// The rows that are not told by counting: they are judged alone or show causes.
  private final int[] told = new int[FlowColumns.CAPACITY];

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
    this.table = decisions.table();
    this.epochs = new Epochs(judge, decisions);
    this.shares = new Shares(collector.causes());
  }

  /// Judges the next columns of the object.
  public void judge(FlowColumns columns) {
    if (!decisions.hasRoomFor(columns.size())) {
      table.tell(collector);
      decisions.clear();
    }
    connections.observe(columns);
    epochs.begin(columns);
    keys.find(columns, epochs, connections, decisions::seen);
    decide(columns);
    int left = count(columns);
    for (int i = 0; i < left; i++) {
      tell(columns, told[i]);
    }
  }

  private void decide(FlowColumns columns) {
    for (int row = 0; row < columns.size(); row++) {
      if (keys.what[row] == RowKeys.ALONE) {
        decided[row] = DecisionTable.NONE;
      } else {
        int known = table.find(keys.where[row], keys.what[row]);
        decided[row] = known != DecisionTable.NONE ? known : decide(columns, row);
      }
    }
  }

  private int decide(FlowColumns columns, int row) {
    FlowRecord record = columns.record(row);
    Verdict verdict = judge.judge(record, EvidenceCode.meaning(connections.evidence(row)));
    Distinction causes = collector.causes().distinction(record, verdict).orElse(null);
    Decision decision = Decision.of(record, verdict, causes, decisions.number(causes));
    return table.add(keys.where[row], keys.what[row], decision);
  }

  /// Counts what is decided: {@return how many rows are left to be told}
  private int count(FlowColumns columns) {
    RuleUses uses = collector.uses();
    int left = 0;
    for (int row = 0; row < columns.size(); row++) {
      int number = decided[row];
      told[left] = row;
      if (number == DecisionTable.NONE) {
        left++;
      } else {
        table.count(number, columns, row, uses);
        lastEnd = Math.max(lastEnd, columns.end[row]);
        left += table.causes(number);
      }
    }
    return left;
  }

  private void tell(FlowColumns columns, int row) {
    if (decided[row] == DecisionTable.NONE) {
      addAlone(columns, row);
    } else {
      Decision decision = table.get(decided[row]);
      collector.causes().add(shares.of(decision, columns, row), columns, row, decision.verdict());
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

  /// Adds what is still to be added, after the last columns. Nothing can be judged after that.
  public void end() {
    table.tell(collector);
    cache.put(decisions);
    if (lastEnd >= 0) {
      collector.ended(Instant.ofEpochSecond(lastEnd));
    }
  }
}
