package io.flowverdict.core.explain;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.judge.Role;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.snapshot.NetworkInterface;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One layer that a packet meets at one interface.
///
/// @param role whether the packet opens the connection or answers
/// @param clientPorts the destination ports to ask for instead of the packet's one; null for the
///   packet as it is
/// @param peers the addresses of which the packet's peer may have any, where a translator stands
///   between and its address is not known; null where the peer has the packet's one
public record Checkpoint(
    NetworkInterface at,
    Layer layer,
    Direction direction,
    Role role,
    Packet packet,
    @Nullable ClientPorts clientPorts,
    @Nullable AddressSet peers) {

  public Checkpoint {
    requireNonNull(at, "at is null");
    requireNonNull(layer, "layer is null");
    requireNonNull(direction, "direction is null");
    requireNonNull(role, "role is null");
    requireNonNull(packet, "packet is null");
  }

  /// A checkpoint for a packet whose peer is known.
  public Checkpoint(
      NetworkInterface at,
      Layer layer,
      Direction direction,
      Role role,
      Packet packet,
      @Nullable ClientPorts clientPorts) {
    this(at, layer, direction, role, packet, clientPorts, null);
  }

  /// {@return the same checkpoint for a packet from or to another peer}
  Checkpoint withPeer(IpAddress peer) {
    return new Checkpoint(
        at, layer, direction, role, packet.withPeer(direction, peer), clientPorts, null);
  }

  /// {@return the peer in words: its address, or what is known of it}
  String peer() {
    return peers == null ? packet.peer(direction).toString() : Wording.addresses(peers);
  }

  /// {@return the same checkpoint, asked for all of these ports of its client}
  Checkpoint withClientPorts(PortRange ports) {
    return new Checkpoint(
        at,
        layer,
        direction,
        role,
        packet,
        new ClientPorts(ports, ports, true, "a client", null),
        peers);
  }

  /// {@return this checkpoint for each range of client ports by itself, so that a rule can be made
  /// for each}
  Stream<Checkpoint> perRange() {
    ClientPorts client = clientPorts;
    Integer samePort = client == null ? null : client.samePort();
    if (client == null || samePort == null || client.range().contains(samePort)) {
      return Stream.of(this);
    }
    return Stream.of(
        new Checkpoint(
            at, layer, direction, role, packet.withDestinationPort(samePort), null, peers),
        new Checkpoint(at, layer, direction, role, packet, client.withoutSamePort(), peers));
  }
}
