package io.flowverdict.core.flowlog;

import static io.flowverdict.core.flowlog.FlowColumns.ABSENT;

import io.flowverdict.core.net.PortRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads plain lines of one format into columns: visible ASCII, single blanks, decimal numbers of
/// up to 15 digits. A line that it does not take is for [LineParser], which says what every line
/// means; what it takes, it reads alike.
final class ColumnParser {

  private static final Word ACCEPT = Word.of("ACCEPT");
  private static final Word REJECT = Word.of("REJECT");
  private static final Word INGRESS = Word.of("ingress");
  private static final Word EGRESS = Word.of("egress");

  /// Times that may be milliseconds are longer.
  private static final long LATEST = 99_999_999_999L;

  private final FlowLogField[] fields;
  private final PlainLines lines = new PlainLines();

  /// For each field those that it is the first one of; null if there are none.
  private final @Nullable RepeatedFields[] repeated;

  private final Decimals decimals = new Decimals();
  private final AddressTexts addresses = new AddressTexts();

  /// How many lines are tried next: fewer after one that was not taken, so that little is read
  /// twice.
  private int most = PlainLines.MOST;

  ColumnParser(FlowLogFormat format) {
    List<String> columns = format.columns();
    fields =
        columns.stream()
            .map(column -> FlowLogField.named(column).orElse(FlowLogField.VERSION))
            .toArray(FlowLogField[]::new);
    repeated = RepeatedFields.of(fields);
  }

  /// Reads lines into the rows after the last one, up to one that it does not take.
  ///
  /// @param text with a margin as [Ascii] needs it
  /// @param from where the first line begins
  /// @param to the byte after the last line feed
  /// @return the byte after the last line that was taken
  int parse(byte[] text, int from, int to, FlowColumns columns) {
    int line = from;
    while (line < to && !columns.isFull()) {
      lines.begin(text, line, to, Math.min(most, FlowColumns.CAPACITY - columns.size()));
      int tried = lines.rows;
      readFields(columns);
      int rows = lines.rows;
      columns.commit(rows);
      line = rows == 0 ? line : lines.ends[rows - 1];
      if (rows == 0 || rows < tried) {
        most = rows + 1;
        return line;
      }
      most = Math.min(2 * most, PlainLines.MOST);
    }
    return line;
  }

  private void readFields(FlowColumns columns) {
    int row = columns.size();
    int field = 0;
    while (field < fields.length) {
      RepeatedFields run = repeated[field];
      if (run == null) {
        read(fields[field], lines, separator(field), columns, row);
        field++;
      } else {
        read(run, field, columns, row);
        field += run.count();
      }
    }
    lines.end();
    for (int i = 0; i < lines.rows; i++) {
      if (!isConsistent(columns, row + i)) {
        lines.leave(i);
      }
    }
  }

  private int separator(int field) {
    return field == fields.length - 1 ? '\n' : ' ';
  }

  /// Reads what only some lines have for themselves.
  private void read(RepeatedFields run, int first, FlowColumns columns, int row) {
    run.find(lines);
    int found = run.distinct.rows;
    for (int i = 0; i < run.count(); i++) {
      read(run.field(i), run.distinct, separator(first + i), columns, row);
    }
    run.leave(lines, found);
    run.spread(columns, row, lines.rows);
  }

  private static boolean isConsistent(FlowColumns columns, int row) {
    boolean ordered = columns.end[row] >= columns.start[row] || columns.end[row] == ABSENT;
    int families = columns.source.family[row] ^ columns.destination.family[row];
    return ordered && families != (AddressColumn.IPV4 ^ AddressColumn.IPV6);
  }

  private void read(
      FlowLogField named, PlainLines lines, int separator, FlowColumns columns, int row) {
    switch (named) {
      case INTERFACE_ID -> lines.names(separator, columns.names(), columns.interfaceId, row);
      case SRCADDR -> addresses.read(lines, separator, columns.source, row);
      case DSTADDR -> addresses.read(lines, separator, columns.destination, row);
      case PKT_SRCADDR -> addresses.read(lines, separator, columns.packetSource, row);
      case PKT_DSTADDR -> addresses.read(lines, separator, columns.packetDestination, row);
      case SRCPORT -> ports(lines, separator, columns.sourcePort, row);
      case DSTPORT -> ports(lines, separator, columns.destinationPort, row);
      case PROTOCOL -> octets(lines, separator, columns.protocol, row);
      case TCP_FLAGS -> octets(lines, separator, columns.tcpFlags, row);
      case PACKETS -> counts(lines, separator, columns.packets, row, Long.MAX_VALUE);
      case BYTES -> counts(lines, separator, columns.bytes, row, Long.MAX_VALUE);
      case START -> counts(lines, separator, columns.start, row, LATEST);
      case END -> counts(lines, separator, columns.end, row, LATEST);
      case ACTION -> lines.codes(separator, ACCEPT, REJECT, columns.action, row);
      case FLOW_DIRECTION -> lines.codes(separator, INGRESS, EGRESS, columns.direction, row);
      case LOG_STATUS -> lines.passStatus(separator);
      case TRAFFIC_PATH -> decimals.read(lines, separator, Integer.MAX_VALUE);
      case REJECT_REASON -> lines.names(separator, columns.names(), columns.rejectReason, row);
      case RESOURCE_ID -> lines.names(separator, columns.names(), columns.resourceId, row);
      default -> lines.passText(separator);
    }
  }

  private void ports(PlainLines lines, int separator, int[] column, int row) {
    long[] numbers = decimals.read(lines, separator, PortRange.MAX_PORT);
    int rows = lines.rows;
    for (int i = 0; i < rows; i++) {
      column[row + i] = (int) numbers[i];
    }
  }

  private void octets(PlainLines lines, int separator, short[] column, int row) {
    long[] numbers = decimals.read(lines, separator, 255);
    int rows = lines.rows;
    for (int i = 0; i < rows; i++) {
      column[row + i] = (short) numbers[i];
    }
  }

  private void counts(PlainLines lines, int separator, long[] column, int row, long largest) {
    System.arraycopy(decimals.read(lines, separator, largest), 0, column, row, lines.rows);
  }
}
