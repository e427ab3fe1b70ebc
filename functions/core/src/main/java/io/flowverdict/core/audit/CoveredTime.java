package io.flowverdict.core.audit;

import io.flowverdict.core.audit.LogEvidence.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// When the logs of one interface were seen to be there, and when they were not complete. Mutable.
final class CoveredTime {

  private final TreeMap<Instant, Instant> covered = new TreeMap<>();
  private final List<Interval> lost = new ArrayList<>();

  /// Adds an interval in which something was delivered. Within `slack` of it something else may
  /// follow without anything being missing.
  void add(Instant from, Instant to, Duration slack) {
    Instant start = from.minus(slack);
    Instant end = to.plus(slack);
    Map.Entry<Instant, Instant> before = covered.floorEntry(start);
    if (before != null && !before.getValue().isBefore(start)) {
      start = before.getKey();
      end = later(end, before.getValue());
    }
    Map.Entry<Instant, Instant> next = covered.ceilingEntry(start);
    while (next != null && !next.getKey().isAfter(end)) {
      end = later(end, next.getValue());
      covered.remove(next.getKey());
      next = covered.ceilingEntry(start);
    }
    covered.put(start, end);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /// Adds an interval of which something was lost.
  void addLost(Instant from, Instant to) {
    lost.add(new Interval(from, to));
  }

  List<Interval> lost() {
    return List.copyOf(lost);
  }

  /// {@return when the logs were complete}
  List<Interval> complete() {
    return covered.entrySet().stream()
        .flatMap(entry -> Gaps.of(new Interval(entry.getKey(), entry.getValue()), lost).stream())
        .toList();
  }
}
