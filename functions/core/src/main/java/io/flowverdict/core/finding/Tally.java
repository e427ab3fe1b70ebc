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
  private final SortedMap<Instant, Counts> hours = new TreeMap<>();
  private final HeavyHitters<Integer> ports = new HeavyHitters<>(CAPACITY);
  private final HeavyHitters<IpAddress> peers = new HeavyHitters<>(CAPACITY);
  private final HeavyHitters<IpAddress> own = new HeavyHitters<>(CAPACITY);
  private Severity severity = Severity.INFORMATIONAL;
  private Witness first;
  private Witness latest;

  Tally(Cause cause, Witness witness) {
    this.cause = cause;
    this.first = witness;
    this.latest = witness;
  }

  void add(
      Witness witness,
      Severity severityOfThis,
      Counts counts,
      @Nullable Integer port,
      @Nullable IpAddress peer,
      @Nullable IpAddress ownAddress) {
    first = witness.compareTo(first) < 0 ? witness : first;
    latest = witness.compareTo(latest) > 0 ? witness : latest;
    severity = severityOfThis.compareTo(severity) > 0 ? severityOfThis : severity;
    hours.merge(witness.at().truncatedTo(ChronoUnit.HOURS), counts, Counts::plus);
    addUnlessNull(ports, port);
    addUnlessNull(peers, peer);
    addUnlessNull(own, ownAddress);
  }

  private static <T extends Comparable<T>> void addUnlessNull(
      HeavyHitters<T> values, @Nullable T value) {
    if (value != null) {
      values.add(value);
    }
  }

  ObservedCause observed(String object) {
    return new ObservedCause(
        cause,
        severity,
        first.sighting(object),
        latest.sighting(object),
        hours,
        ports.top(ObservedCause.TOP),
        peers.top(ObservedCause.TOP),
        own.top(ObservedCause.TOP),
        latest.advice(cause).orElse(null));
  }
}
