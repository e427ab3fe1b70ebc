package io.flowverdict.core.flowlog;

import static io.flowverdict.core.flowlog.FlowColumns.ABSENT;

import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads plain lines of one format into columns: printable ASCII, single blanks, decimal numbers of
/// up to 16 digits. A line that it does not take is for [LineParser], which says what every line
/// means; what it takes, it reads alike.
final class ColumnParser {

  /// The place that stands for a value or a line that is not taken. Zeros follow it, so that no
  /// field after it is taken either.
  static final int NOT_TAKEN = 0;

  private static final long OK = word("OK");
  private static final long ACCEPT = word("ACCEPT");
  private static final long REJECT = word("REJECT");
  private static final long INGRESS = word("ingress");
  private static final long EGRESS = word("egress");

  /// Times that may be milliseconds are longer.
  private static final long LATEST = 99_999_999_999L;

  private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

  private final FlowLogField[] fields;
  private final boolean beginsAsDefault;
  private final AddressTexts addresses = new AddressTexts();

  ColumnParser(FlowLogFormat format) {
    List<String> columns = format.columns();
    List<String> defaults = FlowLogFormat.DEFAULT.columns();
    fields =
        columns.stream()
            .map(column -> FlowLogField.named(column).orElse(FlowLogField.VERSION))
            .toArray(FlowLogField[]::new);
    beginsAsDefault =
        columns.size() >= defaults.size() && columns.subList(0, defaults.size()).equals(defaults);
  }

  private static long word(String text) {
    return Ascii.word(Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 8), 0);
  }

  /// Reads a line into the row after the last one.
  ///
  /// @param text begins with a margin of zeros, as [Ascii] needs it
  /// @param from the line's first byte; a line feed follows somewhere
  /// @return the place of the line feed, or [#NOT_TAKEN]: then the row is undefined
  int parse(byte[] text, int from, FlowColumns columns) {
    int row = columns.size();
    int field = 0;
    int at = from;
    if (beginsAsDefault) {
      at = defaultFields(text, from, columns, row);
      field = FlowLogFormat.DEFAULT.columns().size();
    } else {
      at = field(fields[field++], text, at, columns, row);
    }
    while (field < fields.length) {
      at = field(fields[field++], text, after(text, at), columns, row);
    }
    return text[at] == '\n' && isConsistent(columns, row) ? at : NOT_TAKEN;
  }

  /// The place after a blank.
  private static int after(byte[] text, int at) {
    return text[at] == ' ' ? at + 1 : NOT_TAKEN;
  }

  /// Reads the fields of [FlowLogFormat#DEFAULT], which most formats begin with: as a loop over
  /// them would, but for the processor's sake without one.
  private int defaultFields(byte[] text, int from, FlowColumns columns, int row) {
    int at = passText(text, from);
    at = passText(text, after(text, at));
    at = name(text, after(text, at), columns.names(), columns.interfaceId, row);
    at = address(text, after(text, at), columns.source, row);
    at = address(text, after(text, at), columns.destination, row);
    at = port(text, after(text, at), columns.sourcePort, row);
    at = port(text, after(text, at), columns.destinationPort, row);
    at = octet(text, after(text, at), columns.protocol, row);
    at = count(text, after(text, at), columns.packets, row, Long.MAX_VALUE);
    at = count(text, after(text, at), columns.bytes, row, Long.MAX_VALUE);
    at = count(text, after(text, at), columns.start, row, LATEST);
    at = count(text, after(text, at), columns.end, row, LATEST);
    at = code(text, after(text, at), ACCEPT, REJECT, columns.action, row);
    return status(text, after(text, at));
  }

  private boolean isConsistent(FlowColumns columns, int row) {
    boolean ordered = columns.end[row] >= columns.start[row] || columns.end[row] == ABSENT;
    int families = columns.source.family[row] ^ columns.destination.family[row];
    return ordered && families != (AddressColumn.IPV4 ^ AddressColumn.IPV6);
  }

  /// Reads a field.
  ///
  /// @return the place after it, or [#NOT_TAKEN]
  private int field(FlowLogField field, byte[] text, int at, FlowColumns columns, int row) {
    return switch (field) {
      case INTERFACE_ID -> name(text, at, columns.names(), columns.interfaceId, row);
      case SRCADDR -> address(text, at, columns.source, row);
      case DSTADDR -> address(text, at, columns.destination, row);
      case PKT_SRCADDR -> address(text, at, columns.packetSource, row);
      case PKT_DSTADDR -> address(text, at, columns.packetDestination, row);
      case SRCPORT -> port(text, at, columns.sourcePort, row);
      case DSTPORT -> port(text, at, columns.destinationPort, row);
      case PROTOCOL -> octet(text, at, columns.protocol, row);
      case TCP_FLAGS -> octet(text, at, columns.tcpFlags, row);
      case PACKETS -> count(text, at, columns.packets, row, Long.MAX_VALUE);
      case BYTES -> count(text, at, columns.bytes, row, Long.MAX_VALUE);
      case START -> count(text, at, columns.start, row, LATEST);
      case END -> count(text, at, columns.end, row, LATEST);
      case ACTION -> code(text, at, ACCEPT, REJECT, columns.action, row);
      case FLOW_DIRECTION -> code(text, at, INGRESS, EGRESS, columns.direction, row);
      case LOG_STATUS -> status(text, at);
      case TRAFFIC_PATH -> passNumber(text, at);
      case REJECT_REASON -> name(text, at, columns.names(), columns.rejectReason, row);
      case RESOURCE_ID -> name(text, at, columns.names(), columns.resourceId, row);
      default -> passText(text, at);
    };
  }

  /// Passes over a text that is not too long.
  private static int passText(byte[] text, int at) {
    int end = at;
    while (end - at <= FlowRecord.LONGEST_TEXT) {
      long word = Ascii.word(text, end);
      long separators = Ascii.separators(word);
      if (Ascii.strange(word) != 0) {
        return NOT_TAKEN;
      }
      if (separators != 0) {
        int length = end + Ascii.before(separators) - at;
        return length == 0 || length > FlowRecord.LONGEST_TEXT ? NOT_TAKEN : at + length;
      }
      end += 8;
    }
    return NOT_TAKEN;
  }

  private static int passNumber(byte[] text, int at) {
    int digits = Ascii.digits(Ascii.word(text, at));
    return digits == 0 ? absent(text, at) : digits == 8 ? NOT_TAKEN : at + digits;
  }

  /// The place after a `-`.
  private static int absent(byte[] text, int at) {
    return text[at] == '-' ? at + 1 : NOT_TAKEN;
  }

  private static int port(byte[] text, int at, int[] column, int row) {
    long word = Ascii.word(text, at);
    int digits = Ascii.digits(word);
    if (digits == 0) {
      column[row] = ABSENT;
      return absent(text, at);
    }
    long number = Ascii.number(word, digits);
    column[row] = (int) number;
    return number > PortRange.MAX_PORT || digits == 8 ? NOT_TAKEN : at + digits;
  }

  private static int octet(byte[] text, int at, short[] column, int row) {
    long word = Ascii.word(text, at);
    int digits = Ascii.digits(word);
    if (digits == 0) {
      column[row] = ABSENT;
      return absent(text, at);
    }
    long number = Ascii.number(word, digits);
    column[row] = (short) number;
    return number > 255 || digits == 8 ? NOT_TAKEN : at + digits;
  }

  private static int count(byte[] text, int at, long[] column, int row, long largest) {
    long word = Ascii.word(text, at);
    int digits = Ascii.digits(word);
    if (digits == 0) {
      column[row] = ABSENT;
      return absent(text, at);
    }
    long number = Ascii.number(word, digits);
    if (digits == 8) {
      long further = Ascii.word(text, at + 8);
      int more = Ascii.digits(further);
      if (more == 8) {
        return NOT_TAKEN;
      }
      number = more == 0 ? number : number * POWERS[more] + Ascii.number(further, more);
      digits += more;
    }
    column[row] = number;
    return number > largest ? NOT_TAKEN : at + digits;
  }

  /// One of two words, 1 and 2 in [FlowColumns].
  private static int code(byte[] text, int at, long one, long two, byte[] column, int row) {
    long word = Ascii.word(text, at);
    int length = Ascii.before(Ascii.separators(word));
    long first = Ascii.first(word, length);
    if (first != one && first != two) {
      column[row] = ABSENT;
      return absent(text, at);
    }
    column[row] = (byte) (first == one ? 1 : 2);
    return at + length;
  }

  /// A status of a record; rows with another one are none.
  private static int status(byte[] text, int at) {
    return Ascii.first(Ascii.word(text, at), 2) == OK ? at + 2 : absent(text, at);
  }

  private static int name(byte[] text, int at, Names names, int[] column, int row) {
    int end = passText(text, at);
    boolean named = end != NOT_TAKEN && (end - at != 1 || text[at] != '-');
    column[row] = named ? names.numberOf(text, at, end) : Names.ABSENT;
    return end;
  }

  private int address(byte[] text, int at, AddressColumn column, int row) {
    long first = Ascii.word(text, at);
    long second = 0;
    int length = Ascii.before(Ascii.separators(first));
    if (length < 8) {
      first = Ascii.first(first, length);
    } else {
      second = Ascii.word(text, at + 8);
      int more = Ascii.before(Ascii.separators(second));
      second = Ascii.first(second, more);
      length += more;
    }
    long ipv4 =
        length < 7 || length > 15
            ? Ascii.NONE
            : addresses.ipv4(first, second, text, at, at + length);
    if (ipv4 < 0) {
      return otherAddress(text, at, column, row);
    }
    column.family[row] = AddressColumn.IPV4;
    column.high[row] = 0;
    column.low[row] = ipv4;
    return at + length;
  }

  private static int otherAddress(byte[] text, int at, AddressColumn column, int row) {
    int end = passText(text, at);
    if (end == NOT_TAKEN) {
      return NOT_TAKEN;
    }
    if (end - at == 1 && text[at] == '-') {
      column.family[row] = AddressColumn.ABSENT;
      return end;
    }
    Optional<IpAddress> address =
        IpAddress.tryParse(new String(text, at, end - at, StandardCharsets.ISO_8859_1));
    column.set(row, address.orElse(null));
    return address.isPresent() ? end : NOT_TAKEN;
  }
}
