package io.flowverdict.core.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The most frequent values of a stream in bounded memory, by the Space-Saving algorithm (Metwally,
/// Agrawal, El Abbadi, 2005): a value that makes up more than one `capacity`-th of the stream is
/// never missed; counts of others may be too high. Mutable.
final class HeavyHitters<T extends Comparable<T>> {

  private final List<T> values = new ArrayList<>();
  private final int[] hashes;
  private final long[] counts;

  HeavyHitters(int capacity) {
    hashes = new int[capacity];
    counts = new long[capacity];
  }

  void add(T value) {
    int index = indexOf(value);
    if (index >= 0) {
      counts[index]++;
    } else if (values.size() < counts.length) {
      hashes[values.size()] = value.hashCode();
      counts[values.size()] = 1;
      values.add(value);
    } else {
      int rarest = rarest();
      hashes[rarest] = value.hashCode();
      counts[rarest]++;
      values.set(rarest, value);
    }
  }

  private int indexOf(T value) {
    int hash = value.hashCode();
    for (int i = 0; i < values.size(); i++) {
      if (hashes[i] == hash && values.get(i).equals(value)) {
        return i;
      }
    }
    return -1;
  }

  /// The smallest of the values with the smallest count.
  private int rarest() {
    int rarest = 0;
    for (int i = 1; i < values.size(); i++) {
      if (counts[i] < counts[rarest]
          || (counts[i] == counts[rarest] && values.get(i).compareTo(values.get(rarest)) < 0)) {
        rarest = i;
      }
    }
    return rarest;
  }

  /// {@return the most frequent values, the most frequent first}
  List<T> top(int limit) {
    return IntStream.range(0, values.size())
        .boxed()
        .sorted(
            Comparator.comparingLong((Integer index) -> counts[index])
                .reversed()
                .thenComparing(values::get))
        .limit(limit)
        .map(values::get)
        .toList();
  }
}
