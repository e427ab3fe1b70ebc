package io.flowverdict.core.finding;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The most frequent values of a stream in bounded memory, by the Space-Saving algorithm (Metwally,
/// Agrawal, El Abbadi, 2005): a value that makes up more than one `capacity`-th of the stream is
/// never missed; counts of others may be too high. Mutable.
final class HeavyHitters<T extends Comparable<T>> {

  private final int capacity;
  private final Map<T, Long> counts = new HashMap<>();

  HeavyHitters(int capacity) {
    this.capacity = capacity;
  }

  void add(T value) {
    Long count = counts.get(value);
    if (count != null || counts.size() < capacity) {
      counts.merge(value, 1L, Long::sum);
      return;
    }
    Map.Entry<T, Long> rarest = Collections.min(counts.entrySet(), rarestFirst());
    long inherited = rarest.getValue();
    counts.remove(rarest.getKey());
    counts.put(value, inherited + 1);
  }

  /// {@return the most frequent values, the most frequent first}
  List<T> top(int limit) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<T, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  private Comparator<Map.Entry<T, Long>> rarestFirst() {
    return Map.Entry.<T, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey());
  }
}
