package io.flowverdict.core.finding;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.judge.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The first or the latest witness of a cause as a row of columns: most rows are not the first or
/// the latest for long, so that no [Witness] is made of them. Mutable.
final class RowWitness {

  private long second;

  /// Whether what is known is some nanoseconds after the second.
  private boolean beyond;

  private long line;
  private int row = -1;
  private @Nullable Verdict verdict;

  /// Makes a witness of a row.
  interface Maker {
    Witness witness(Instant at, int row, Verdict verdict);
  }

  /// Takes over a witness; no row is better.
  void know(Witness witness) {
    second = witness.at().getEpochSecond();
    beyond = witness.at().isAfter(Instant.ofEpochSecond(second));
    line = witness.line();
    row = -1;
    verdict = null;
  }

  /// Whether what is known is after a time and a line.
  boolean isAfter(long at, long lineThere) {
    return second != at ? second > at : beyond || line > lineThere;
  }

  boolean isBefore(long at, long lineThere) {
    return second != at ? second < at : !beyond && line < lineThere;
  }

  void set(long at, long lineOfRow, int better, Verdict ofRow) {
    second = at;
    beyond = false;
    line = lineOfRow;
    row = better;
    verdict = ofRow;
  }

  /// The row that is better than the witness that was taken over; negative when there is none.
  int row() {
    return row;
  }

  Witness witness(Maker maker) {
    return maker.witness(Instant.ofEpochSecond(second), row, requireNonNull(verdict));
  }
}
