package io.flowverdict.core.bulk;

import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.judge.HistoryJudge;
import io.flowverdict.core.snapshot.Revision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// By which revisions the rows of an object's columns are judged. For one thread.
final class Epochs {

  /// How many epochs there can be.
  static final int MOST = 64;

  private static final int MOST_WINDOWS = 1 << 14;

  private final HistoryJudge judge;
  private final Decisions decisions;

  /// By start and end of records.
  private final LongKeys<Found> windows = new LongKeys<>(MOST_WINDOWS);

  private FlowLogFormat format = FlowLogFormat.DEFAULT;
  private long start = Long.MIN_VALUE;
  private long end = Long.MIN_VALUE;
  private @Nullable Epoch last;

  /// What was found last in the history, which most often is found again.
  private @Nullable List<Revision> lastRevisions;

  private @Nullable Epoch ofLastRevisions;

  /// Records that are judged by the same revisions.
  ///
  /// @param number below [#MOST]
  /// @param earlier one for each revision but the last
  /// @param last that of the empty configuration where there is no revision
  record Epoch(int number, List<Equivalence> earlier, Equivalence last) {}

  private record Found(@Nullable Epoch epoch) {}

  Epochs(HistoryJudge judge, Decisions decisions) {
    this.judge = judge;
    this.decisions = decisions;
  }

  /// Takes note that the next columns may have another format.
  void begin(FlowColumns columns) {
    if (!columns.format().equals(format)) {
      format = columns.format();
      windows.clear();
      start = Long.MIN_VALUE;
      lastRevisions = null;
    }
  }

  /// {@return the epoch of a row; null when it is to be judged alone}
  @Nullable Epoch of(FlowColumns columns, int row) {
    if (columns.start[row] != start || columns.end[row] != end) {
      last = find(columns, row);
      start = columns.start[row];
      end = columns.end[row];
    }
    return last;
  }

  private @Nullable Epoch find(FlowColumns columns, int row) {
    Found known = windows.get(columns.start[row], columns.end[row]);
    if (known != null) {
      return known.epoch;
    }
    Epoch found = epoch(judge.covering(columns.startOf(row), columns.endOf(row)));
    if (windows.isFull()) {
      windows.clear();
    }
    windows.add(columns.start[row], columns.end[row], new Found(found));
    return found;
  }

  private @Nullable Epoch epoch(List<Revision> revisions) {
    if (!revisions.equals(lastRevisions)) {
      ofLastRevisions = decisions.epoch(revisions, format);
      lastRevisions = revisions;
    }
    return ofLastRevisions;
  }
}
