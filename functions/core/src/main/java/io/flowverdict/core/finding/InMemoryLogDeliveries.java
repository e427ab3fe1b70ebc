package io.flowverdict.core.finding;

import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// Deliveries in memory, for tests and for a single run.
public final class InMemoryLogDeliveries implements LogDeliveries {

  private final Map<FlowLogId, TreeSet<Instant>> slots = new HashMap<>();

  private record FlowLogId(Scope scope, String id) {}

  @Override
  public synchronized void arrived(Scope scope, String flowLogId, Instant slot) {
    slots
        .computeIfAbsent(new FlowLogId(scope, flowLogId), _ -> new TreeSet<>())
        .add(slot.truncatedTo(ChronoUnit.MINUTES));
  }

  @Override
  public synchronized SortedSet<Instant> slots(
      Scope scope, String flowLogId, Instant from, Instant to) {
    TreeSet<Instant> all = slots.getOrDefault(new FlowLogId(scope, flowLogId), new TreeSet<>());
    return Collections.unmodifiableSortedSet(new TreeSet<>(all.subSet(from, true, to, true)));
  }
}
