package io.flowverdict.analyze;

import io.flowverdict.aws.objects.FlowLogContent;
import io.flowverdict.aws.objects.FlowLogObject;
import io.flowverdict.core.bulk.ColumnJudge;
import io.flowverdict.core.bulk.ColumnSource;
import io.flowverdict.core.bulk.DecisionCache;
import io.flowverdict.core.flowlog.ColumnReader;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import io.flowverdict.core.judge.HistoryJudge;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.parquet.FlowLogs;

/// Judges every record of an object. For one thread.
final class ObjectJudge {

  private final long largestObject;
  private final DecisionCache decisions = new DecisionCache();

  /// @param largestObject how many bytes an object may have; a larger one is refused
  ObjectJudge(long largestObject) {
    this.largestObject = largestObject;
  }

  /// Judges an object. One that cannot be read is a finding itself, and what was read of it before
  /// is kept.
  ///
  /// @throws DeadlineException when the function would be stopped before the object is read
  Results judge(FlowLogObject object, FlowLogContent content, Grounds grounds, Deadline deadline) {
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
