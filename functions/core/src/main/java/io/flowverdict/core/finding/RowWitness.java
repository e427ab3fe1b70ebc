package io.flowverdict.core.finding;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.SavedRow;
import io.flowverdict.core.judge.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The first or the latest witness of a cause: a witness, or a better row of columns. Most rows are
/// not the first or the latest for long, so that no [Witness] is made of them before [#best].
/// Mutable.
final class RowWitness {

  /// The best before the row, if there is a row.
  private Witness witness;

  private long second;

  /// Whether the best is some nanoseconds after the second.
  private boolean beyond;

  private long line;
  private int row = -1;
  private @Nullable SavedRow saved;

  /// Of the row; null when there is none.
  private @Nullable Verdict verdict;

  RowWitness(Witness witness) {
    this.witness = witness;
    set(witness);
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
    if (verdict == null) {
      return witness.compareTo(other);
    }
    int byTime = Instant.ofEpochSecond(second).compareTo(other.at());
    return byTime != 0 ? byTime : Long.compare(line, other.line());
  }

  /// Whether the best is after a time and a line.
  boolean isAfter(long at, long lineThere) {
    return second != at ? second > at : beyond || line > lineThere;
  }

  boolean isBefore(long at, long lineThere) {
    return second != at ? second < at : !beyond && line < lineThere;
  }

  /// Takes over a row of the present columns, which is better than all before.
  void set(long at, long lineOfRow, int better, Verdict ofRow) {
    second = at;
    beyond = false;
    line = lineOfRow;
    row = better;
    verdict = ofRow;
  }

  /// Whether the best is a row of the present columns.
  boolean isUnsettled() {
    return row >= 0;
  }

  /// Keeps the row if it is one of these columns, which are used for others now.
  void settle(FlowColumns columns) {
    if (row >= 0) {
      saved = saved == null ? new SavedRow() : saved;
      saved.save(columns, row);
      row = -1;
    }
  }

  /// {@return the best, as a witness; rows must be settled}
  Witness best(Witness.Maker maker) {
    if (verdict != null) {
      set(maker.witness(Instant.ofEpochSecond(second), requireNonNull(saved).record(), verdict));
    }
    return witness;
  }
}
