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

  private final Map<Judged, Share> objects = new HashMap<>();

  private record Judged(Scope scope, String object, Instant hour) {}

  private record Share(int attempt, VerdictCounts counts) {
    Share later(Share other) {
      return other.attempt > attempt ? other : this;
    }
  }

  @Override
  public synchronized void judged(
      Scope scope, Source source, Instant delivered, VerdictCounts counts) {
    objects.merge(
        new Judged(scope, source.object(), delivered.truncatedTo(ChronoUnit.HOURS)),
        new Share(source.attempt(), counts),
        Share::later);
  }

  @Override
  public synchronized SortedMap<Instant, VerdictCounts> hours(
      Scope scope, Instant from, Instant to) {
    SortedMap<Instant, VerdictCounts> hours = new TreeMap<>();
    objects.forEach((judged, share) -> {
      if (judged.scope().equals(scope) && share.counts().records() > 0) {
        hours.merge(judged.hour(), share.counts(), VerdictCounts::plus);
      }
    });
    return Collections.unmodifiableSortedMap(hours.subMap(from.truncatedTo(ChronoUnit.HOURS), to));
  }
}
