package io.flowverdict.core.bulk;

import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.judge.HistoryJudge;
import io.flowverdict.core.snapshot.Revision;
import java.util.ArrayList;
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
  private final LongKeys windows = new LongKeys(MOST_WINDOWS);

  /// What was found for these.
  private final List<@Nullable Epoch> found = new ArrayList<>();

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

  Epochs(HistoryJudge judge, Decisions decisions) {
    this.judge = judge;
    this.decisions = decisions;
  }

  /// Takes note that the next columns may have another format.
  void begin(FlowColumns columns) {
    if (!columns.format().equals(format)) {
      format = columns.format();
      forgetWindows();
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
    int known = windows.find(columns.start[row], columns.end[row]);
    if (known != LongKeys.NONE) {
      return found.get(known);
    }
    Epoch epoch = epoch(judge.covering(columns.startOf(row), columns.endOf(row)));
    if (windows.isFull()) {
      forgetWindows();
    }
    windows.add(columns.start[row], columns.end[row]);
    found.add(epoch);
    return epoch;
  }

  private void forgetWindows() {
    windows.clear();
    found.clear();
  }

  private @Nullable Epoch epoch(List<Revision> revisions) {
    if (!revisions.equals(lastRevisions)) {
      ofLastRevisions = decisions.epoch(revisions, format);
      lastRevisions = revisions;
    }
    return ofLastRevisions;
  }
}
