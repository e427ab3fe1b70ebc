package io.flowverdict.core.explain;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.judge.Role;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.snapshot.NetworkInterface;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One layer that a packet meets at one interface.
///
/// @param role whether the packet opens the connection or answers
/// @param clientPorts the destination ports to ask for instead of the packet's one; null for the
///   packet as it is
public record Checkpoint(
    NetworkInterface at,
    Layer layer,
    Direction direction,
    Role role,
    Packet packet,
    @Nullable ClientPorts clientPorts) {

  public Checkpoint {
    requireNonNull(at, "at is null");
    requireNonNull(layer, "layer is null");
    requireNonNull(direction, "direction is null");
    requireNonNull(role, "role is null");
    requireNonNull(packet, "packet is null");
  }

  /// {@return the same checkpoint, asked for all of these ports of its client}
  Checkpoint withClientPorts(PortRange ports) {
    return new Checkpoint(
        at, layer, direction, role, packet, new ClientPorts(ports, ports, true, "a client", null));
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
        new Checkpoint(at, layer, direction, role, packet.withDestinationPort(samePort), null),
        new Checkpoint(at, layer, direction, role, packet, client.withoutSamePort()));
  }
}
