package io.flowverdict.parquet;

import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowLogField;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Names;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says what number stands for a value of a field: the number, the seconds since 1970 of a time,
/// the number of a name in [Names], a code of [FlowColumns], or an address as [#address(long)]
/// tells it.
///
/// It takes the values that rows are usually made of; [#OTHER] is for any that it leaves to
/// [io.flowverdict.core.flowlog.RowParser], which says what every value means.
final class CellValues {

  static final long ABSENT = FlowColumns.ABSENT;
  static final long OTHER = -2;

  /// What says that a row is a record.
  private static final long RECORD = 0;

  private static final long IPV6 = 1L << 32;

  /// Longer times may be milliseconds.
  private static final long LATEST_IN_SECONDS = 100_000_000_000L;

  private final FlowLogField field;
  private final Names names;
  private final List<IpAddress> ipv6 = new ArrayList<>();

  CellValues(FlowLogField field, Names names) {
    this.field = field;
    this.names = names;
  }

  /// {@return what stands for a number, which has no sign}
  long of(long number) {
    return switch (field) {
      case SRCPORT, DSTPORT -> upTo(PortRange.MAX_PORT, number);
      case PROTOCOL, TCP_FLAGS -> upTo(255, number);
      case PACKETS, BYTES -> upTo(Long.MAX_VALUE, number);
      case START, END -> upTo(LATEST_IN_SECONDS - 1, number);
      case ACCOUNT_ID -> number < 0 ? OTHER : RECORD;
      default -> OTHER;
    };
  }

  private static long upTo(long largest, long number) {
    return number < 0 || number > largest ? OTHER : number;
  }

  /// {@return what stands for a text}
  long of(byte[] text, int from, int to) {
    int length = to - from;
    if (length == 0 || (length == 1 && text[from] == '-')) {
      return ABSENT;
    }
    return switch (field) {
      case SRCADDR, DSTADDR, PKT_SRCADDR, PKT_DSTADDR -> address(text, from, to);
      case ACTION -> code(text, from, to, "ACCEPT", "REJECT");
      case FLOW_DIRECTION -> code(text, from, to, "ingress", "egress");
      case LOG_STATUS -> is(text, from, to, "OK") ? RECORD : OTHER;
      case ACCOUNT_ID -> isName(text, from, to) ? RECORD : OTHER;
      case INTERFACE_ID, REJECT_REASON, RESOURCE_ID ->
          isName(text, from, to) ? names.numberOf(text, from, to) : OTHER;
      default -> of(digits(text, from, to));
    };
  }

  /// {@return the number that digits are; less than 0 when they are none or too many}
  private static long digits(byte[] text, int from, int to) {
    if (to - from > 18) {
      return OTHER;
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return OTHER;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  /// Whether a text is one word of ASCII, and not too long for a name.
  private static boolean isName(byte[] text, int from, int to) {
    if (to - from > FlowRecord.LONGEST_TEXT) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text[i] <= ' ' || text[i] == 0x7F) {
        return false;
      }
    }
    return true;
  }

  /// 1 for the first word and 2 for the second one, as [FlowColumns] has them.
  private static long code(byte[] text, int from, int to, String one, String two) {
    if (is(text, from, to, one)) {
      return 1;
    }
    return is(text, from, to, two) ? 2 : OTHER;
  }

  private static boolean is(byte[] text, int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text[i] != word.charAt(i - from)) {
        return false;
      }
    }
    return true;
  }

  private long address(byte[] text, int from, int to) {
    long ipv4 = ipv4(text, from, to);
    if (ipv4 >= 0 || !isName(text, from, to)) {
      return ipv4;
    }
    Optional<IpAddress> address =
        IpAddress.tryParse(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
    if (address.isEmpty()) {
      return OTHER;
    }
    if (address.get().family() == IpFamily.IPV4) {
      return address.get().low();
    }
    ipv6.add(address.get());
    return IPV6 + ipv6.size() - 1;
  }

  /// The address that four numbers without needless zeros are; else [#OTHER].
  private static long ipv4(byte[] text, int from, int to) {
    long address = 0;
    int part = 0;
    int digits = 0;
    int dots = 0;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      if (digit >= 0 && digit <= 9 && (digits == 0 || part > 0) && part < 26) {
        part = 10 * part + digit;
        digits++;
      } else if (text[i] == '.' && digits > 0 && part < 256 && dots < 3) {
        address = address << 8 | part;
        dots++;
        part = 0;
        digits = 0;
      } else {
        return OTHER;
      }
    }
    return dots == 3 && digits > 0 && part < 256 ? address << 8 | part : OTHER;
  }

  static boolean isIpv6(long value) {
    return value >= IPV6;
  }

  /// {@return the IPv6 address that a value stands for}
  IpAddress address(long value) {
    return ipv6.get((int) (value - IPV6));
  }

  /// How many IPv6 addresses are known.
  int addresses() {
    return ipv6.size();
  }

  /// Forgets the IPv6 addresses after the first ones.
  void forgetAfter(int count) {
    ipv6.subList(count, ipv6.size()).clear();
  }
}
