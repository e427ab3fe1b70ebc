package io.flowverdict.core.finding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The most frequent values of a stream in bounded memory, by the Space-Saving algorithm (Metwally,
/// Agrawal, El Abbadi, 2005): a value that makes up more than one `capacity`-th of the stream is
/// never missed; counts of others may be too high. Mutable.
///
/// A value is three numbers, so that none is made an object to be counted: a kind and 128 unsigned
/// bits. Values are in the order of these. Most often all values have the same kind and upper bits,
/// as ports and IPv4 addresses have; then these are kept once.
final class HeavyHitters {

  private static final int FIRST_PLACES = 2;

  private final int capacity;
  private int size;

  /// Of each value the lower 64 bits, and its count.
  private long[] lows;

  private long[] counts;

  /// The kind of all values, and their upper 64 bits, as long as these are the same.
  private int kind;

  private long high;

  /// Of each value the kind and the upper 64 bits; empty as long as these are the same.
  private int[] kinds = {};

  private long[] highs = {};

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
    int places = Math.min(capacity, FIRST_PLACES);
    this.lows = new long[places];
    this.counts = new long[places];
  }

  void add(int kindOfValue, long highOfValue, long low) {
    if (size == 0) {
      kind = kindOfValue;
      high = highOfValue;
    }
    if (kinds.length == 0 && (kindOfValue != kind || highOfValue != high)) {
      tellApart();
    }
    if (size == 0 || !isAt(last, kindOfValue, highOfValue, low)) {
      last = find(kindOfValue, highOfValue, low);
    }
    counts[last]++;
  }

  /// Keeps the kind and the upper bits of each value from now on.
  private void tellApart() {
    kinds = new int[lows.length];
    highs = new long[lows.length];
    Arrays.fill(kinds, kind);
    Arrays.fill(highs, high);
  }

  private boolean isAt(int place, int kindOfValue, long highOfValue, long low) {
    return lows[place] == low
        && (kinds.length == 0 || (kinds[place] == kindOfValue && highs[place] == highOfValue));
  }

  /// Where a value is, which replaces a rarest one if need be and takes over its count.
  private int find(int kindOfValue, long highOfValue, long low) {
    for (int place = 0; place < size; place++) {
      if (isAt(place, kindOfValue, highOfValue, low)) {
        return place;
      }
    }
    int place = size < capacity ? another() : rarest();
    lows[place] = low;
    if (kinds.length > 0) {
      kinds[place] = kindOfValue;
      highs[place] = highOfValue;
    }
    return place;
  }

  private int another() {
    if (size == lows.length) {
      int places = Math.min(capacity, 2 * size);
      lows = Arrays.copyOf(lows, places);
      counts = Arrays.copyOf(counts, places);
      if (kinds.length > 0) {
        kinds = Arrays.copyOf(kinds, places);
        highs = Arrays.copyOf(highs, places);
      }
    }
    return size++;
  }

  /// The next of the values with the smallest count.
  private int rarest() {
    while (counts[firstOfLeast] != least) {
      firstOfLeast++;
      if (firstOfLeast == size) {
        least = Arrays.stream(counts).min().orElseThrow();
        firstOfLeast = 0;
      }
    }
    return firstOfLeast;
  }

  /// {@return the most frequent values, the most frequent first}
  ///
  /// @param limit how many at the most: one or more
  <T> List<T> top(int limit, Reader<T> reader) {
    int[] places = top(limit);
    List<T> top = new ArrayList<>(places.length);
    for (int place : places) {
      top.add(reader.value(kind(place), high(place), lows[place]));
    }
    return top;
  }

  private int kind(int place) {
    return kinds.length == 0 ? kind : kinds[place];
  }

  private long high(int place) {
    return highs.length == 0 ? high : highs[place];
  }

  /// Where the most frequent values are, in their order: one or more, if there are any.
  private int[] top(int limit) {
    int[] top = new int[Math.min(limit, size)];
    int found = 0;
    for (int place = 0; place < size; place++) {
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
    int byCount = Long.compare(counts[other], counts[one]);
    int byKind = Integer.compare(kind(one), kind(other));
    int byHigh = Long.compareUnsigned(high(one), high(other));
    int byLow = Long.compareUnsigned(lows[one], lows[other]);
    return byCount != 0 ? byCount : byKind != 0 ? byKind : byHigh != 0 ? byHigh : byLow;
  }
}
