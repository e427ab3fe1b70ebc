package io.flowverdict.core.flowlog;

import java.nio.charset.StandardCharsets;

/// A few lines whose fields are read one after the other, each of all lines: as no line depends on
/// another, the processor reads several of them at a time.
///
/// A line with a field that is not taken is left out with those after it: [#rows] tells how many
/// lines are left. What was written for others is undefined. Mutable; for one thread.
final class PlainLines {

  /// The highest number of lines.
  static final int MOST = 128;

  private static final long OK = word("OK");

  /// How many fields a line has.
  private final int width;

  /// How many places the one before a line is before that of the next line.
  final int stride;

  private final int end;

  byte[] text = {};

  /// The places of [Separators], and the index of the one before the first line.
  int[] places = {};

  private int line;

  /// How many lines are left.
  int rows;

  /// @param end what follows the last field
  PlainLines(int width, int stride, int end) {
    this.width = width;
    this.stride = stride;
    this.end = end;
  }

  /// {@return a text of up to 8 bytes as the words of a field are compared}
  static long word(String text) {
    byte[] bytes = new byte[16];
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, bytes, 0, ascii.length);
    return word(bytes, 0, ascii.length);
  }

  /// The text in the upper bytes, zeros below it; undefined if it has not 1 to 8 bytes.
  private static long word(byte[] text, int from, int to) {
    return Ascii.word(text, from) << (-8 * (to - from));
  }

  /// Goes to lines.
  ///
  /// @param text with a margin as [Ascii] needs it
  /// @param line the index of the separator before the first line
  /// @param rows how many lines there are, up to [#MOST], if each has as many separators as fields;
  ///   one that has not is left out
  void begin(byte[] text, int[] places, int line, int rows) {
    this.text = text;
    this.places = places;
    this.line = line;
    this.rows = rows;
    for (int i = 0, at = line; i < rows; i++, at += stride) {
      int end = places[at + width];
      if (text[end] != '\n' || end - places[at] > FlowLogReader.LONGEST_LINE + 1) {
        leave(i);
        return;
      }
    }
  }

  /// Goes to lines of which nothing is known.
  ///
  /// @param places beginning with the one before the first line
  void begin(byte[] text, int[] places, int rows) {
    this.text = text;
    this.places = places;
    this.line = 0;
    this.rows = rows;
  }

  /// Leaves out a line and those after it.
  void leave(int row) {
    rows = row;
  }

  /// The index of the place before a field of the first line; that of the next line is [#stride]
  /// further.
  int first(int field) {
    return line + field;
  }

  /// What must follow a field.
  int separator(int field) {
    return field == width - 1 ? end : ' ';
  }

  /// Whether a text of this length is none or too long.
  static boolean isNoText(int length) {
    return length < 1 || length > FlowRecord.LONGEST_TEXT;
  }

  static boolean isAbsent(byte[] text, int from, int to) {
    return to - from == 1 && text[from] == '-';
  }

  /// Passes over texts.
  void passText(int field) {
    int separator = separator(field);
    for (int i = 0, at = first(field); i < rows; i++, at += stride) {
      int to = places[at + 1];
      if (isNoText(to - places[at] - 1) || text[to] != separator) {
        leave(i);
      }
    }
  }

  /// Passes over statuses of records; a line with another one is none.
  void passStatus(int field) {
    int separator = separator(field);
    for (int i = 0, at = first(field); i < rows; i++, at += stride) {
      int from = places[at] + 1;
      int to = places[at + 1];
      boolean ok = to - from == 2 && word(text, from, to) == OK;
      if ((!ok && !isAbsent(text, from, to)) || text[to] != separator) {
        leave(i);
      }
    }
  }

  /// Reads one of two words, 1 and 2 in [FlowColumns].
  void codes(int field, long one, long two, byte[] column, int row) {
    int separator = separator(field);
    for (int i = 0, at = first(field); i < rows; i++, at += stride) {
      int from = places[at] + 1;
      int to = places[at + 1];
      long word = word(text, from, to);
      boolean coded = (word == one || word == two) && to - from <= 8;
      column[row + i] = (byte) (coded ? word == one ? 1 : 2 : FlowColumns.ABSENT);
      if ((!coded && !isAbsent(text, from, to)) || text[to] != separator) {
        leave(i);
      }
    }
  }

  /// Reads the numbers of names.
  void names(int field, Names names, int[] column, int row) {
    int separator = separator(field);
    for (int i = 0, at = first(field); i < rows; i++, at += stride) {
      int from = places[at] + 1;
      int to = places[at + 1];
      if (isNoText(to - from) || text[to] != separator) {
        leave(i);
      } else {
        boolean absent = isAbsent(text, from, to);
        column[row + i] = absent ? Names.ABSENT : names.numberOf(text, from, to);
      }
    }
  }
}
