package io.flowverdict.core.judge;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What rules look at in a packet.
///
/// @param sourcePort null when not known
/// @param destinationPort null when not known; the only port that rules look at
/// @param icmp null when not known or not ICMP
/// @param throughIntermediary whether the peer's address was seen to differ from that of the
///   interface that handed the packet over: then rules that refer to security groups do not match
///   it
public record Packet(
    Protocol protocol,
    IpAddress source,
    @Nullable Integer sourcePort,
    IpAddress destination,
    @Nullable Integer destinationPort,
    @Nullable IcmpMessage icmp,
    boolean throughIntermediary) {

  /// An ICMP or ICMPv6 message's type and code, 0 to 255 each.
  public record IcmpMessage(int type, int code) {}

  public Packet {
    requireNonNull(protocol, "protocol is null");
    requireNonNull(source, "source is null");
    requireNonNull(destination, "destination is null");
    if (source.family() != destination.family()) {
      throw new IllegalArgumentException(
          "Source " + source + " and destination " + destination + " are of different families");
    }
  }

  /// {@return the packet that a record tells of, as the interface's rules saw it; empty when the
  /// record lacks an address or the protocol, or its addresses are of different families}
  public static Optional<Packet> of(FlowRecord record, Direction direction) {
    IpAddress source = record.packetLevelSource();
    IpAddress destination = record.packetLevelDestination();
    Protocol protocol = record.protocol();
    if (source == null
        || destination == null
        || protocol == null
        || source.family() != destination.family()) {
      return Optional.empty();
    }
    return Optional.of(
        new Packet(
            protocol,
            source,
            record.sourcePort(),
            destination,
            record.destinationPort(),
            null,
            cameThroughIntermediary(direction, record)));
  }

  private static boolean cameThroughIntermediary(Direction direction, FlowRecord record) {
    return direction == Direction.INGRESS
        ? differ(record.source(), record.packetSource())
        : differ(record.destination(), record.packetDestination());
  }

  private static boolean differ(@Nullable IpAddress shown, @Nullable IpAddress packet) {
    return shown != null && packet != null && !shown.equals(packet);
  }

  /// {@return a TCP or UDP packet}
  public static Packet of(
      Protocol protocol, IpAddress source, int sourcePort, IpAddress destination, int port) {
    return new Packet(protocol, source, sourcePort, destination, port, null, false);
  }

  /// {@return the address that rules compare: the source of ingress, the destination of egress}
  public IpAddress peer(Direction direction) {
    return direction == Direction.INGRESS ? source : destination;
  }

  /// {@return the packet that answers this one: addresses and ports exchanged}
  public Packet reply() {
    return new Packet(
        protocol,
        /* source= */ destination,
        /* sourcePort= */ destinationPort,
        /* destination= */ source,
        /* destinationPort= */ sourcePort,
        /* icmp= */ null,
        throughIntermediary);
  }

  /// {@return this packet from or to another peer}
  public Packet withPeer(Direction direction, IpAddress peer) {
    boolean ingress = direction == Direction.INGRESS;
    return new Packet(
        protocol,
        ingress ? peer : source,
        sourcePort,
        ingress ? destination : peer,
        destinationPort,
        icmp,
        throughIntermediary);
  }

  /// {@return this packet to another destination port}
  public Packet withDestinationPort(int port) {
    return new Packet(protocol, source, sourcePort, destination, port, icmp, throughIntermediary);
  }
}
