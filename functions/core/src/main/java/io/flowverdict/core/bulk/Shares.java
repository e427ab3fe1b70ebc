package io.flowverdict.core.bulk;

import io.flowverdict.core.finding.CauseShare;
import io.flowverdict.core.finding.Causes;
import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowRecord;

/// Where rows whose decision shows a cause are counted. Bounded; for one thread.
final class Shares {

  private static final int MOST = 1 << 16;

  private final Causes causes;
  private final LongKeys<CauseShare> known = new LongKeys<>(MOST);

  Shares(Causes causes) {
    this.causes = causes;
  }

  /// {@return where a row is counted}
  CauseShare of(Decision decision, FlowColumns columns, int row) {
    CauseShare share =
        known.get(
            place(decision, columns, row),
            port(decision, columns, row),
            high(decision, columns, row),
            low(decision, columns, row));
    if (share != null) {
      return share;
    }
    FlowRecord record = columns.record(row);
    CauseShare found = causes.share(record, decision.verdict).orElseThrow();
    if (known.isFull()) {
      known.clear();
    }
    known.add(
        place(decision, columns, row),
        port(decision, columns, row),
        high(decision, columns, row),
        low(decision, columns, row),
        found);
    return found;
  }

  private static long place(Decision decision, FlowColumns columns, int row) {
    return (long) decision.number << 32 | columns.interfaceId[row];
  }

  private static long port(Decision decision, FlowColumns columns, int row) {
    return decision.causeByPort ? CauseShare.servicePort(columns, row, decision.verdict) : 0;
  }

  private static long high(Decision decision, FlowColumns columns, int row) {
    AddressColumn peer = CauseShare.peer(columns, row, decision.verdict);
    return decision.causeByPeer && peer.family[row] == AddressColumn.IPV6 ? peer.high[row] : 0;
  }

  private static long low(Decision decision, FlowColumns columns, int row) {
    return decision.causeByPeer ? CauseShare.peer(columns, row, decision.verdict).low[row] : 0;
  }
}
