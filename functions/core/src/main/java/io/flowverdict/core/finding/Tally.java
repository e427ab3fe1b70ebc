package io.flowverdict.core.finding;

import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.flowlog.SavedRows;
import io.flowverdict.core.judge.Role;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Collects the records of one cause. Mutable; its size does not depend on the traffic.
final class Tally {

  private static final int CAPACITY = 32;
  private static final long SECONDS_OF_HOUR = 3600;

  private final int number;
  private final Cause cause;
  private final Witness.Maker maker;
  private final SortedMap<Instant, Counts> hours = new TreeMap<>();
  private final HeavyHitters ports = new HeavyHitters(CAPACITY);
  private final HeavyHitters peers = new HeavyHitters(CAPACITY);
  private final HeavyHitters own = new HeavyHitters(CAPACITY);
  private Severity severity = Severity.INFORMATIONAL;
  private final RowWitness first = RowWitness.first();
  private final RowWitness latest = RowWitness.latest();

  /// The traffic of rows in one hour that is in no hour yet, in hours since 1970.
  private long hour;

  private long recordsInHour;
  private long packetsInHour;
  private long bytesInHour;

  /// @param number its own among those of an object
  Tally(int number, Cause cause, Witness.Maker maker) {
    this.number = number;
    this.cause = cause;
    this.maker = maker;
  }

  int number() {
    return number;
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

  /// Adds a row. [#keep] must follow before the rows are used for others.
  void add(SavedRows rows, int row, Verdict verdict, CauseShare share) {
    long at = rows.time(row);
    long line = rows.line(row);
    if (first.isAfter(at, line)) {
      first.set(at, line, row, verdict);
    }
    if (latest.isBefore(at, line)) {
      latest.set(at, line, row, verdict);
    }
    severity = share.severity().compareTo(severity) > 0 ? share.severity() : severity;
    if (at / SECONDS_OF_HOUR != hour) {
      endHour();
      hour = at / SECONDS_OF_HOUR;
    }
    recordsInHour++;
    packetsInHour = Counts.sum(packetsInHour, Math.max(rows.packets(row), 0));
    bytesInHour = Counts.sum(bytesInHour, Math.max(rows.bytes(row), 0));
    if (share.countsTraffic()) {
      addTraffic(rows, row, verdict);
    }
  }

  /// Counts the port and the addresses of a row as [Classification] tells them.
  private void addTraffic(SavedRows rows, int row, Verdict verdict) {
    int protocol = rows.protocol(row);
    int port = verdict.role() == Role.REPLY ? rows.sourcePort(row) : rows.destinationPort(row);
    if (port >= 0 && (protocol == Protocol.TCP.number() || protocol == Protocol.UDP.number())) {
      addPort(port);
    }
    if (verdict.direction() != null) {
      boolean ingress = verdict.direction() == Direction.INGRESS;
      SavedRows.Address source = rows.packetLevelSource(row);
      SavedRows.Address destination = rows.packetLevelDestination(row);
      add(peers, rows, row, ingress ? source : destination);
      add(own, rows, row, ingress ? destination : source);
    }
  }

  private static void add(
      HeavyHitters addresses, SavedRows rows, int row, SavedRows.Address which) {
    addresses.add(rows.family(row, which), rows.high(row, which), rows.low(row, which));
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

  /// Keeps what is needed of rows before they are used for others.
  void keep(SavedRows rows) {
    first.keep(rows);
    latest.keep(rows);
  }

  private void addPort(int port) {
    ports.add(0, 0, port);
  }

  private static void add(HeavyHitters addresses, @Nullable IpAddress address) {
    if (address != null) {
      addresses.add(AddressColumn.family(address), address.high(), address.low());
    }
  }

  /// What was added up.
  ///
  /// @param observed without advice
  /// @param latest what shows the cause last, of which advice is made
  record Total(ObservedCause observed, Witness latest) {}

  Total total(String object) {
    endHour();
    Witness latestWitness = latest.best(maker);
    ObservedCause observed =
        new ObservedCause(
            cause,
            severity,
            first.best(maker).sighting(object),
            latestWitness.sighting(object),
            hours,
            ports.top(ObservedCause.TOP, (_, _, port) -> (int) port),
            peers.top(ObservedCause.TOP, AddressColumn::address),
            own.top(ObservedCause.TOP, AddressColumn::address),
            null);
    return new Total(observed, latestWitness);
  }
}
