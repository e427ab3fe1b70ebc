package io.flowverdict.core.finding;

import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.SavedRows;
import io.flowverdict.core.judge.Verdict;
import java.util.Arrays;

/// Rows that show causes and are not counted yet. They are counted cause by cause when there are
/// many: where there are thousands of causes, the next row is most often of another one, which is
/// not at hand in the processor's caches. Mutable, bounded.
///
/// Of one cause, rows are counted in the order in which they were added.
final class CauseRows {

  static final int MOST = 1 << 14;

  private static final int NONE = -1;

  private final SavedRows rows = new SavedRows();
  private CauseShare[] shares = new CauseShare[64];
  private Verdict[] verdicts = new Verdict[64];

  /// Of each row the next one of its tally, and of the latest one the first.
  private int[] next = new int[64];

  /// By number of tally, the latest row; [#NONE] where it has no row.
  private int[] latest = new int[0];

  /// The numbers of the tallies that have rows.
  private int[] tallies = new int[64];

  private int touched;

  /// Adds a row.
  void add(CauseShare share, FlowColumns columns, int row, Verdict verdict) {
    if (rows.size() == MOST || !rows.canHold(columns)) {
      count();
    }
    int added = rows.size();
    if (added == next.length) {
      grow();
    }
    rows.add(columns, row);
    shares[added] = share;
    verdicts[added] = verdict;
    link(share.number(), added);
  }

  private void grow() {
    int room = 2 * next.length;
    shares = Arrays.copyOf(shares, room);
    verdicts = Arrays.copyOf(verdicts, room);
    next = Arrays.copyOf(next, room);
    tallies = Arrays.copyOf(tallies, room);
  }

  private void link(int tally, int added) {
    if (tally >= latest.length) {
      int known = latest.length;
      latest = Arrays.copyOf(latest, 2 * (tally + 1));
      Arrays.fill(latest, known, latest.length, NONE);
    }
    int before = latest[tally];
    if (before == NONE) {
      next[added] = added;
      tallies[touched++] = tally;
    } else {
      next[added] = next[before];
      next[before] = added;
    }
    latest[tally] = added;
  }

  /// Counts the rows, after which there are none.
  void count() {
    for (int i = 0; i < touched; i++) {
      int last = latest[tallies[i]];
      latest[tallies[i]] = NONE;
      count(next[last], last);
    }
    touched = 0;
    rows.clear();
  }

  /// Counts the rows of one tally.
  private void count(int first, int last) {
    Tally tally = shares[first].tally();
    for (int row = first; ; row = next[row]) {
      tally.add(rows, row, verdicts[row], shares[row]);
      if (row == last) {
        break;
      }
    }
    tally.keep(rows);
  }
}
