package io.flowverdict.core.judge;

import io.flowverdict.core.judge.LiteralReading.Block;
import io.flowverdict.core.judge.LiteralReading.Header;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Traffic;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A world so small that everything in it can be tried: the four addresses of 203.0.113.0/30, four
/// ports, and the protocols TCP, UDP and GRE, which has no ports.
final class SmallWorld {

  static final List<Integer> PORTS = List.of(79, 80, 443, 65_535);
  static final int TCP = 6;
  static final int UDP = 17;
  static final int GRE = 47;

  private static final int BASE = 0xCB00_7100;
  private static final IpAddress OWN = IpAddress.parse("10.0.1.10");

  private SmallWorld() {}

  /// A packet as the judge and as the literal reading take it.
  record SmallPacket(Packet packet, Header header) {
    static SmallPacket of(Direction direction, int address, int protocol, int port) {
      IpAddress peer = SmallWorld.address(address);
      boolean in = direction == Direction.INGRESS;
      return new SmallPacket(
          Packet.of(new Protocol(protocol), in ? peer : OWN, 50_000, in ? OWN : peer, port),
          new Header(direction, protocol, port, IpFamily.IPV4, number(peer)));
    }
  }

  private static final Map<Direction, List<SmallPacket>> PACKETS =
      Map.of(
          Direction.INGRESS, packetsOf(Direction.INGRESS),
          Direction.EGRESS, packetsOf(Direction.EGRESS));

  /// {@return the 48 packets there are in one direction}
  static List<SmallPacket> packets(Direction direction) {
    return PACKETS.getOrDefault(direction, List.of());
  }

  private static List<SmallPacket> packetsOf(Direction direction) {
    List<SmallPacket> packets = new ArrayList<>();
    for (int address = 0; address < 4; address++) {
      for (int protocol : new int[] {TCP, UDP, GRE}) {
        for (int port : PORTS) {
          packets.add(SmallPacket.of(direction, address, protocol, port));
        }
      }
    }
    return packets;
  }

  /// {@return the address with this number, 0 to 3}
  static IpAddress address(int number) {
    return IpAddress.ipv4(BASE + number);
  }

  /// {@return the block that begins with this address}
  static Cidr block(int first, int length) {
    return new Cidr(address(first), length);
  }

  /// {@return every block of the four addresses}
  static List<Cidr> blocks() {
    return Stream.concat(
            Stream.of(block(0, 30), block(0, 31), block(2, 31)),
            IntStream.range(0, 4).mapToObj(number -> block(number, 32)))
        .toList();
  }

  /// {@return every range between two of the ports}
  static List<PortRange> ranges() {
    List<PortRange> ranges = new ArrayList<>();
    for (int from : PORTS) {
      PORTS.stream().filter(to -> from <= to).forEach(to -> ranges.add(new PortRange(from, to)));
    }
    return ranges;
  }

  static Block literal(Cidr cidr) {
    return new Block(cidr.family(), number(cidr.network()), cidr.length());
  }

  /// {@return the address as an unsigned number of 32 or 128 bits}
  static BigInteger number(IpAddress address) {
    byte[] bytes = ByteBuffer.allocate(16).putLong(address.high()).putLong(address.low()).array();
    return new BigInteger(1, bytes);
  }

  static Traffic traffic(int protocol, int fromPort, int toPort) {
    return switch (protocol) {
      case LiteralReading.EVERY_PROTOCOL -> new Traffic.All();
      case TCP, UDP -> new Traffic.Ports(new Protocol(protocol), new PortRange(fromPort, toPort));
      default -> new Traffic.Whole(new Protocol(protocol));
    };
  }
}
