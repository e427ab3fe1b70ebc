package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.FlowColumns;
import java.util.Arrays;

/// The connections of a generation of columns, with what the records of each direction tell
/// together: a hash table to which connections are only added. Mutable.
///
/// A connection is named by an even number, and each direction of it by that or the next one.
final class ConnectionTable {

  private static final int CONNECTIONS = Conversations.WINDOWS_OF_GENERATION * FlowColumns.CAPACITY;

  /// The direction of records that do not tell their connection: no record tells anything of it or
  /// of its other direction.
  static final int UNTOLD = 2 * CONNECTIONS;

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

  /// Of each connection, as [ConnectionKeys] has them: the lower end, the upper one, and who.
  private final long[] keys = new long[3 * CONNECTIONS];

  private final long[] addresses = new long[ConnectionKeys.ADDRESSES * CONNECTIONS];

  /// What the records of this generation tell of each direction, as [PackedSide] has it.
  private final long[] sides = new long[UNTOLD + 2];

  /// Of each connection one more than its index in the generation before; 0 where it has none.
  private final char[] before = new char[CONNECTIONS + 1];

  private int size;

  ConnectionTable() {
    clear();
  }

  void clear() {
    Arrays.fill(tags, 0);
    size = 0;
    sides[UNTOLD] = PackedSide.NONE;
    sides[UNTOLD + 1] = PackedSide.NONE;
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
      directions[row] = isTold ? 2 * find(keys, row, earlier) + (int) keys.isBack[row] : UNTOLD;
    }
  }

  private int find(ConnectionKeys asked, int row, ConnectionTable earlier) {
    int found = index(asked, row);
    if (found >= 0) {
      return found;
    }
    add(asked, row, ~found);
    before[size] = (char) (Math.max(earlier.index(asked, row), -1) + 1);
    return size++;
  }

  /// The index of a row's connection; when there is none, the complement of a bucket for it.
  private int index(ConnectionKeys asked, int row) {
    long hash = asked.hash[row];
    long tag = tag(hash) * EACH_LOWEST;
    int bucket = (int) (hash >>> BUCKET_SHIFT) & (BUCKETS - 1);
    while (true) {
      long held = tags[bucket];
      for (long alike = zeros(held ^ tag); alike != 0; alike &= alike - 1) {
        int index = members[BUCKET * bucket + (Long.numberOfTrailingZeros(alike) >>> 3)];
        if (isAt(index, asked, row)) {
          return index;
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
    int at = 3 * index;
    return keys[at] == asked.lower[row]
        && keys[at + 1] == asked.upper[row]
        && keys[at + 2] == asked.who[row]
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
  private void add(ConnectionKeys asked, int row, int bucket) {
    int used = Long.SIZE - Long.numberOfLeadingZeros(tags[bucket]);
    tags[bucket] |= tag(asked.hash[row]) << used;
    members[BUCKET * bucket + (used >>> 3)] = (char) size;
    int at = 3 * size;
    keys[at] = asked.lower[row];
    keys[at + 1] = asked.upper[row];
    keys[at + 2] = asked.who[row];
    if (!ConnectionKeys.isIpv4(asked.who[row])) {
      System.arraycopy(
          asked.addresses,
          ConnectionKeys.ADDRESSES * row,
          addresses,
          ConnectionKeys.ADDRESSES * size,
          ConnectionKeys.ADDRESSES);
    }
    sides[2 * size] = PackedSide.NONE;
    sides[2 * size + 1] = PackedSide.NONE;
  }

  /// Adds what a record tells to the direction that it shows.
  void tell(int direction, long told) {
    sides[direction] = PackedSide.sum(sides[direction], told);
  }

  /// Ends the telling of some columns.
  void forgetUntold() {
    sides[UNTOLD] = PackedSide.NONE;
  }

  /// {@return what the records of this generation tell of a direction}
  long side(int direction) {
    return sides[direction];
  }

  /// {@return the same direction in the generation before; negative where that does not know it}
  int before(int direction) {
    return 2 * before[direction >> 1] - 2 + (direction & 1);
  }
}
