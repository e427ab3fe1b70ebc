package io.flowverdict.core.audit;

import io.flowverdict.core.audit.LogEvidence.RuleUse;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Traffic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What accepted requests needed of one rule so far. Mutable, and bounded: where there are many
/// peers, larger blocks stand for them.
final class ObservedUse {

  private static final int MOST_BLOCKS = 256;

  /// By how many bits blocks grow when there are too many of them.
  private static final int STEP = 8;

  private Instant last = Instant.MIN;
  private final Map<Protocol, BitSet> ports = new TreeMap<>();
  private final TreeSet<Protocol> others = new TreeSet<>();
  private final TreeSet<Cidr> peers = new TreeSet<>();
  private int ipv4Length = 32;
  private int ipv6Length = 64;

  /// @param port null when it is not recorded: then every port may have been needed
  void add(Instant at, Protocol protocol, @Nullable Integer port, IpAddress peer) {
    last = at.isAfter(last) ? at : last;
    if (protocol.hasPorts()) {
      BitSet seen = ports.computeIfAbsent(protocol, _ -> new BitSet());
      if (port == null) {
        seen.set(0, PortRange.MAX_PORT + 1);
      } else {
        seen.set(port);
      }
    } else {
      others.add(protocol);
    }
    peers.add(block(peer));
    if (peers.size() > MOST_BLOCKS) {
      widen();
    }
  }

  private Cidr block(IpAddress peer) {
    return new Cidr(peer, peer.family() == IpFamily.IPV4 ? ipv4Length : ipv6Length);
  }

  private void widen() {
    ipv4Length = Math.max(0, ipv4Length - STEP);
    ipv6Length = Math.max(0, ipv6Length - STEP);
    List<Cidr> narrow = List.copyOf(peers);
    peers.clear();
    narrow.forEach(each -> peers.add(block(each.network())));
  }

  RuleUse use() {
    List<Traffic> traffic = new ArrayList<>();
    ports.forEach((protocol, seen) -> {
      int from = seen.nextSetBit(0);
      while (from >= 0) {
        int end = seen.nextClearBit(from);
        traffic.add(new Traffic.Ports(protocol, new PortRange(from, end - 1)));
        from = seen.nextSetBit(end);
      }
    });
    others.forEach(protocol -> traffic.add(Traffic.allOf(protocol)));
    return new RuleUse(last, traffic, List.copyOf(peers));
  }
}
