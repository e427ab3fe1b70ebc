package io.flowverdict.core.finding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The most frequent values of a stream in bounded memory, by the Space-Saving algorithm (Metwally,
/// Agrawal, El Abbadi, 2005): a value that makes up more than one `capacity`-th of the stream is
/// never missed; counts of others may be too high. Mutable.
///
/// A value is three numbers, so that none is made an object to be counted: a kind and 128 unsigned
/// bits. Values are in the order of these.
final class HeavyHitters {

  private static final int FIRST_PLACES = 2;

  /// Of each value the lower 64 bits, the upper ones, the kind, and its count.
  private static final int STRIDE = 4;

  private static final int HIGH = 1;
  private static final int KIND = 2;
  private static final int COUNT = 3;

  private final int capacity;

  /// The values next to each other.
  private long[] values;

  /// How much of that is in use.
  private int end;

  /// Where the value is that was added last, which is often the next one.
  private int last;

  /// No count is smaller than this, and no value before this one has it, once there is room for no
  /// other value: so that a rarest one is found without looking at all.
  private long least;

  private int firstOfLeast;

  /// Makes a value of its numbers.
  interface Reader<T> {
    T value(int kind, long high, long low);
  }

  HeavyHitters(int capacity) {
    this.capacity = capacity;
    this.values = new long[Math.min(capacity, FIRST_PLACES) * STRIDE];
  }

  void add(int kind, long high, long low) {
    if (end == 0 || !isAt(last, kind, high, low)) {
      last = find(kind, high, low);
    }
    values[last + COUNT]++;
  }

  private boolean isAt(int place, int kind, long high, long low) {
    return values[place] == low && values[place + HIGH] == high && values[place + KIND] == kind;
  }

  /// Where a value is, which replaces a rarest one if need be and takes over its count.
  private int find(int kind, long high, long low) {
    for (int place = 0; place < end; place += STRIDE) {
      if (isAt(place, kind, high, low)) {
        return place;
      }
    }
    int place = end < capacity * STRIDE ? another() : rarest();
    values[place] = low;
    values[place + HIGH] = high;
    values[place + KIND] = kind;
    return place;
  }

  private int another() {
    int place = end;
    if (place == values.length) {
      values = Arrays.copyOf(values, Math.min(capacity * STRIDE, 2 * place));
    }
    end += STRIDE;
    return place;
  }

  /// The next of the values with the smallest count.
  private int rarest() {
    while (values[firstOfLeast + COUNT] != least) {
      firstOfLeast += STRIDE;
      if (firstOfLeast == end) {
        least = smallestCount();
        firstOfLeast = 0;
      }
    }
    return firstOfLeast;
  }

  private long smallestCount() {
    long smallest = Long.MAX_VALUE;
    for (int place = 0; place < end; place += STRIDE) {
      smallest = Math.min(smallest, values[place + COUNT]);
    }
    return smallest;
  }

  /// {@return the most frequent values, the most frequent first}
  ///
  /// @param limit how many at the most: one or more
  <T> List<T> top(int limit, Reader<T> reader) {
    int[] places = top(limit);
    List<T> top = new ArrayList<>(places.length);
    for (int place : places) {
      top.add(reader.value((int) values[place + KIND], values[place + HIGH], values[place]));
    }
    return top;
  }

  /// Where the most frequent values are, in their order: one or more, if there are any.
  private int[] top(int limit) {
    int[] top = new int[Math.min(limit, end / STRIDE)];
    int found = 0;
    for (int place = 0; place < end; place += STRIDE) {
      if (found < top.length) {
        found++;
      } else if (order(top[found - 1], place) < 0) {
        continue;
      }
      int rank = found - 1;
      while (rank > 0 && order(place, top[rank - 1]) < 0) {
        top[rank] = top[rank - 1];
        rank--;
      }
      top[rank] = place;
    }
    return top;
  }

  /// The more frequent one first, else the smaller one.
  private int order(int one, int other) {
    int byCount = Long.compare(values[other + COUNT], values[one + COUNT]);
    int byKind = Long.compare(values[one + KIND], values[other + KIND]);
    int byHigh = Long.compareUnsigned(values[one + HIGH], values[other + HIGH]);
    int byLow = Long.compareUnsigned(values[one], values[other]);
    return byCount != 0 ? byCount : byKind != 0 ? byKind : byHigh != 0 ? byHigh : byLow;
  }
}
