package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.FlowColumns;
import java.util.Arrays;

/// The connections of a generation of columns, with what the records of each direction tell
/// together: a hash table to which connections are only added. Mutable.
///
/// A connection is named by the place of its sides, which is even, and each direction of it by that
/// or the next one.
final class ConnectionTable {

  private static final int CONNECTIONS = Conversations.WINDOWS_OF_GENERATION * FlowColumns.CAPACITY;

  private static final int STRIDE = 6;
  private static final int WHO = 2;
  private static final int BEFORE = 3;
  private static final int SIDES = 4;

  /// The direction of records that do not tell their connection: no record tells anything of it or
  /// of its other direction.
  static final int UNTOLD = STRIDE * CONNECTIONS + SIDES;

  /// How many connections a bucket has at the most.
  private static final int BUCKET = 8;

  private static final int BUCKETS = 2 * CONNECTIONS / BUCKET;

  /// The highest bits of a hash tell connections of a bucket apart, the next ones are the bucket.
  private static final int TAG_SHIFT = Long.SIZE - 7;

  private static final int BUCKET_SHIFT = TAG_SHIFT - Integer.numberOfTrailingZeros(BUCKETS);

  private static final long EACH_LOWEST = 0x0101_0101_0101_0101L;
  private static final long EACH_HIGHEST = 0x8080_8080_8080_8080L;

  /// Of each bucket the tags of its connections: a byte with the highest bit set for each, from the
  /// lowest byte on, and 0 where there are no more.
  private final long[] tags = new long[BUCKETS];

  /// The connections of each bucket, in the order of its tags.
  private final char[] members = new char[BUCKET * BUCKETS];

  /// Of each connection, as [ConnectionKeys] has them, the lower end, the upper one and who; then
  /// the same connection of the generation before, negative where that has none; then both sides,
  /// as [PackedSide] has them.
  private final long[] entries = new long[STRIDE * (CONNECTIONS + 1)];

  private final long[] addresses = new long[ConnectionKeys.ADDRESSES * CONNECTIONS];

  private int size;

  ConnectionTable() {
    clear();
  }

  void clear() {
    Arrays.fill(tags, 0);
    size = 0;
    entries[UNTOLD - 1] = -1;
    entries[UNTOLD] = PackedSide.NONE;
    entries[UNTOLD + 1] = PackedSide.NONE;
  }

  /// Finds the direction of a connection that each row shows; connections that the table does not
  /// have become part of it.
  ///
  /// @param keys of the columns
  /// @param earlier the generation before
  /// @param directions is filled
  void find(FlowColumns columns, ConnectionKeys keys, ConnectionTable earlier, int[] directions) {
    int rows = columns.size();
    for (int row = 0; row < rows; row++) {
      boolean isTold = keys.who[row] >= 0 && columns.isRecord(row);
      directions[row] = isTold ? find(keys, row, earlier) + (int) keys.isBack[row] : UNTOLD;
    }
  }

  private int find(ConnectionKeys asked, int row, ConnectionTable earlier) {
    int found = sides(asked, row);
    return found >= 0 ? found : add(asked, row, ~found, earlier.sides(asked, row));
  }

  /// The place of the sides of a row's connection; when there is none, the complement of a bucket
  /// for it.
  private int sides(ConnectionKeys asked, int row) {
    long hash = asked.hash[row];
    long tag = tag(hash) * EACH_LOWEST;
    int bucket = (int) (hash >>> BUCKET_SHIFT) & (BUCKETS - 1);
    while (true) {
      long held = tags[bucket];
      for (long alike = zeros(held ^ tag); alike != 0; alike &= alike - 1) {
        int index = members[BUCKET * bucket + (Long.numberOfTrailingZeros(alike) >>> 3)];
        if (isAt(index, asked, row)) {
          return STRIDE * index + SIDES;
        }
      }
      if (held >= 0) {
        return ~bucket;
      }
      bucket = (bucket + 1) & (BUCKETS - 1);
    }
  }

  private static long tag(long hash) {
    return (hash >>> TAG_SHIFT) | 0x80;
  }

  /// The highest bit of each byte that is 0, and of some that are 1.
  private static long zeros(long bytes) {
    return (bytes - EACH_LOWEST) & ~bytes & EACH_HIGHEST;
  }

  private boolean isAt(int index, ConnectionKeys asked, int row) {
    int at = STRIDE * index;
    return entries[at] == asked.lower[row]
        && entries[at + 1] == asked.upper[row]
        && entries[at + WHO] == asked.who[row]
        && (ConnectionKeys.isIpv4(asked.who[row]) || hasAddresses(index, asked, row));
  }

  private boolean hasAddresses(int index, ConnectionKeys asked, int row) {
    int own = ConnectionKeys.ADDRESSES * index;
    int others = ConnectionKeys.ADDRESSES * row;
    return Arrays.equals(
        addresses,
        own,
        own + ConnectionKeys.ADDRESSES,
        asked.addresses,
        others,
        others + ConnectionKeys.ADDRESSES);
  }

  /// Adds the row's connection as the next one to a bucket that is not full.
  private int add(ConnectionKeys asked, int row, int bucket, int before) {
    int used = Long.SIZE - Long.numberOfLeadingZeros(tags[bucket]);
    tags[bucket] |= tag(asked.hash[row]) << used;
    members[BUCKET * bucket + (used >>> 3)] = (char) size;
    int at = STRIDE * size;
    entries[at] = asked.lower[row];
    entries[at + 1] = asked.upper[row];
    entries[at + WHO] = asked.who[row];
    entries[at + BEFORE] = before;
    entries[at + SIDES] = PackedSide.NONE;
    entries[at + SIDES + 1] = PackedSide.NONE;
    if (!ConnectionKeys.isIpv4(asked.who[row])) {
      System.arraycopy(
          asked.addresses,
          ConnectionKeys.ADDRESSES * row,
          addresses,
          ConnectionKeys.ADDRESSES * size,
          ConnectionKeys.ADDRESSES);
    }
    size++;
    return at + SIDES;
  }

  /// Adds what a record tells to the direction that it shows.
  void tell(int direction, long told) {
    entries[direction] = PackedSide.sum(entries[direction], told);
  }

  /// Ends the telling of some columns.
  void forgetUntold() {
    entries[UNTOLD] = PackedSide.NONE;
  }

  /// {@return what the records of this generation tell of a direction}
  long side(int direction) {
    return entries[direction];
  }

  /// {@return the connection of a direction in the generation before; negative where that has none}
  int before(int direction) {
    return (int) entries[(direction & ~1) - 1];
  }
}
