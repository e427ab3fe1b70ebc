package io.flowverdict.core.flowlog;

import static io.flowverdict.core.flowlog.FlowColumns.ABSENT;

/// Reads a decimal number of up to 16 digits from each of a few lines. For one thread.
///
/// First the digits of all are taken, as those of most lines are: all up to 8, or all more. Then
/// all become numbers at once, in a loop that the compiler makes one of vectors. If anything is
/// unusual, the lines are read again one by one.
final class Decimals {

  private static final int WORD = 8;
  private static final int MOST_DIGITS = 2 * WORD;
  private static final long TEN_TO_THE_8 = 100_000_000;

  private final long[] upper = new long[PlainLines.MOST];
  private final long[] lower = new long[PlainLines.MOST];
  private final long[] numbers = new long[PlainLines.MOST];

  /// Reads the numbers of a field, and leaves out the lines where it is none.
  ///
  /// @return a number for each line, [FlowColumns#ABSENT] for a `-`; valid until the next call
  long[] read(PlainLines lines, int field, long largest) {
    int first = lines.first(field);
    boolean usual =
        lines.places[first + 1] - lines.places[first] - 1 <= WORD
            ? takeShort(lines, field) && numberShort(lines.rows, largest)
            : takeLong(lines, field) && numberLong(lines.rows, largest);
    if (!usual) {
      readEach(lines, field, largest);
    }
    return numbers;
  }

  private boolean takeShort(PlainLines lines, int field) {
    byte[] text = lines.text;
    int[] places = lines.places;
    int separator = lines.separator(field);
    int wrong = 0;
    for (int i = 0, at = lines.first(field); i < lines.rows; i++, at += lines.stride) {
      int from = places[at] + 1;
      int to = places[at + 1];
      lower[i] = Ascii.digits(text, from, to);
      wrong |= (text[to] ^ separator) | ((WORD - (to - from)) & Integer.MIN_VALUE);
    }
    return wrong == 0;
  }

  private boolean takeLong(PlainLines lines, int field) {
    byte[] text = lines.text;
    int[] places = lines.places;
    int separator = lines.separator(field);
    int wrong = 0;
    for (int i = 0, at = lines.first(field); i < lines.rows; i++, at += lines.stride) {
      int from = places[at] + 1;
      int to = places[at + 1];
      int above = to - from - WORD - 1;
      upper[i] = Ascii.digits(text, from, to - WORD);
      lower[i] = Ascii.digits(text, to - WORD, to);
      wrong |= (text[to] ^ separator) | ((above | (WORD - 1 - above)) & Integer.MIN_VALUE);
    }
    return wrong == 0;
  }

  private boolean numberShort(int count, long largest) {
    long[] lower = this.lower;
    long[] numbers = this.numbers;
    long wrong = 0;
    for (int i = 0; i < count; i++) {
      long number = Ascii.number(lower[i]);
      numbers[i] = number;
      wrong |= Ascii.aboveNine(lower[i]) | ((largest - number) >>> 63);
    }
    return wrong == 0;
  }

  private boolean numberLong(int count, long largest) {
    long[] upper = this.upper;
    long[] lower = this.lower;
    long[] numbers = this.numbers;
    long wrong = 0;
    for (int i = 0; i < count; i++) {
      long number = Ascii.number(upper[i]) * TEN_TO_THE_8 + Ascii.number(lower[i]);
      numbers[i] = number;
      wrong |= Ascii.aboveNine(upper[i]) | Ascii.aboveNine(lower[i]) | ((largest - number) >>> 63);
    }
    return wrong == 0;
  }

  private void readEach(PlainLines lines, int field, long largest) {
    int separator = lines.separator(field);
    for (int i = 0, at = lines.first(field); i < lines.rows; i++, at += lines.stride) {
      int to = lines.places[at + 1];
      long number = number(lines.text, lines.places[at] + 1, to);
      numbers[i] = number;
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
