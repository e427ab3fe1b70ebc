package io.flowverdict.core.flowlog;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Fields that follow one another, and that most lines have as the line before them: records come
/// in bundles of one interface, one start and one end. Only lines that have others are read; what
/// they hold is spread to the lines after them. For one thread.
final class RepeatedFields {

  private static final int WORD = 8;

  private final FlowLogField[] fields;

  /// The index of the first of them in the line.
  private final int first;

  /// The lines that have others than the line before them, without their other fields.
  final PlainLines distinct;

  private final int[] places;

  /// For each distinct line, which line it is; and for each line, which distinct one it is alike.
  private final int[] lineOf = new int[PlainLines.MOST];

  private final int[] alike = new int[PlainLines.MOST];

  /// @param fields of a line
  /// @param from the index of the first of these
  /// @param to the index after the last one
  private RepeatedFields(FlowLogField[] fields, int from, int to) {
    this.fields = Arrays.copyOfRange(fields, from, to);
    this.first = from;
    int end = to == fields.length ? '\n' : ' ';
    this.distinct = new PlainLines(to - from, to - from + 1, end);
    this.places = new int[PlainLines.MOST * distinct.stride];
  }

  /// {@return for each field of a line those that it is the last one of; null if there are none:
  /// fields without columns are passed over sooner than compared}
  static @Nullable RepeatedFields[] of(FlowLogField[] fields) {
    @Nullable RepeatedFields[] found = new RepeatedFields[fields.length];
    int from = 0;
    for (int i = 0; i < fields.length; i++) {
      boolean last = i + 1 == fields.length || !isRepeated(fields[i + 1]);
      if (!isRepeated(fields[i])) {
        from = i + 1;
      } else if (last && i > from && hasColumn(fields, from, i + 1)) {
        found[i] = new RepeatedFields(fields, from, i + 1);
      }
    }
    return found;
  }

  /// Whether most lines have a field as the line before them.
  private static boolean isRepeated(FlowLogField field) {
    return switch (field) {
      case SRCADDR, DSTADDR, SRCPORT, DSTPORT, PROTOCOL, PACKETS, BYTES -> false;
      case PKT_SRCADDR, PKT_DSTADDR, TCP_FLAGS, FLOW_DIRECTION, TRAFFIC_PATH -> false;
      default -> true;
    };
  }

  private static boolean hasColumn(FlowLogField[] fields, int from, int to) {
    return Arrays.stream(fields, from, to)
        .anyMatch(field ->
            switch (field) {
              case INTERFACE_ID, START, END, ACTION, REJECT_REASON, RESOURCE_ID -> true;
              default -> false;
            });
  }

  /// How many fields these are.
  int count() {
    return fields.length;
  }

  FlowLogField field(int index) {
    return fields[index];
  }

  /// Finds the distinct lines: the first line is one.
  void find(PlainLines lines) {
    byte[] text = lines.text;
    int[] from = lines.places;
    int count = 0;
    int before = from[lines.first(first)] + 1;
    int lengthBefore = 0;
    for (int i = 0, at = lines.first(first); i < lines.rows; i++, at += lines.stride) {
      int begin = from[at] + 1;
      int length = from[at + fields.length] + 1 - begin;
      lineOf[count] = i;
      count += length == lengthBefore ? different(text, begin, before, length) : 1;
      alike[i] = count - 1;
      before = begin;
      lengthBefore = length;
    }
    take(lines, count);
  }

  /// Takes over the places of the distinct lines.
  private void take(PlainLines lines, int count) {
    int[] from = lines.places;
    int[] places = this.places;
    int stride = distinct.stride;
    for (int i = 0, to = 0; i < count; i++) {
      int at = lines.first(first) + lineOf[i] * lines.stride;
      for (int end = to + stride; to < end; to++, at++) {
        places[to] = from[at];
      }
    }
    distinct.begin(lines.text, places, count);
  }

  /// 1 if two texts of this length are different, 0 if not: a number, as whether they are cannot be
  /// foretold.
  private static int different(byte[] text, int one, int other, int length) {
    int last = length - WORD;
    long different = Ascii.word(text, one + last) ^ Ascii.word(text, other + last);
    different >>>= last < 0 ? -Byte.SIZE * last : 0;
    for (int i = 0; i < last; i += WORD) {
      different |= Ascii.word(text, one + i) ^ Ascii.word(text, other + i);
    }
    return (int) ((different | -different) >>> 63);
  }

  /// Leaves out the first of the distinct lines that is left out, and those after it.
  ///
  /// @param found how many distinct lines there were
  void leave(PlainLines lines, int found) {
    if (distinct.rows < found) {
      lines.leave(lineOf[distinct.rows]);
    }
  }

  /// Gives each row what was read for the distinct line that it is alike: until then, the rows are
  /// those of the distinct lines.
  void spread(FlowColumns columns, int row, int rows) {
    for (FlowLogField field : fields) {
      switch (field) {
        case INTERFACE_ID -> spread(columns.interfaceId, row, rows);
        case START -> spread(columns.start, row, rows);
        case END -> spread(columns.end, row, rows);
        case ACTION -> spread(columns.action, row, rows);
        case REJECT_REASON -> spread(columns.rejectReason, row, rows);
        case RESOURCE_ID -> spread(columns.resourceId, row, rows);
        default -> {}
      }
    }
  }

  private void spread(int[] column, int row, int rows) {
    for (int i = rows - 1; i > 0; i--) {
      column[row + i] = column[row + alike[i]];
    }
  }

  private void spread(long[] column, int row, int rows) {
    for (int i = rows - 1; i > 0; i--) {
      column[row + i] = column[row + alike[i]];
    }
  }

  private void spread(byte[] column, int row, int rows) {
    for (int i = rows - 1; i > 0; i--) {
      column[row + i] = column[row + alike[i]];
    }
  }
}
