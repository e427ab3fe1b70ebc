package io.flowverdict.core.flowlog;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Fields that follow one another, and that most lines have as the line before them: records come
/// in bundles of one interface, one start and one end. Only lines that have others are read; what
/// they hold is spread to the lines after them. For one thread.
final class RepeatedFields {

  private final FlowLogField[] fields;

  /// The lines that have others than the line before them, without their other fields.
  final PlainLines distinct = new PlainLines();

  /// For each distinct line, which line it is; and for each line, which distinct one it is alike.
  private final int[] lineOf = new int[PlainLines.MOST];

  private final int[] alike = new int[PlainLines.MOST];

  private RepeatedFields(FlowLogField[] fields) {
    this.fields = fields;
  }

  /// {@return for each field of a line those that it is the first one of; null if there are none}
  static @Nullable RepeatedFields[] of(FlowLogField[] fields) {
    @Nullable RepeatedFields[] found = new RepeatedFields[fields.length];
    int from = 0;
    for (int i = 0; i < fields.length; i++) {
      boolean last = i + 1 == fields.length || !isRepeated(fields[i + 1]);
      if (!isRepeated(fields[i])) {
        from = i + 1;
      } else if (last) {
        found[from] = new RepeatedFields(Arrays.copyOfRange(fields, from, i + 1));
      }
    }
    return found;
  }

  /// Whether most lines have a field as the line before them.
  private static boolean isRepeated(FlowLogField field) {
    return switch (field) {
      case SRCADDR, DSTADDR, SRCPORT, DSTPORT, PROTOCOL, PACKETS, BYTES -> false;
      case PKT_SRCADDR, PKT_DSTADDR, TCP_FLAGS, FLOW_DIRECTION, TRAFFIC_PATH -> false;
      case ACTION, LOG_STATUS -> false;
      default -> true;
    };
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
    int[] at = lines.at;
    int[] next = lines.next;
    int[] ends = lines.ends;
    int count = 0;
    int before = 0;
    int length = Integer.MAX_VALUE;
    for (int i = 0; i < lines.rows; i++) {
      int from = at[i];
      if (length > ends[i] - from || Ascii.differ(text, from, before, length)) {
        int to = end(text, from, ends[i]);
        length = to - from;
        lineOf[count] = i;
        distinct.at[count] = from;
        distinct.ends[count++] = to;
      }
      alike[i] = count - 1;
      next[i] = from + length;
      before = from;
    }
    distinct.text = text;
    distinct.rows = count;
    lines.advance();
  }

  /// {@return the byte after these fields; that after the line if it has fewer}
  private int end(byte[] text, int from, int end) {
    int to = from;
    for (int i = 0; i < fields.length && to < end; i++) {
      to = Ascii.end(text, to) + 1;
    }
    return to;
  }

  /// Leaves out the first of the distinct lines that is left out, and those after it.
  ///
  /// @param found how many distinct lines there were
  void leave(PlainLines lines, int found) {
    distinct.end();
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
