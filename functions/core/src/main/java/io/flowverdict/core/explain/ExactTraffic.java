package io.flowverdict.core.explain;

import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Traffic;
import java.util.List;
import java.util.Optional;

/// The narrowest protocol and ports that hold what a checkpoint blocks.
final class ExactTraffic {

  private ExactTraffic() {}

  /// {@return the closed client ports from the first to the last where the checkpoint asks for a
  /// range, else just the packet; empty when the packet does not tell its port}
  static Optional<Traffic> of(Passage blocked) {
    Packet packet = blocked.checkpoint().packet();
    List<PortRange> closed = blocked.ports(Decision.Outcome.BLOCK);
    if (closed.isEmpty()) {
      return of(packet);
    }
    PortRange hull = new PortRange(closed.getFirst().from(), closed.getLast().to());
    return Optional.of(new Traffic.Ports(packet.protocol(), hull));
  }

  /// {@return just the packet: an ICMP packet of unknown type is every type; empty when the packet
  /// does not tell its port}
  static Optional<Traffic> of(Packet packet) {
    Protocol protocol = packet.protocol();
    Packet.IcmpMessage icmp = packet.icmp();
    Integer port = packet.destinationPort();
    if (protocol.hasPorts()) {
      return port == null
          ? Optional.empty()
          : Optional.of(new Traffic.Ports(protocol, PortRange.of(port)));
    }
    return Optional.of(
        protocol.isIcmp() && icmp != null
            ? new Traffic.Icmp(protocol, icmp.type(), icmp.code())
            : Traffic.allOf(protocol));
  }
}
