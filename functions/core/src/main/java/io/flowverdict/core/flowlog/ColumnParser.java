package io.flowverdict.core.flowlog;

import static io.flowverdict.core.flowlog.FlowColumns.ABSENT;

import io.flowverdict.core.net.PortRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads plain lines of one format into columns: visible ASCII, single blanks, decimal numbers of
/// up to 16 digits. A line that it does not take is for [LineParser], which says what every line
/// means; what it takes, it reads alike.
final class ColumnParser {

  private static final long ACCEPT = PlainLines.word("ACCEPT");
  private static final long REJECT = PlainLines.word("REJECT");
  private static final long INGRESS = PlainLines.word("ingress");
  private static final long EGRESS = PlainLines.word("egress");

  /// Times that may be milliseconds are longer.
  private static final long LATEST = 99_999_999_999L;

  private final FlowLogField[] fields;
  private final PlainLines lines;

  /// For each field those that it is the last one of; null if there are none.
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
    lines = new PlainLines(fields.length, fields.length, '\n');
    repeated = RepeatedFields.of(fields);
  }

  /// Reads lines into the rows after the last one, up to one that it does not take.
  ///
  /// @param text whole lines, with a margin as [Ascii] needs it
  /// @param separators those of the text
  /// @param before the index of the separator before the first line
  /// @return the index of the separator that ends the last line that was taken
  int parse(byte[] text, Separators separators, int before, FlowColumns columns) {
    int line = before;
    int tried = Math.min(most, tried(separators, line, columns));
    while (tried > 0) {
      lines.begin(text, separators.places, line, tried);
      readFields(columns);
      columns.commit(lines.rows);
      line += lines.rows * fields.length;
      if (lines.rows < tried) {
        most = lines.rows + 1;
        return line;
      }
      most = Math.min(2 * most, PlainLines.MOST);
      tried = Math.min(most, tried(separators, line, columns));
    }
    return line;
  }

  private int tried(Separators separators, int line, FlowColumns columns) {
    int left = (separators.last() - line) / fields.length;
    return Math.min(left, FlowColumns.CAPACITY - columns.size());
  }

  /// Reads the last field first: it ends with the line, and the status, which tells what is no
  /// record, is among the last ones.
  private void readFields(FlowColumns columns) {
    int row = columns.size();
    for (int field = fields.length - 1; field >= 0 && lines.rows > 0; field--) {
      RepeatedFields run = repeated[field];
      if (run == null) {
        read(fields[field], lines, field, columns, row);
      } else {
        read(run, columns, row);
        field -= run.count() - 1;
      }
    }
    for (int i = 0; i < lines.rows; i++) {
      if (!isConsistent(columns, row + i)) {
        lines.leave(i);
      }
    }
  }

  /// Reads what only some lines have for themselves.
  private void read(RepeatedFields run, FlowColumns columns, int row) {
    run.find(lines);
    int found = run.distinct.rows;
    for (int field = run.count() - 1; field >= 0 && run.distinct.rows > 0; field--) {
      read(run.field(field), run.distinct, field, columns, row);
    }
    run.leave(lines, found);
    run.spread(columns, row, lines.rows);
  }

  private static boolean isConsistent(FlowColumns columns, int row) {
    boolean ordered = columns.end[row] >= columns.start[row] || columns.end[row] == ABSENT;
    int families = columns.source.family[row] ^ columns.destination.family[row];
    return ordered && families != (AddressColumn.IPV4 ^ AddressColumn.IPV6);
  }

  private void read(FlowLogField named, PlainLines lines, int field, FlowColumns columns, int row) {
    switch (named) {
      case INTERFACE_ID -> lines.names(field, columns.names(), columns.interfaceId, row);
      case SRCADDR -> addresses.read(lines, field, columns.source, row);
      case DSTADDR -> addresses.read(lines, field, columns.destination, row);
      case PKT_SRCADDR -> addresses.read(lines, field, columns.packetSource, row);
      case PKT_DSTADDR -> addresses.read(lines, field, columns.packetDestination, row);
      case SRCPORT -> ports(lines, field, columns.sourcePort, row);
      case DSTPORT -> ports(lines, field, columns.destinationPort, row);
      case PROTOCOL -> octets(lines, field, columns.protocol, row);
      case TCP_FLAGS -> octets(lines, field, columns.tcpFlags, row);
      case PACKETS -> counts(lines, field, columns.packets, row, Long.MAX_VALUE);
      case BYTES -> counts(lines, field, columns.bytes, row, Long.MAX_VALUE);
      case START -> counts(lines, field, columns.start, row, LATEST);
      case END -> counts(lines, field, columns.end, row, LATEST);
      case ACTION -> lines.codes(field, ACCEPT, REJECT, columns.action, row);
      case FLOW_DIRECTION -> lines.codes(field, INGRESS, EGRESS, columns.direction, row);
      case LOG_STATUS -> lines.passStatus(field);
      case TRAFFIC_PATH -> decimals.read(lines, field, Integer.MAX_VALUE);
      case REJECT_REASON -> lines.names(field, columns.names(), columns.rejectReason, row);
      case RESOURCE_ID -> lines.names(field, columns.names(), columns.resourceId, row);
      default -> lines.passText(field);
    }
  }

  private void ports(PlainLines lines, int field, int[] column, int row) {
    long[] numbers = decimals.read(lines, field, PortRange.MAX_PORT);
    int rows = lines.rows;
    for (int i = 0; i < rows; i++) {
      column[row + i] = (int) numbers[i];
    }
  }

  private void octets(PlainLines lines, int field, short[] column, int row) {
    long[] numbers = decimals.read(lines, field, 255);
    int rows = lines.rows;
    for (int i = 0; i < rows; i++) {
      column[row + i] = (short) numbers[i];
    }
  }

  private void counts(PlainLines lines, int field, long[] column, int row, long largest) {
    System.arraycopy(decimals.read(lines, field, largest), 0, column, row, lines.rows);
  }
}
