package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.flowlog.FlowColumns;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// By which values the connection of each row of some columns is known: those of [Connection], as
/// numbers that are the same for both directions. Mutable: it is filled again and again.
///
/// An end of a connection is the port plus one and, above it, 47 bits of the address: that is all
/// of an address of IPv4, and a hash of one of IPv6.
final class ConnectionKeys {

  /// How many numbers [#addresses] has of a row.
  static final int ADDRESSES = 4;

  private static final int FAMILIES = 0xFF;
  private static final int BOTH_IPV4 = families(AddressColumn.IPV4, AddressColumn.IPV4);
  private static final int PORT_BITS = 17;
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final byte[] ALL_IPV4 = families(AddressColumn.IPV4);
  private static final byte[] ALL_ABSENT = families(AddressColumn.ABSENT);

  /// The end that is lower in some order of all ends.
  final long[] lower = new long[FlowColumns.CAPACITY];

  final long[] upper = new long[FlowColumns.CAPACITY];

  /// 1 where the upper end sent the record, 0 where the lower one did.
  final long[] isBack = new long[FlowColumns.CAPACITY];

  /// Interface, protocol and the families of both ends; negative where the record does not tell its
  /// connection.
  final long[] who = new long[FlowColumns.CAPACITY];

  /// A hash of these three, evenly spread in its upper half.
  final long[] hash = new long[FlowColumns.CAPACITY];

  /// The upper and the lower 64 bits of the lower and of the upper end's address; only where they
  /// are not both of IPv4.
  final long[] addresses = new long[ADDRESSES * FlowColumns.CAPACITY];

  private static byte[] families(byte family) {
    byte[] families = new byte[FlowColumns.CAPACITY];
    Arrays.fill(families, family);
    return families;
  }

  private static int families(byte lower, byte upper) {
    return (lower << 4) | upper;
  }

  /// Whether both ends are of IPv4.
  static boolean isIpv4(long who) {
    return (who & FAMILIES) == BOTH_IPV4;
  }

  /// Reads the rows of these columns. Those that are no records have any key.
  void read(FlowColumns columns) {
    int rows = columns.size();
    AddressColumn from = allIpv4(columns.packetSource, columns.source, rows);
    AddressColumn to = allIpv4(columns.packetDestination, columns.destination, rows);
    if (from != null && to != null) {
      readEnds(from.low, columns.sourcePort, lower, rows);
      readEnds(to.low, columns.destinationPort, upper, rows);
      order(rows);
      readWho(columns.interfaceId, columns.protocol, rows);
    } else {
      for (int row = 0; row < rows; row++) {
        read(columns, row);
      }
    }
    readHashes(rows);
  }

  /// The column of one end's address if it is the same for all rows, and all are of IPv4.
  private static @Nullable AddressColumn allIpv4(
      AddressColumn packet, AddressColumn shown, int rows) {
    if (Arrays.equals(packet.family, 0, rows, ALL_IPV4, 0, rows)) {
      return packet;
    }
    return Arrays.equals(packet.family, 0, rows, ALL_ABSENT, 0, rows)
            && Arrays.equals(shown.family, 0, rows, ALL_IPV4, 0, rows)
        ? shown
        : null;
  }

  private static void readEnds(long[] addresses, int[] ports, long[] ends, int rows) {
    for (int row = 0; row < rows; row++) {
      ends[row] = (addresses[row] << PORT_BITS) | (ports[row] + 1);
    }
  }

  /// Puts the sender's end and the receiver's in order.
  private void order(int rows) {
    for (int row = 0; row < rows; row++) {
      isBack[row] = (upper[row] - lower[row]) >>> 63;
    }
    for (int row = 0; row < rows; row++) {
      long least = Math.min(lower[row], upper[row]);
      upper[row] = Math.max(lower[row], upper[row]);
      lower[row] = least;
    }
  }

  private void readWho(int[] interfaceId, short[] protocol, int rows) {
    for (int row = 0; row < rows; row++) {
      who[row] = who(interfaceId[row], protocol[row], BOTH_IPV4);
    }
  }

  /// Negative where the interface or the protocol is.
  private static long who(int interfaceId, int protocol, int families) {
    return ((long) interfaceId << 32) | ((long) protocol << 8) | families;
  }

  private void readHashes(int rows) {
    for (int row = 0; row < rows; row++) {
      hash[row] =
          lower[row] * FACTOR
              + upper[row] * 0xC2B2_AE3D_27D4_EB4FL
              + who[row] * 0xD6E8_FEB8_6659_FD93L;
    }
    for (int row = 0; row < rows; row++) {
      hash[row] = (hash[row] ^ (hash[row] >>> 32)) * FACTOR;
    }
  }

  private void read(FlowColumns columns, int row) {
    AddressColumn from = recorded(columns.packetSource, columns.source, row);
    AddressColumn to = recorded(columns.packetDestination, columns.destination, row);
    if (from.family[row] == AddressColumn.ABSENT || to.family[row] == AddressColumn.ABSENT) {
      who[row] = -1;
      return;
    }
    long sender = end(from, row, columns.sourcePort[row]);
    long receiver = end(to, row, columns.destinationPort[row]);
    boolean back = sender != receiver ? sender > receiver : isAbove(from, to, row);
    isBack[row] = back ? 1 : 0;
    lower[row] = back ? receiver : sender;
    upper[row] = back ? sender : receiver;
    int families =
        back
            ? families(to.family[row], from.family[row])
            : families(from.family[row], to.family[row]);
    who[row] = who(columns.interfaceId[row], columns.protocol[row], families);
    if (families != BOTH_IPV4) {
      readAddresses(back ? to : from, back ? from : to, row);
    }
  }

  private static long end(AddressColumn address, int row, int port) {
    long bits = address.low[row] + address.high[row] * FACTOR;
    return (bits << PORT_BITS) | (port + 1);
  }

  private static AddressColumn recorded(AddressColumn packet, AddressColumn shown, int row) {
    return packet.family[row] != AddressColumn.ABSENT ? packet : shown;
  }

  /// Whether the source is above the destination where their numbers as ends are the same.
  private static boolean isAbove(AddressColumn from, AddressColumn to, int row) {
    if (from.family[row] != to.family[row]) {
      return from.family[row] > to.family[row];
    }
    return from.high[row] != to.high[row]
        ? from.high[row] > to.high[row]
        : from.low[row] > to.low[row];
  }

  private void readAddresses(AddressColumn lowest, AddressColumn highest, int row) {
    int at = ADDRESSES * row;
    addresses[at] = lowest.high[row];
    addresses[at + 1] = lowest.low[row];
    addresses[at + 2] = highest.high[row];
    addresses[at + 3] = highest.low[row];
  }
}
