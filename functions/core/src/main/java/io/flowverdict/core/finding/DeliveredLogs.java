package io.flowverdict.core.finding;

import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.snapshot.FlowLog;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedSet;
import java.util.stream.Stream;

/// The coverage of the logs by what arrived of them.
///
/// A flow log delivers an object every five minutes, or every ten with the longer aggregation
/// interval, with a NODATA row for each interface that was quiet: so an object that does not arrive
/// in time is a gap. Lost records of an interface (SKIPDATA) are findings of their own, whose hours
/// tell when.
public final class DeliveredLogs implements LogCoverage {

  /// How long after its slot an object usually arrives, and some more.
  private static final Duration LATENESS = Duration.ofMinutes(30);

  private final Scope scope;
  private final Snapshot snapshot;
  private final LogDeliveries deliveries;
  private final Findings findings;

  /// @param snapshot tells what each flow log covers
  public DeliveredLogs(
      Scope scope, Snapshot snapshot, LogDeliveries deliveries, Findings findings) {
    this.scope = scope;
    this.snapshot = snapshot;
    this.deliveries = deliveries;
    this.findings = findings;
  }

  @Override
  public boolean ofInterface(String interfaceId, Action action, Instant from, Instant to) {
    NetworkInterface logged = snapshot.interfaces().get(interfaceId);
    return logged != null
        && snapshot.flowLogs().values().stream()
            .anyMatch(
                log -> covers(log, logged) && records(log, action) && ofFlowLog(log.id(), from, to))
        && !skipped(interfaceId, from, to);
  }

  private static boolean covers(FlowLog log, NetworkInterface logged) {
    return Stream.of(logged.id(), logged.subnetId(), logged.vpcId())
        .anyMatch(id -> Objects.equals(id, log.resourceId()));
  }

  private static boolean records(FlowLog log, Action action) {
    return "ALL".equals(log.trafficType()) || action.name().equals(log.trafficType());
  }

  private boolean skipped(String interfaceId, Instant from, Instant to) {
    String id = Cause.of(FindingKind.RECORDS_SKIPPED, scope, interfaceId).id();
    Page<Hour> page = findings.hours(id, PageRequest.first(100));
    while (true) {
      if (page.items().stream().anyMatch(hour -> overlaps(hour, from, to))) {
        return true;
      }
      String next = page.next();
      if (next == null || page.items().getLast().start().isBefore(from)) {
        return false;
      }
      page = findings.hours(id, new PageRequest(100, next));
    }
  }

  private static boolean overlaps(Hour hour, Instant from, Instant to) {
    return hour.start().isBefore(to) && hour.start().plus(Duration.ofHours(1)).isAfter(from);
  }

  @Override
  public boolean ofFlowLog(String flowLogId, Instant from, Instant to) {
    SortedSet<Instant> slots =
        deliveries.slots(scope, flowLogId, from.minus(LogDeliveries.LONGEST_STEP), to);
    Instant reached = from.minus(LogDeliveries.LONGEST_STEP);
    for (Instant slot : slots) {
      if (slot.isAfter(reached.plus(LogDeliveries.LONGEST_STEP))) {
        return false;
      }
      reached = slot;
    }
    return !slots.isEmpty() && !reached.isBefore(to.minus(LATENESS));
  }

  @Override
  public boolean ofAny(Instant from, Instant to) {
    return snapshot.flowLogs().keySet().stream().anyMatch(id -> ofFlowLog(id, from, to));
  }
}
