package io.flowverdict.core.finding;

import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.judge.Role;
import io.flowverdict.core.judge.Verdict;

/// Where records of one interface are counted whose [Distinction] does not tell them apart.
public final class CauseShare {

  private final Tally tally;
  private final int number;
  private final Severity severity;
  private final boolean countsTraffic;

  CauseShare(Tally tally, Severity severity, FindingKind kind) {
    this.tally = tally;
    this.number = tally.number();
    this.severity = severity;
    this.countsTraffic = kind != FindingKind.INTERFACE_UNKNOWN;
  }

  /// {@return the port by which records are told apart; negative when it is not recorded}
  public static int servicePort(FlowColumns columns, int row, Verdict verdict) {
    return verdict.role() == Role.REPLY ? columns.sourcePort[row] : columns.destinationPort[row];
  }

  /// {@return the column that holds the peer of a row with a known direction}
  public static AddressColumn peer(FlowColumns columns, int row, boolean isIngress) {
    return isIngress ? source(columns, row) : target(columns, row);
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

  /// The tally's number, which is here as well: the tally is not at hand.
  int number() {
    return number;
  }

  Severity severity() {
    return severity;
  }

  /// Whether ports and addresses are counted.
  boolean countsTraffic() {
    return countsTraffic;
  }
}
