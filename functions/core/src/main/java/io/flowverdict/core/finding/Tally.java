package io.flowverdict.core.finding;

import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.IpAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Collects the records of one cause. Mutable; its size does not depend on the traffic.
final class Tally {

  private static final int CAPACITY = 32;
  private static final long SECONDS_OF_HOUR = 3600;

  private final Cause cause;
  private final Witness.Maker maker;
  private final SortedMap<Instant, Counts> hours = new TreeMap<>();
  private final HeavyHitters ports = new HeavyHitters(CAPACITY);
  private final HeavyHitters peers = new HeavyHitters(CAPACITY);
  private final HeavyHitters own = new HeavyHitters(CAPACITY);
  private Severity severity = Severity.INFORMATIONAL;
  private final RowWitness first;
  private final RowWitness latest;

  /// The traffic of rows in one hour that is in no hour yet, in hours since 1970.
  private long hour;

  private long recordsInHour;
  private long packetsInHour;
  private long bytesInHour;

  /// @param witness one of those that are added
  Tally(Cause cause, Witness witness, Witness.Maker maker) {
    this.cause = cause;
    this.maker = maker;
    this.first = new RowWitness(witness);
    this.latest = new RowWitness(witness);
  }

  void add(
      Witness witness,
      Severity severityOfThis,
      Counts counts,
      @Nullable Integer port,
      @Nullable IpAddress peer,
      @Nullable IpAddress ownAddress) {
    if (first.compareTo(witness) > 0) {
      first.set(witness);
    }
    if (latest.compareTo(witness) < 0) {
      latest.set(witness);
    }
    severity = severityOfThis.compareTo(severity) > 0 ? severityOfThis : severity;
    hours.merge(witness.at().truncatedTo(ChronoUnit.HOURS), counts, Counts::plus);
    if (port != null) {
      addPort(port);
    }
    add(peers, peer);
    add(own, ownAddress);
  }

  /// Adds a row of columns. [#settle] must follow before the columns are used for others.
  ///
  /// @param at when it was, in seconds since 1970
  void addRow(FlowColumns columns, int row, long at, Verdict verdict, Severity severityOfThis) {
    long line = columns.firstLine() + row;
    if (first.isAfter(at, line)) {
      first.set(at, line, row, verdict);
    }
    if (latest.isBefore(at, line)) {
      latest.set(at, line, row, verdict);
    }
    severity = severityOfThis.compareTo(severity) > 0 ? severityOfThis : severity;
    if (at / SECONDS_OF_HOUR != hour) {
      endHour();
      hour = at / SECONDS_OF_HOUR;
    }
    recordsInHour++;
    packetsInHour = Counts.sum(packetsInHour, Math.max(columns.packets[row], 0));
    bytesInHour = Counts.sum(bytesInHour, Math.max(columns.bytes[row], 0));
  }

  private void endHour() {
    if (recordsInHour > 0) {
      Counts counts = new Counts(recordsInHour, packetsInHour, bytesInHour);
      hours.merge(Instant.ofEpochSecond(hour * SECONDS_OF_HOUR), counts, Counts::plus);
      recordsInHour = 0;
      packetsInHour = 0;
      bytesInHour = 0;
    }
  }

  /// Whether a row of the present columns is the first or the latest.
  boolean isUnsettled() {
    return first.isUnsettled() || latest.isUnsettled();
  }

  /// Keeps what is needed of columns before they are used for others.
  void settle(FlowColumns columns) {
    first.settle(columns);
    latest.settle(columns);
  }

  void addPort(int port) {
    ports.add(0, 0, port);
  }

  /// Counts the peer and the own address of a row, which has both.
  void addAddresses(AddressColumn peer, AddressColumn ownAddress, int row) {
    peers.add(peer.family[row], peer.high[row], peer.low[row]);
    own.add(ownAddress.family[row], ownAddress.high[row], ownAddress.low[row]);
  }

  private static void add(HeavyHitters addresses, @Nullable IpAddress address) {
    if (address != null) {
      addresses.add(AddressColumn.family(address), address.high(), address.low());
    }
  }

  ObservedCause observed(String object) {
    endHour();
    Witness latestWitness = latest.best(maker);
    return new ObservedCause(
        cause,
        severity,
        first.best(maker).sighting(object),
        latestWitness.sighting(object),
        hours,
        ports.top(ObservedCause.TOP, (_, _, port) -> (int) port),
        peers.top(ObservedCause.TOP, AddressColumn::address),
        own.top(ObservedCause.TOP, AddressColumn::address),
        latestWitness.advice(cause).orElse(null));
  }
}
