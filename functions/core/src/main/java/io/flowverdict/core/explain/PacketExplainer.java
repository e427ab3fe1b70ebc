package io.flowverdict.core.explain;

import io.flowverdict.core.change.Check;
import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.judge.Role;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.Neighbourhood;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds what would let a recorded packet pass at the interface that recorded it. What the other
/// end's layers do is not looked at: the other end has records of its own.
public final class PacketExplainer {

  private final Filters filters;
  private final Neighbourhood neighbourhood;
  private final Check check;

  /// @param check examines what is to be proposed
  public PacketExplainer(Snapshot snapshot, Check check) {
    this.check = check;
    this.filters = new Filters(snapshot);
    this.neighbourhood = new Neighbourhood(snapshot);
  }

  /// {@return what is in the way of a packet, and what lets it pass}
  ///
  /// @param role a request's reply is looked at too; a reply is let pass for all ports that its
  ///   client may use, not only for the one recorded; where the role is unknown, no security group
  ///   is blamed
  /// @throws UnanswerableException when the snapshot does not have the interface
  public PacketExplanation of(String interfaceId, Direction direction, Packet packet, Role role) {
    NetworkInterface at = filters.snapshot().interfaces().get(interfaceId);
    if (at == null) {
      throw new UnanswerableException("The configuration has no network interface " + interfaceId);
    }
    List<Checkpoint> checkpoints = new ArrayList<>();
    for (Layer layer : Layer.values()) {
      ClientPorts ports =
          layer == Layer.NACL && role == Role.REPLY
              ? clientPorts(at, direction, packet, packet.destinationPort())
              : null;
      checkpoints.add(new Checkpoint(at, layer, direction, role, packet, ports));
    }
    if (role == Role.REQUEST) {
      checkpoints.add(replyTo(at, direction, packet));
    }
    List<Passage> blocked =
        checkpoints.stream()
            .map(filters::inspect)
            .filter(passage -> passage.outcome() == Decision.Outcome.BLOCK)
            .toList();
    Proposed proposed =
        FixFinder.of(
            blocked.stream().map(Passage::checkpoint).toList(),
            checkpoints.stream()
                .filter(each -> each.layer() == Layer.NACL && each.role() == Role.REPLY)
                .toList(),
            filters,
            check);
    return new PacketExplanation(
        blocked.stream().map(passage -> Blocker.of(passage, filters)).toList(),
        proposed.fixes(),
        proposed.obstacle());
  }

  private Checkpoint replyTo(NetworkInterface at, Direction direction, Packet packet) {
    Direction back = direction.opposite();
    ClientPorts ports = clientPorts(at, back, packet.reply(), packet.sourcePort());
    return new Checkpoint(at, Layer.NACL, back, Role.REPLY, packet.reply(), ports);
  }

  /// The ports of the client that a reply in this direction is for.
  private @Nullable ClientPorts clientPorts(
      NetworkInterface at, Direction direction, Packet reply, @Nullable Integer seen) {
    if (!reply.protocol().hasPorts()) {
      return null;
    }
    ClientPorts ports =
        direction == Direction.INGRESS
            ? ClientPorts.of(at)
            : ClientPorts.of(endpoint(at, reply.peer(direction)));
    return seen == null ? ports : ports.seenUsing(seen);
  }

  private Endpoint endpoint(NetworkInterface at, IpAddress address) {
    Optional<NetworkInterface> owner = neighbourhood.ownerOf(address, at);
    return owner.isPresent()
        ? new Endpoint.Inside(owner.get(), address)
        : new Endpoint.Outside(address, null);
  }
}
