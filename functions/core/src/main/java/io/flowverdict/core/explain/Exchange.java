package io.flowverdict.core.explain;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.judge.Packet.IcmpMessage;
import io.flowverdict.core.judge.Role;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A request and its reply between two ends, and the checkpoints that they meet.
///
/// An end outside the configuration has no checkpoints. Between two interfaces that talk through
/// the Internet gateway each sees the other's public address, or of a client that has none that of
/// a NAT gateway; otherwise both see the same addresses.
///
/// @param clientSeen the client's address as the server sees it; where it may be one of several,
///   any of these
/// @param serverSeen the server's address as the client sees it
/// @param port the server's port; null when not asked or not TCP or UDP
/// @param icmp the request's message; not null exactly for ICMP
/// @param nat what translates the client's address; null where nothing or the Internet gateway does
public record Exchange(
    Endpoint client,
    Endpoint server,
    IpAddress clientSeen,
    IpAddress serverSeen,
    Protocol protocol,
    @Nullable Integer port,
    @Nullable IcmpMessage icmp,
    @Nullable SourceNat nat) {

  public Exchange {
    requireNonNull(client, "client is null");
    requireNonNull(server, "server is null");
    requireNonNull(clientSeen, "clientSeen is null");
    requireNonNull(serverSeen, "serverSeen is null");
    requireNonNull(protocol, "protocol is null");
    if ((icmp != null) != protocol.isIcmp()) {
      throw new IllegalArgumentException(protocol + " with the ICMP message " + icmp);
    }
  }

  /// {@return what the request meets, in its order}
  List<Checkpoint> request() {
    List<Checkpoint> met = new ArrayList<>();
    if (client instanceof Endpoint.Inside inside) {
      Packet packet = requestPacket(inside.address(), serverSeen);
      met.add(new Checkpoint(inside.at(), Layer.SG, Direction.EGRESS, Role.REQUEST, packet, null));
      met.add(
          new Checkpoint(inside.at(), Layer.NACL, Direction.EGRESS, Role.REQUEST, packet, null));
    }
    if (server instanceof Endpoint.Inside inside) {
      Packet packet = requestPacket(clientSeen, inside.address());
      met.add(atServer(inside, Layer.NACL, Direction.INGRESS, Role.REQUEST, packet, null));
      met.add(atServer(inside, Layer.SG, Direction.INGRESS, Role.REQUEST, packet, null));
    }
    return met;
  }

  /// {@return what the reply meets, in its order; nothing when the request expects no reply}
  List<Checkpoint> reply() {
    List<Checkpoint> met = new ArrayList<>();
    if (!isAnswered()) {
      return met;
    }
    ClientPorts ports = protocol.hasPorts() ? ClientPorts.of(client, protocol, port) : null;
    if (server instanceof Endpoint.Inside inside) {
      Packet packet = replyPacket(inside.address(), clientSeen);
      ClientPorts seen = ports == null || nat == null ? ports : nat.ports();
      met.add(atServer(inside, Layer.SG, Direction.EGRESS, Role.REPLY, packet, null));
      met.add(atServer(inside, Layer.NACL, Direction.EGRESS, Role.REPLY, packet, seen));
    }
    if (client instanceof Endpoint.Inside inside) {
      Packet packet = replyPacket(serverSeen, inside.address());
      met.add(
          new Checkpoint(inside.at(), Layer.NACL, Direction.INGRESS, Role.REPLY, packet, ports));
      met.add(new Checkpoint(inside.at(), Layer.SG, Direction.INGRESS, Role.REPLY, packet, null));
    }
    return met;
  }

  private Checkpoint atServer(
      Endpoint.Inside inside,
      Layer layer,
      Direction direction,
      Role role,
      Packet packet,
      @Nullable ClientPorts ports) {
    AddressSet peers = nat == null ? null : nat.several().orElse(null);
    return new Checkpoint(inside.at(), layer, direction, role, packet, ports, peers);
  }

  /// {@return what the request and then the reply meet}
  List<Checkpoint> checkpoints() {
    return Stream.concat(request().stream(), reply().stream()).toList();
  }

  /// {@return the same exchange with the client's own address and a private one of the server's,
  /// which does not pass the Internet gateway}
  Exchange privately(NetworkInterface serverAt, IpAddress address) {
    Endpoint to = new Endpoint.Inside(serverAt, address);
    return new Exchange(client, to, client.address(), address, protocol, port, icmp, null);
  }

  /// {@return whether the request expects a reply: all but those ICMP messages that only tell
  /// something}
  public boolean isAnswered() {
    return icmp == null || replyMessage().isPresent();
  }

  private Packet requestPacket(IpAddress source, IpAddress destination) {
    return new Packet(protocol, source, null, destination, port, icmp, false);
  }

  private Packet replyPacket(IpAddress source, IpAddress destination) {
    return new Packet(
        protocol, source, port, destination, null, replyMessage().orElse(null), false);
  }

  private Optional<IcmpMessage> replyMessage() {
    return icmp == null ? Optional.empty() : IcmpExchange.reply(protocol, icmp);
  }

  /// {@return whether each end sees a public address of the other, so that references to security
  /// groups match neither}
  public boolean isThroughInternetGateway() {
    return client instanceof Endpoint.Inside
        && server instanceof Endpoint.Inside
        && !server.address().equals(serverSeen);
  }

  /// The exchange in words: `TCP from eni-0a (10.0.0.5) to eni-0b (10.0.1.9) port 443`.
  @Override
  public String toString() {
    String what = icmp == null ? protocol.toString() : Wording.icmp(protocol, icmp);
    return what + " from " + client + " to " + server + (port == null ? "" : " port " + port);
  }
}
