package io.flowverdict.core.bulk;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.finding.CauseShare;
import io.flowverdict.core.finding.Causes;
import io.flowverdict.core.finding.Distinction;
import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.net.IpAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Where rows whose decision shows a cause are counted. Bounded; for one thread.
final class Shares {

  private static final int MOST = 1 << 16;

  private final Causes causes;
  private final LongKeys known = new LongKeys(MOST);
  private CauseShare[] shares = new CauseShare[64];
  private final Map<OfIpv6Peer, CauseShare> knownOfIpv6Peers = new HashMap<>();

  /// What tells rows with different peers of IPv6 apart.
  private record OfIpv6Peer(long place, int port, IpAddress peer) {}

  Shares(Causes causes) {
    this.causes = causes;
  }

  /// {@return where a row is counted}
  ///
  /// @param decision whose records show causes
  CauseShare of(Decision decision, FlowColumns columns, int row) {
    Distinction distinction = requireNonNull(decision.distinction());
    int interfaceId = columns.interfaceId[row];
    long place = (long) decision.causes() << 32 | interfaceId;
    int port = distinction.byPort() ? CauseShare.servicePort(columns, row, decision.verdict()) : 0;
    AddressColumn peers =
        distinction.byPeer() ? CauseShare.peer(columns, row, decision.isIngress()) : null;
    if (peers != null && peers.family[row] != AddressColumn.IPV4) {
      String name = columns.names().name(interfaceId);
      return ofIpv6Peer(new OfIpv6Peer(place, port, peers.address(row)), distinction, name);
    }
    long portAndPeer = peers == null ? port : (long) port << 32 ^ peers.low[row];
    int number = known.find(place, portAndPeer);
    if (number != LongKeys.NONE) {
      return shares[number];
    }
    IpAddress peer = peers == null ? null : peers.address(row);
    String name = columns.names().name(interfaceId);
    return add(place, portAndPeer, causes.share(distinction, name, port, peer));
  }

  private CauseShare add(long place, long portAndPeer, CauseShare share) {
    if (known.isFull()) {
      known.clear();
    }
    int number = known.add(place, portAndPeer);
    if (number == shares.length) {
      shares = Arrays.copyOf(shares, 2 * number);
    }
    shares[number] = share;
    return share;
  }

  private CauseShare ofIpv6Peer(OfIpv6Peer key, Distinction distinction, String interfaceId) {
    if (knownOfIpv6Peers.size() == MOST) {
      knownOfIpv6Peers.clear();
    }
    return knownOfIpv6Peers.computeIfAbsent(
        key, _ -> causes.share(distinction, interfaceId, key.port(), key.peer()));
  }
}
