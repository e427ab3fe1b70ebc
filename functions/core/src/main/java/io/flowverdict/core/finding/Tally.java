package io.flowverdict.core.finding;

import io.flowverdict.core.net.IpAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Collects the records of one cause. Mutable; its size does not depend on the traffic.
final class Tally {

  private static final int CAPACITY = 32;

  private final Cause cause;
  private final Severity severity;
  private final SortedMap<Instant, Counts> hours = new TreeMap<>();
  private final HeavyHitters<Integer> ports = new HeavyHitters<>(CAPACITY);
  private final HeavyHitters<IpAddress> peers = new HeavyHitters<>(CAPACITY);
  private Sighting first;
  private Sighting latest;

  Tally(Cause cause, Severity severity, Sighting sighting) {
    this.cause = cause;
    this.severity = severity;
    this.first = sighting;
    this.latest = sighting;
  }

  void add(Sighting sighting, Counts counts, @Nullable Integer port, @Nullable IpAddress peer) {
    first = sighting.compareTo(first) < 0 ? sighting : first;
    latest = sighting.compareTo(latest) > 0 ? sighting : latest;
    hours.merge(sighting.at().truncatedTo(ChronoUnit.HOURS), counts, Counts::plus);
    if (port != null) {
      ports.add(port);
    }
    if (peer != null) {
      peers.add(peer);
    }
  }

  ObservedCause observed() {
    return new ObservedCause(
        cause,
        severity,
        first,
        latest,
        hours,
        ports.top(ObservedCause.TOP),
        peers.top(ObservedCause.TOP));
  }
}
