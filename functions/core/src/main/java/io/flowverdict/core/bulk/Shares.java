package io.flowverdict.core.bulk;

import io.flowverdict.core.finding.CauseShare;
import io.flowverdict.core.finding.Causes;
import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.net.IpAddress;
import java.util.HashMap;
import java.util.Map;

/// Where rows whose decision shows a cause are counted. Bounded; for one thread.
final class Shares {

  private static final int MOST = 1 << 16;

  private final Causes causes;
  private final LongKeys<CauseShare> known = new LongKeys<>(MOST);
  private final Map<OfIpv6Peer, CauseShare> knownOfIpv6Peers = new HashMap<>();

  /// What tells rows with different peers of IPv6 apart.
  private record OfIpv6Peer(long place, long port, IpAddress peer) {}

  Shares(Causes causes) {
    this.causes = causes;
  }

  /// {@return where a row is counted}
  CauseShare of(Decision decision, FlowColumns columns, int row) {
    long place = (long) decision.causes << 32 | columns.interfaceId[row];
    long port = decision.causeByPort ? CauseShare.servicePort(columns, row, decision.verdict) : 0;
    if (!decision.causeByPeer) {
      return of(place, port, decision, columns, row);
    }
    AddressColumn peer = CauseShare.peer(columns, row, decision.verdict);
    return peer.family[row] == AddressColumn.IPV4
        ? of(place, port << 32 ^ peer.low[row], decision, columns, row)
        : ofIpv6Peer(new OfIpv6Peer(place, port, peer.address(row)), decision, columns, row);
  }

  private CauseShare of(
      long place, long portAndPeer, Decision decision, FlowColumns columns, int row) {
    CauseShare share = known.get(place, portAndPeer);
    if (share != null) {
      return share;
    }
    if (known.isFull()) {
      known.clear();
    }
    CauseShare found = find(decision, columns, row);
    known.add(place, portAndPeer, found);
    return found;
  }

  private CauseShare ofIpv6Peer(OfIpv6Peer key, Decision decision, FlowColumns columns, int row) {
    if (knownOfIpv6Peers.size() == MOST) {
      knownOfIpv6Peers.clear();
    }
    return knownOfIpv6Peers.computeIfAbsent(key, _ -> find(decision, columns, row));
  }

  private CauseShare find(Decision decision, FlowColumns columns, int row) {
    return causes.share(columns.record(row), decision.verdict).orElseThrow();
  }
}
