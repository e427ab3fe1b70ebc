package io.flowverdict.core.finding;

import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;

/// Deliveries in memory, for tests and for a single run.
public final class InMemoryLogDeliveries implements LogDeliveries {

  private final Map<Resource, NavigableSet<Instant>> slots = new HashMap<>();
  private final Map<Resource, NavigableSet<Instant>> undecided = new HashMap<>();

  private record Resource(Scope scope, String id) {}

  @Override
  public synchronized void arrived(Scope scope, String flowLogId, Instant slot) {
    slots
        .computeIfAbsent(new Resource(scope, flowLogId), _ -> new TreeSet<>())
        .add(slot.truncatedTo(ChronoUnit.MINUTES));
  }

  @Override
  public synchronized SortedSet<Instant> slots(
      Scope scope, String flowLogId, Instant from, Instant to) {
    return within(slots, new Resource(scope, flowLogId), from, to);
  }

  @Override
  public synchronized void undecided(Scope scope, Map<String, ? extends SortedSet<Instant>> hours) {
    hours.forEach((interfaceId, ofInterface) ->
        ofInterface.forEach(hour ->
            undecided
                .computeIfAbsent(new Resource(scope, interfaceId), _ -> new TreeSet<>())
                .add(hour.truncatedTo(ChronoUnit.HOURS))));
  }

  @Override
  public synchronized SortedSet<Instant> undecided(
      Scope scope, String interfaceId, Instant from, Instant to) {
    return within(undecided, new Resource(scope, interfaceId), from, to);
  }

  private static SortedSet<Instant> within(
      Map<Resource, NavigableSet<Instant>> times, Resource resource, Instant from, Instant to) {
    NavigableSet<Instant> all = times.getOrDefault(resource, new TreeSet<>());
    return Collections.unmodifiableSortedSet(new TreeSet<>(all.subSet(from, true, to, true)));
  }
}
