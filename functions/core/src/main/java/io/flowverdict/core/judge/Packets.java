package io.flowverdict.core.judge;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Traffic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Packets as a sentence names them: every one of this traffic with any of these peers.
///
/// @param vpcId the VPC of the interfaces that see them; null when the configuration does not tell
/// @param throughIntermediary as of a [Packet]
public record Packets(
    Direction direction,
    @Nullable String vpcId,
    List<Traffic> traffic,
    AddressSet peers,
    boolean throughIntermediary) {

  public Packets {
    requireNonNull(direction, "direction is null");
    requireNonNull(peers, "peers is null");
    traffic = List.copyOf(traffic);
    if (traffic.isEmpty() || peers.isEmpty()) {
      throw new IllegalArgumentException("No packets: " + traffic + " with " + peers);
    }
  }

  /// {@return every packet that this one may be: what is not known of it may be anything}
  public static Packets of(Packet packet, Direction direction, @Nullable String vpcId) {
    return of(List.of(traffic(packet)), packet, direction, vpcId);
  }

  /// {@return this packet to each of these ports}
  public static Packets of(
      Packet packet, Direction direction, @Nullable String vpcId, List<PortRange> ports) {
    List<Traffic> traffic =
        ports.stream().<Traffic>map(each -> new Traffic.Ports(packet.protocol(), each)).toList();
    return of(traffic, packet, direction, vpcId);
  }

  private static Packets of(
      List<Traffic> traffic, Packet packet, Direction direction, @Nullable String vpcId) {
    AddressSet peer = AddressSet.of(Cidr.of(packet.peer(direction)));
    return new Packets(direction, vpcId, traffic, peer, packet.throughIntermediary());
  }

  private static Traffic traffic(Packet packet) {
    Protocol protocol = packet.protocol();
    Integer port = packet.destinationPort();
    Packet.IcmpMessage icmp = packet.icmp();
    if (protocol.hasPorts() && port != null) {
      return new Traffic.Ports(protocol, PortRange.of(port));
    }
    return protocol.isIcmp() && icmp != null
        ? new Traffic.Icmp(protocol, icmp.type(), icmp.code())
        : Traffic.allOf(protocol);
  }
}
