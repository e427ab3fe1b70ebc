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

  private static final int FIRST_PLACES = 4;

  private final int capacity;
  private int[] kinds;
  private long[] highs;
  private long[] lows;
  private long[] counts;
  private int size;

  /// The place of the value that was added last, which is often the next one.
  private int last;

  /// No count is smaller than this, and no value before this place has it, once all places are
  /// taken: so that a rarest value is found without looking at all of them.
  private long least;

  private int firstOfLeast;

  /// Makes a value of its numbers.
  interface Reader<T> {
    T value(int kind, long high, long low);
  }

  HeavyHitters(int capacity) {
    this.capacity = capacity;
    int places = Math.min(capacity, FIRST_PLACES);
    kinds = new int[places];
    highs = new long[places];
    lows = new long[places];
    counts = new long[places];
  }

  void add(int kind, long high, long low) {
    if (size == 0 || !isAt(last, kind, high, low)) {
      last = place(kind, high, low);
    }
    counts[last]++;
  }

  private boolean isAt(int place, int kind, long high, long low) {
    return lows[place] == low && highs[place] == high && kinds[place] == kind;
  }

  /// The place of a value, which replaces the rarest one if need be and takes over its count.
  private int place(int kind, long high, long low) {
    for (int i = 0; i < size; i++) {
      if (isAt(i, kind, high, low)) {
        return i;
      }
    }
    int place = size < capacity ? another() : rarest();
    kinds[place] = kind;
    highs[place] = high;
    lows[place] = low;
    return place;
  }

  private int another() {
    if (size == counts.length) {
      int places = Math.min(capacity, 2 * size);
      kinds = Arrays.copyOf(kinds, places);
      highs = Arrays.copyOf(highs, places);
      lows = Arrays.copyOf(lows, places);
      counts = Arrays.copyOf(counts, places);
    }
    return size++;
  }

  /// The next of the values with the smallest count.
  private int rarest() {
    while (firstOfLeast < size) {
      if (counts[firstOfLeast] == least) {
        return firstOfLeast++;
      }
      firstOfLeast++;
    }
    least = Arrays.stream(counts).min().orElseThrow();
    firstOfLeast = 0;
    return rarest();
  }

  private int compare(int one, int other) {
    if (kinds[one] != kinds[other]) {
      return Integer.compare(kinds[one], kinds[other]);
    }
    int byHigh = Long.compareUnsigned(highs[one], highs[other]);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(lows[one], lows[other]);
  }

  /// {@return the most frequent values, the most frequent first}
  <T> List<T> top(int limit, Reader<T> reader) {
    List<T> top = new ArrayList<>();
    int before = -1;
    while (top.size() < Math.min(limit, size)) {
      before = next(before);
      top.add(reader.value(kinds[before], highs[before], lows[before]));
    }
    return top;
  }

  /// The place of the most frequent value that comes after another one; negative for the first.
  private int next(int before) {
    int next = -1;
    for (int i = 0; i < size; i++) {
      if ((before < 0 || order(before, i) < 0) && (next < 0 || order(i, next) < 0)) {
        next = i;
      }
    }
    return next;
  }

  /// The more frequent one first, else the smaller one.
  private int order(int one, int other) {
    return counts[one] != counts[other]
        ? Long.compare(counts[other], counts[one])
        : compare(one, other);
  }
}
