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
  private final SortedMap<Instant, Counts> hours = new TreeMap<>();
  private final HeavyHitters ports = new HeavyHitters(CAPACITY);
  private final HeavyHitters peers = new HeavyHitters(CAPACITY);
  private final HeavyHitters own = new HeavyHitters(CAPACITY);
  private Severity severity = Severity.INFORMATIONAL;
  private Witness first;
  private Witness latest;

  /// Rows of columns that are earlier or later than what is known, until they are settled.
  private final RowWitness firstRow = new RowWitness();

  private final RowWitness latestRow = new RowWitness();

  /// The traffic of rows in one hour that is in no hour yet, in hours since 1970.
  private long hour;

  private long recordsInHour;
  private long packetsInHour;
  private long bytesInHour;

  Tally(Cause cause, Witness witness) {
    this.cause = cause;
    this.first = witness;
    this.latest = witness;
    firstRow.know(witness);
    latestRow.know(witness);
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
    if (port != null) {
      addPort(port);
    }
    add(peers, peer);
    add(own, ownAddress);
  }

  /// Adds a row of columns, whose witness is made by [#settle] if it is needed.
  ///
  /// @param at when it was, in seconds since 1970
  void addRow(FlowColumns columns, int row, long at, Verdict verdict, Severity severityOfThis) {
    long line = columns.firstLine() + row;
    if (firstRow.isAfter(at, line)) {
      firstRow.set(at, line, row, verdict);
    }
    if (latestRow.isBefore(at, line)) {
      latestRow.set(at, line, row, verdict);
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

  /// Whether rows were added whose witnesses are not made.
  boolean isUnsettled() {
    return firstRow.row() >= 0 || latestRow.row() >= 0;
  }

  /// Makes the witnesses of rows that were added, before the columns are used for others.
  void settle(RowWitness.Maker maker) {
    if (firstRow.row() >= 0) {
      Witness witness = firstRow.witness(maker);
      first = witness.compareTo(first) < 0 ? witness : first;
    }
    if (latestRow.row() >= 0) {
      Witness witness = latestRow.witness(maker);
      latest = witness.compareTo(latest) > 0 ? witness : latest;
    }
    firstRow.know(first);
    latestRow.know(latest);
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
    return new ObservedCause(
        cause,
        severity,
        first.sighting(object),
        latest.sighting(object),
        hours,
        ports.top(ObservedCause.TOP, (_, _, port) -> (int) port),
        peers.top(ObservedCause.TOP, AddressColumn::address),
        own.top(ObservedCause.TOP, AddressColumn::address),
        latest.advice(cause).orElse(null));
  }
}
