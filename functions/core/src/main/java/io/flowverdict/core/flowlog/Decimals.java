package io.flowverdict.core.flowlog;

import static io.flowverdict.core.flowlog.FlowColumns.ABSENT;

/// Reads a decimal number of up to 15 digits from each of a few lines. For one thread.
///
/// First the digits of all are taken, as those of most lines are. Then all become numbers at once,
/// in loops that are short enough for the compiler to make them ones of vectors. If anything is
/// unusual, the lines are read again one by one.
final class Decimals {

  private static final int MOST_DIGITS = 15;

  /// The lowest number that is not short.
  private static final long TEN_TO_THE_7 = 10_000_000;

  private static final long TEN_TO_THE_8 = 100_000_000;

  /// The upper digits of each number, and the lower ones. Those of a short number have what follows
  /// it as the highest byte.
  private final long[] upper = new long[PlainLines.MOST];

  private final long[] lower = new long[PlainLines.MOST];

  /// All bits for a number that is absent, or none.
  private final long[] absent = new long[PlainLines.MOST];

  private final long[] numbers = new long[PlainLines.MOST];

  /// Reads the numbers of a field, and leaves out the lines where it is none.
  ///
  /// @return a number for each line, [FlowColumns#ABSENT] for a `-`; valid until the next call
  long[] read(PlainLines lines, int separator, long largest) {
    boolean usual =
        readShort(lines, separator, largest)
            || (largest >= TEN_TO_THE_7 && readLong(lines, separator, largest));
    if (!usual) {
      readEach(lines, separator, largest);
    }
    lines.advance();
    return numbers;
  }

  /// {@return whether all are numbers of up to 7 digits, or absent}
  private boolean readShort(PlainLines lines, int separator, long largest) {
    int rows = lines.rows;
    if (!takeShort(lines, separator)) {
      return false;
    }
    boolean present = areDigits(rows, separator);
    if (!present) {
      takeAbsent(rows);
      if (!areDigits(rows, separator)) {
        return false;
      }
    }
    numberShort(rows);
    boolean inRange = areUpTo(largest, rows);
    if (!present) {
      markAbsent(rows);
    }
    return inRange;
  }

  private boolean takeShort(PlainLines lines, int separator) {
    byte[] text = lines.text;
    int[] at = lines.at;
    int[] next = lines.next;
    long[] lower = this.lower;
    int rows = lines.rows;
    long separators = Ascii.all(separator);
    int wrong = 0;
    for (int i = 0; i < rows; i++) {
      int from = at[i];
      long word = Ascii.word(text, from);
      int bit = Long.numberOfTrailingZeros(Ascii.zeros(word ^ separators));
      lower[i] = Ascii.digits(word) << (63 - bit);
      next[i] = from + (bit >>> 3) + 1;
      wrong |= bit - Byte.SIZE;
    }
    return wrong >= 0;
  }

  private boolean areDigits(int rows, int separator) {
    long[] lower = this.lower;
    long end = Ascii.digits(separator) << 56;
    long wrong = 0;
    for (int i = 0; i < rows; i++) {
      wrong |= Ascii.aboveNine(lower[i] ^ end);
    }
    return wrong == 0;
  }

  /// Makes those that are absent zero.
  private void takeAbsent(int rows) {
    long[] lower = this.lower;
    long[] absent = this.absent;
    long none = Ascii.digits('-') << 56;
    for (int i = 0; i < rows; i++) {
      long other = (lower[i] << 8) ^ none;
      absent[i] = ~((other | -other) >> 63);
    }
    for (int i = 0; i < rows; i++) {
      lower[i] ^= absent[i] & (none >>> 8);
    }
  }

  private void numberShort(int rows) {
    long[] lower = this.lower;
    long[] numbers = this.numbers;
    for (int i = 0; i < rows; i++) {
      numbers[i] = Ascii.number(lower[i] << 8);
    }
  }

  private void markAbsent(int rows) {
    long[] absent = this.absent;
    long[] numbers = this.numbers;
    for (int i = 0; i < rows; i++) {
      numbers[i] |= absent[i];
    }
  }

  private boolean areUpTo(long largest, int rows) {
    long[] numbers = this.numbers;
    long wrong = 0;
    for (int i = 0; i < rows; i++) {
      wrong |= largest - numbers[i];
    }
    return wrong >= 0;
  }

  /// {@return whether all are numbers}
  private boolean readLong(PlainLines lines, int separator, long largest) {
    return takeLong(lines, separator) && numberLong(lines.rows) && areUpTo(largest, lines.rows);
  }

  private boolean takeLong(PlainLines lines, int separator) {
    byte[] text = lines.text;
    long separators = Ascii.all(separator);
    int wrong = 0;
    for (int i = 0; i < lines.rows; i++) {
      int from = lines.at[i];
      int to = Ascii.end(text, from, separators);
      int length = to - from;
      int zeros = Byte.SIZE * (2 * Long.BYTES - length);
      upper[i] = zeros < 64 ? Ascii.digits(Ascii.word(text, to - 16)) >>> zeros << zeros : 0;
      zeros = Math.max(0, zeros - 64);
      lower[i] = Ascii.digits(Ascii.word(text, to - 8)) >>> zeros << zeros;
      lines.next[i] = to + 1;
      wrong |= (length - 1) | (MOST_DIGITS - length);
    }
    return wrong >= 0;
  }

  private boolean numberLong(int rows) {
    long[] upper = this.upper;
    long[] lower = this.lower;
    long wrong = 0;
    for (int i = 0; i < rows; i++) {
      wrong |= Ascii.aboveNine(upper[i]) | Ascii.aboveNine(lower[i]);
    }
    long[] numbers = this.numbers;
    for (int i = 0; i < rows; i++) {
      numbers[i] = Ascii.number(upper[i]) * TEN_TO_THE_8 + Ascii.number(lower[i]);
    }
    return wrong == 0;
  }

  private void readEach(PlainLines lines, int separator, long largest) {
    for (int i = 0; i < lines.rows; i++) {
      int from = lines.at[i];
      int to = Ascii.end(lines.text, from);
      long number = number(lines.text, from, to);
      numbers[i] = number;
      lines.next[i] = to + 1;
      if (number == Ascii.NONE || number > largest || lines.text[to] != separator) {
        lines.leave(i);
      }
    }
  }

  private static long number(byte[] text, int from, int to) {
    if (PlainLines.isAbsent(text, from, to)) {
      return ABSENT;
    }
    if (to - from < 1 || to - from > MOST_DIGITS) {
      return Ascii.NONE;
    }
    long number = 0;
    for (int at = from; at < to; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        return Ascii.NONE;
      }
      number = 10 * number + digit;
    }
    return number;
  }
}
