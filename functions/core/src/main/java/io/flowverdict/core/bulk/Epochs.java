package io.flowverdict.core.bulk;

import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.judge.HistoryJudge;
import io.flowverdict.core.snapshot.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// By which revisions the rows of an object's columns are judged. For one thread.
final class Epochs {

  /// How many epochs there can be.
  static final int MOST = 64;

  private static final int MOST_WINDOWS = 1 << 14;

  /// Starts and ends that are in the same of the spans of 64 seconds are looked up together.
  private static final int SPAN_SHIFT = 6;

  private final HistoryJudge judge;
  private final Decisions decisions;

  /// By the spans in which records start and end, of which there are few; null where it depends on
  /// the second.
  private final Found ofSpans = new Found();

  /// By start and end of records.
  private final Found ofWindows = new Found();

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

  /// What was found by two times. Bounded.
  private static final class Found {
    private final LongKeys times = new LongKeys(MOST_WINDOWS);
    private final List<@Nullable Epoch> epochs = new ArrayList<>();

    /// {@return the number of two times, or [LongKeys#NONE]}
    int number(long first, long last) {
      return times.find(first, last);
    }

    @Nullable Epoch get(int number) {
      return epochs.get(number);
    }

    void add(long first, long last, @Nullable Epoch epoch) {
      if (times.isFull()) {
        clear();
      }
      times.add(first, last);
      epochs.add(epoch);
    }

    void clear() {
      times.clear();
      epochs.clear();
    }
  }

  Epochs(HistoryJudge judge, Decisions decisions) {
    this.judge = judge;
    this.decisions = decisions;
  }

  /// Takes note that the next columns may have another format.
  void begin(FlowColumns columns) {
    if (!columns.format().equals(format)) {
      format = columns.format();
      ofSpans.clear();
      ofWindows.clear();
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
    long from = columns.start[row];
    long to = columns.end[row];
    Epoch ofSpan = from >= 0 && to >= 0 ? ofSpan(from >> SPAN_SHIFT, to >> SPAN_SHIFT) : null;
    return ofSpan != null ? ofSpan : ofWindow(columns, row);
  }

  /// {@return the epoch of all records that start and end in these spans; null when it may depend
  /// on the second}
  private @Nullable Epoch ofSpan(long first, long last) {
    int known = ofSpans.number(first, last);
    if (known != LongKeys.NONE) {
      return ofSpans.get(known);
    }
    Epoch epoch = epochOfSpan(first, last);
    ofSpans.add(first, last, epoch);
    return epoch;
  }

  /// If one revision covers the longest of the windows, no other one covers any of them. It covers
  /// all unless records may be from before the first reading, which the earliest end tells.
  private @Nullable Epoch epochOfSpan(long first, long last) {
    List<Revision> ofLongest = judge.covering(begin(first), begin(last + 1));
    boolean single = ofLongest.size() == 1;
    return single && ofLongest.equals(judge.covering(begin(last), begin(last)))
        ? epoch(ofLongest)
        : null;
  }

  private static Instant begin(long span) {
    return Instant.ofEpochSecond(span << SPAN_SHIFT);
  }

  private @Nullable Epoch ofWindow(FlowColumns columns, int row) {
    int known = ofWindows.number(columns.start[row], columns.end[row]);
    if (known != LongKeys.NONE) {
      return ofWindows.get(known);
    }
    Epoch epoch = epoch(judge.covering(columns.startOf(row), columns.endOf(row)));
    ofWindows.add(columns.start[row], columns.end[row], epoch);
    return epoch;
  }

  private @Nullable Epoch epoch(List<Revision> revisions) {
    if (!revisions.equals(lastRevisions)) {
      ofLastRevisions = decisions.epoch(revisions, format);
      lastRevisions = revisions;
    }
    return ofLastRevisions;
  }
}
