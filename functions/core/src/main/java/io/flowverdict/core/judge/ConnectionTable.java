package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.flowlog.FlowColumns;
import java.util.Arrays;

/// The connections of a generation of columns, with what the records of each direction tell
/// together. A connection is named by an even number, and each direction of it by that or the next
/// one.
final class ConnectionTable {

  private static final int CONNECTIONS = Conversations.WINDOWS_OF_GENERATION * FlowColumns.CAPACITY;

  private static final int PLACES = 2 * CONNECTIONS;
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final long UPPER_HALF = 0xFFFF_FFFF_0000_0000L;

  /// Of each connection: interface, protocol and families; the lower 64 bits of both addresses;
  /// both ports; then both sides, and both sides of the generation before.
  private static final int STRIDE = 8;

  private static final int FAMILIES = 0xFF;
  private static final int BOTH_IPV4 = (AddressColumn.IPV4 << 4) | AddressColumn.IPV4;

  private static final int SIDES = 4;
  private static final int SIDES_BEFORE = 6;

  private final long[] known = new long[CONNECTIONS * STRIDE];

  /// The upper 64 bits of both addresses; used with IPv6 only.
  private final long[] uppers = new long[CONNECTIONS * 2];

  /// By hash: half of the hash, and one more than the connection's index; 0 where there is none.
  private final long[] places = new long[PLACES];

  private int size;

  void clear() {
    Arrays.fill(places, 0);
    size = 0;
  }

  /// {@return the direction of the row's connection that the row shows, which is new in the table
  /// if need be; negative when the record does not tell its connection}
  ///
  /// @param before the connections of the generation before
  int find(FlowColumns columns, int row, ConnectionTable before) {
    AddressColumn from =
        columns.packetSource.family[row] != AddressColumn.ABSENT
            ? columns.packetSource
            : columns.source;
    AddressColumn to =
        columns.packetDestination.family[row] != AddressColumn.ABSENT
            ? columns.packetDestination
            : columns.destination;
    int fromFamily = from.family[row];
    int toFamily = to.family[row];
    int interfaceId = columns.interfaceId[row];
    int protocol = columns.protocol[row];
    if (fromFamily == AddressColumn.ABSENT
        || toFamily == AddressColumn.ABSENT
        || interfaceId < 0
        || protocol < 0) {
      return -1;
    }
    long who = who(interfaceId, protocol, fromFamily, toFamily);
    int fromPort = columns.sourcePort[row] + 1;
    int toPort = columns.destinationPort[row] + 1;
    return isOrdered(from, fromPort, to, toPort, row)
        ? find(
            who, from.low[row], to.low[row], from.high[row], to.high[row], fromPort, toPort, before)
        : find(
                who(interfaceId, protocol, toFamily, fromFamily),
                to.low[row],
                from.low[row],
                to.high[row],
                from.high[row],
                toPort,
                fromPort,
                before)
            | 1;
  }

  /// Whether both ends are of IPv4.
  private static boolean isIpv4(long who) {
    return (who & FAMILIES) == BOTH_IPV4;
  }

  private static long who(int interfaceId, int protocol, int lower, int upper) {
    return (long) interfaceId << 32 | protocol << 8 | lower << 4 | upper;
  }

  /// Whether the source is the lower end, in some order of all ends.
  private static boolean isOrdered(
      AddressColumn from, int fromPort, AddressColumn to, int toPort, int row) {
    if (from.low[row] != to.low[row]) {
      return from.low[row] < to.low[row];
    }
    if (from.family[row] != to.family[row]) {
      return from.family[row] < to.family[row];
    }
    boolean byHigh = from.family[row] == AddressColumn.IPV6 && from.high[row] != to.high[row];
    return byHigh ? from.high[row] < to.high[row] : fromPort <= toPort;
  }

  private int find(
      long who,
      long lower,
      long upper,
      long lowerHigh,
      long upperHigh,
      int lowerPort,
      int upperPort,
      ConnectionTable before) {
    long ports = (long) lowerPort << 32 | upperPort;
    long hash = hash(who, lower, upper, ports);
    int found = index(hash, who, lower, upper, lowerHigh, upperHigh, ports);
    if (found >= 0) {
      return 2 * found;
    }
    int index = size++;
    places[-found - 1] = (hash & UPPER_HALF) | (index + 1);
    int at = index * STRIDE;
    known[at] = who;
    known[at + 1] = lower;
    known[at + 2] = upper;
    known[at + 3] = ports;
    if (!isIpv4(who)) {
      uppers[2 * index] = lowerHigh;
      uppers[2 * index + 1] = upperHigh;
    }
    known[at + SIDES] = 0;
    known[at + SIDES + 1] = 0;
    int earlier = before.index(hash, who, lower, upper, lowerHigh, upperHigh, ports);
    known[at + SIDES_BEFORE] = earlier < 0 ? 0 : before.side(2 * earlier);
    known[at + SIDES_BEFORE + 1] = earlier < 0 ? 0 : before.side(2 * earlier + 1);
    return 2 * index;
  }

  private static long hash(long who, long lower, long upper, long ports) {
    long mixed = who * FACTOR ^ lower ^ Long.rotateLeft(upper, 21);
    mixed = (mixed ^ mixed >>> 29) * FACTOR ^ ports;
    mixed = (mixed ^ mixed >>> 32) * FACTOR;
    return mixed ^ mixed >>> 29;
  }

  /// The connection's index; when there is none, the negative place for it, minus one.
  private int index(
      long hash, long who, long lower, long upper, long lowerHigh, long upperHigh, long ports) {
    int place = (int) hash & (PLACES - 1);
    for (long held = places[place]; held != 0; held = places[place]) {
      if ((held & UPPER_HALF) == (hash & UPPER_HALF)) {
        int index = (int) held - 1;
        int at = index * STRIDE;
        if (known[at + 3] == ports
            && known[at + 1] == lower
            && known[at + 2] == upper
            && known[at] == who
            && (isIpv4(who)
                || (uppers[2 * index] == lowerHigh && uppers[2 * index + 1] == upperHigh))) {
          return index;
        }
      }
      place = (place + 1) & (PLACES - 1);
    }
    return -place - 1;
  }

  /// {@return what the records of one direction tell together}
  long side(int direction) {
    return known[(direction >> 1) * STRIDE + SIDES + (direction & 1)];
  }

  void setSide(int direction, long side) {
    known[(direction >> 1) * STRIDE + SIDES + (direction & 1)] = side;
  }

  /// {@return the same of the generation before}
  long sideBefore(int direction) {
    return known[(direction >> 1) * STRIDE + SIDES_BEFORE + (direction & 1)];
  }
}
