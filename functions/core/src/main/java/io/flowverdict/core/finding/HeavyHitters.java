package io.flowverdict.core.finding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The most frequent values of a stream in bounded memory, by the Space-Saving algorithm (Metwally,
/// Agrawal, El Abbadi, 2005): a value that makes up more than one `capacity`-th of the stream is
/// never missed; counts of others may be too high. Mutable.
///
/// A value is three numbers, so that none is made an object to be counted: a kind and 128 unsigned
/// bits. Values are in the order of these.
final class HeavyHitters {

  private final int[] kinds;
  private final long[] highs;
  private final long[] lows;
  private final long[] counts;
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
    kinds = new int[capacity];
    highs = new long[capacity];
    lows = new long[capacity];
    counts = new long[capacity];
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
    int place = size < counts.length ? size++ : rarest();
    kinds[place] = kind;
    highs[place] = high;
    lows[place] = low;
    return place;
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
    return IntStream.range(0, size)
        .boxed()
        .sorted(
            Comparator.comparingLong((Integer place) -> counts[place])
                .reversed()
                .thenComparing(this::compare))
        .limit(limit)
        .map(place -> reader.value(kinds[place], highs[place], lows[place]))
        .toList();
  }
}
