package io.flowverdict.core.finding;

import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts in memory, for tests and for a single run.
public final class InMemoryRecordCounts implements RecordCounts {

  private final Map<Judged, VerdictCounts> objects = new HashMap<>();

  private record Judged(Scope scope, String object, Instant hour) {}

  @Override
  public synchronized void judged(
      Scope scope, String object, Instant delivered, VerdictCounts counts) {
    if (counts.records() > 0) {
      objects.putIfAbsent(
          new Judged(scope, object, delivered.truncatedTo(ChronoUnit.HOURS)), counts);
    }
  }

  @Override
  public synchronized SortedMap<Instant, VerdictCounts> hours(
      Scope scope, Instant from, Instant to) {
    SortedMap<Instant, VerdictCounts> hours = new TreeMap<>();
    objects.forEach((judged, counts) -> {
      if (judged.scope().equals(scope)) {
        hours.merge(judged.hour(), counts, VerdictCounts::plus);
      }
    });
    return Collections.unmodifiableSortedMap(hours.subMap(from.truncatedTo(ChronoUnit.HOURS), to));
  }
}
