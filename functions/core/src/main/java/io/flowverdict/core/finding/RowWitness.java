package io.flowverdict.core.finding;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.flowlog.SavedRows;
import io.flowverdict.core.judge.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The first or the latest witness of a cause: a witness, or a better row. Most rows are not the
/// first or the latest for long, so that no [Witness] is made of them before [#best]. Mutable.
final class RowWitness {

  /// The best before the row, if there is a row; null where there was none.
  private @Nullable Witness witness;

  private long second;

  /// Whether the best is some nanoseconds after the second.
  private boolean beyond;

  private long line;

  /// Of the row; null when there is none.
  private @Nullable Verdict verdict;

  /// The row: that of some rows, or, where that is negative, the only one that is kept.
  private int row = -1;

  private @Nullable SavedRows kept;

  private RowWitness(long second) {
    this.second = second;
  }

  /// {@return what every witness is before}
  static RowWitness first() {
    return new RowWitness(Instant.MAX.getEpochSecond());
  }

  /// {@return what every witness is after}
  static RowWitness latest() {
    return new RowWitness(Instant.MIN.getEpochSecond());
  }

  /// Takes over a witness that is better.
  void set(Witness better) {
    witness = better;
    second = better.at().getEpochSecond();
    beyond = better.at().isAfter(Instant.ofEpochSecond(second));
    line = better.line();
    row = -1;
    verdict = null;
  }

  /// Compares the best with a witness, in the order of witnesses.
  int compareTo(Witness other) {
    if (witness != null && verdict == null) {
      return witness.compareTo(other);
    }
    Instant at = Instant.ofEpochSecond(second);
    int byTime = at.compareTo(other.at());
    return byTime != 0 ? byTime : Long.compare(line, other.line());
  }

  /// Whether the best is after a time and a line.
  boolean isAfter(long at, long lineThere) {
    return second != at ? second > at : beyond || line > lineThere;
  }

  boolean isBefore(long at, long lineThere) {
    return second != at ? second < at : !beyond && line < lineThere;
  }

  /// Takes over a row, which is better than all before. [#keep] must follow before the rows are
  /// used for others.
  void set(long at, long lineOfRow, int better, Verdict ofRow) {
    second = at;
    beyond = false;
    line = lineOfRow;
    row = better;
    verdict = ofRow;
  }

  /// Keeps the row if it is one of these, which are used for others now.
  void keep(SavedRows rows) {
    if (row >= 0) {
      kept = kept == null ? new SavedRows() : kept;
      kept.copyOnly(rows, row);
      row = -1;
    }
  }

  /// {@return the best, as a witness, of which there is one; a row must be kept}
  Witness best(Witness.Maker maker) {
    return verdict == null
        ? requireNonNull(witness)
        : maker.witness(Instant.ofEpochSecond(second), requireNonNull(kept).record(0), verdict);
  }
}
