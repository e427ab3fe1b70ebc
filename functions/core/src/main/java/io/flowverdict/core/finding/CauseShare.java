package io.flowverdict.core.finding;

import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.judge.Role;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.Direction;

/// Where records of one interface are counted whose [Causes.Distinction] does not tell them apart.
public final class CauseShare {

  private final Tally tally;
  private final Severity severity;
  private final boolean countsTraffic;

  CauseShare(Tally tally, Severity severity, Classification.Classified found) {
    this.tally = tally;
    this.severity = severity;
    this.countsTraffic = found.cause().kind() != FindingKind.INTERFACE_UNKNOWN;
  }

  /// {@return the port by which records are told apart; negative when it is not recorded}
  public static int servicePort(FlowColumns columns, int row, Verdict verdict) {
    return verdict.role() == Role.REPLY ? columns.sourcePort[row] : columns.destinationPort[row];
  }

  /// {@return the column that holds the peer of a row with a known direction}
  public static AddressColumn peer(FlowColumns columns, int row, Verdict verdict) {
    return verdict.direction() == Direction.INGRESS ? source(columns, row) : target(columns, row);
  }

  private static AddressColumn source(FlowColumns columns, int row) {
    boolean recorded = columns.packetSource.family[row] != AddressColumn.ABSENT;
    return recorded ? columns.packetSource : columns.source;
  }

  private static AddressColumn target(FlowColumns columns, int row) {
    boolean recorded = columns.packetDestination.family[row] != AddressColumn.ABSENT;
    return recorded ? columns.packetDestination : columns.destination;
  }

  Tally tally() {
    return tally;
  }

  Severity severity() {
    return severity;
  }

  /// Counts the port and the addresses of a row as [Classification] tells them.
  void addTraffic(FlowColumns columns, int row, Verdict verdict) {
    if (!countsTraffic) {
      return;
    }
    int protocol = columns.protocol[row];
    int port = servicePort(columns, row, verdict);
    if (port >= 0 && (protocol == 6 || protocol == 17)) {
      tally.addPort(port);
    }
    if (verdict.direction() != null) {
      boolean ingress = verdict.direction() == Direction.INGRESS;
      AddressColumn source = source(columns, row);
      AddressColumn target = target(columns, row);
      tally.addAddresses(ingress ? source : target, ingress ? target : source, row);
    }
  }
}
