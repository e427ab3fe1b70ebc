package io.flowverdict.core.flowlog;

/// A few lines whose fields are read one after the other, each of all lines: as no line depends on
/// another, the processor reads several of them at a time.
///
/// A line with a field that is not taken is left out with those after it: [#rows] tells how many
/// lines are left. What was written for others is undefined. Mutable; for one thread.
final class PlainLines {

  /// The highest number of lines.
  static final int MOST = 128;

  /// How many bytes a line may be shorter than those before it. One that is shorter yet is taken
  /// together with the next one, which is noticed as any line is that has more than its fields.
  private static final int SHORTER = 16;

  byte[] text = {};

  /// Where the next field of each line begins, and where the one after that does: whoever reads a
  /// field sets this one.
  int[] at = new int[MOST];

  int[] next = new int[MOST];

  /// After the line feed of each line.
  final int[] ends = new int[MOST];

  /// How many lines are left.
  int rows;

  /// Goes to lines, up to one that is too long.
  ///
  /// @param text with a margin as [Ascii] needs it
  /// @param from where the first line begins
  /// @param to the byte after the last line feed
  /// @param most how many lines are wanted, up to [#MOST]
  void begin(byte[] text, int from, int to, int most) {
    int[] at = this.at;
    int[] ends = this.ends;
    int start = from;
    int least = 0;
    int count = 0;
    while (count < most && start < to) {
      int guess = start + least;
      int end = Ascii.afterFeed(text, guess < to ? guess : start);
      int length = end - start;
      if (length > FlowLogReader.LONGEST_LINE + 1) {
        break;
      }
      at[count] = start;
      ends[count++] = end;
      least = count == 1 ? length - SHORTER : Math.min(length - SHORTER, least + 1);
      least = Math.max(0, least);
      start = end;
    }
    this.text = text;
    this.rows = count;
  }

  /// Goes to the next field.
  void advance() {
    int[] passed = at;
    at = next;
    next = passed;
  }

  /// Leaves out a line and those after it.
  void leave(int row) {
    rows = row;
  }

  /// Leaves out the first line that has more than its fields.
  void end() {
    for (int i = 0; i < rows; i++) {
      if (at[i] != ends[i]) {
        leave(i);
      }
    }
  }

  /// Whether a text of this length is none or too long.
  static boolean isNoText(int length) {
    return length < 1 || length > FlowRecord.LONGEST_TEXT;
  }

  static boolean isAbsent(byte[] text, int from, int to) {
    return to - from == 1 && text[from] == '-';
  }

  /// Passes over texts.
  void passText(int separator) {
    for (int i = 0; i < rows; i++) {
      int to = Ascii.end(text, at[i]);
      if (isNoText(to - at[i]) || text[to] != separator) {
        leave(i);
      }
      next[i] = to + 1;
    }
    advance();
  }

  /// Passes over statuses of records; a line with another one is none.
  void passStatus(int separator) {
    long ok = Word.OK.before(separator);
    long none = Word.ABSENT.before(separator);
    for (int i = 0; i < rows; i++) {
      long word = Ascii.word(text, at[i]);
      if (Word.OK.isPart(word, ok)) {
        next[i] = at[i] + Word.OK.length() + 1;
      } else {
        next[i] = at[i] + 2;
        if (!Word.ABSENT.isPart(word, none)) {
          leave(i);
        }
      }
    }
    advance();
  }

  /// Reads one of two words, 1 and 2 in [FlowColumns].
  void codes(int separator, Word one, Word two, byte[] column, int row) {
    long first = one.before(separator);
    long second = two.before(separator);
    long none = Word.ABSENT.before(separator);
    for (int i = 0; i < rows; i++) {
      long word = Ascii.word(text, at[i]);
      if (one.isPart(word, first)) {
        column[row + i] = 1;
        next[i] = at[i] + one.length() + 1;
      } else if (two.isPart(word, second)) {
        column[row + i] = 2;
        next[i] = at[i] + two.length() + 1;
      } else {
        column[row + i] = FlowColumns.ABSENT;
        next[i] = at[i] + 2;
        if (!Word.ABSENT.isPart(word, none)) {
          leave(i);
        }
      }
    }
    advance();
  }

  /// Reads the numbers of names.
  void names(int separator, Names names, int[] column, int row) {
    for (int i = 0; i < rows; i++) {
      int from = at[i];
      int to = Ascii.end(text, from);
      if (isNoText(to - from) || text[to] != separator) {
        leave(i);
      } else {
        boolean absent = isAbsent(text, from, to);
        column[row + i] = absent ? Names.ABSENT : names.numberOf(text, from, to);
      }
      next[i] = to + 1;
    }
    advance();
  }
}
