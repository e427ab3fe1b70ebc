package io.flowverdict.core.audit.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/// Sets of random boxes in a world so small that every packet can be tried: eight addresses at the
/// very ends of both families, where arithmetic would overflow, and the points of TCP, UDP, ICMP,
/// ICMPv6 and GRE at which boxes begin and end. ICMP exists between IPv4 addresses only, and ICMPv6
/// between IPv6 addresses.
class SmallSetsTest {

  private static final int WORLDS = 20_000;
  private static final int[] PORTS = {0, 1, 22, 23, 65_534, 65_535};
  private static final List<IpAddress> ADDRESSES =
      List.of(
          IpAddress.parse("0.0.0.0"),
          IpAddress.parse("0.0.0.1"),
          IpAddress.parse("255.255.255.254"),
          IpAddress.parse("255.255.255.255"),
          IpAddress.parse("::"),
          IpAddress.parse("::1"),
          IpAddress.parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe"),
          IpAddress.parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));

  private final Random random = new Random(20_261_122);

  /// A box, tried literally.
  private record Box(Traffic traffic, Cidr cidr) {
    TrafficSet set() {
      return TrafficSet.of(traffic, AddressSet.of(cidr));
    }

    boolean has(Traffic packet, IpAddress peer) {
      return cidr.contains(peer) && exists(packet, peer) && matches(packet);
    }

    private static boolean exists(Traffic packet, IpAddress peer) {
      boolean ipv4 = peer.family() == IpFamily.IPV4;
      return !(packet instanceof Traffic.Icmp(Protocol protocol, _, _))
          || protocol.number() == (ipv4 ? 1 : 58);
    }

    private boolean matches(Traffic packet) {
      return switch (traffic) {
        case Traffic.All() -> true;
        case Traffic.Whole(Protocol protocol) -> protocol.equals(packet.protocolOrNull());
        case Traffic.Ports(Protocol protocol, PortRange ports) ->
            packet instanceof Traffic.Ports(Protocol other, PortRange port)
                && protocol.equals(other)
                && ports.contains(port.from());
        case Traffic.Icmp(Protocol protocol, int type, int code) ->
            packet instanceof Traffic.Icmp(Protocol other, int otherType, int otherCode)
                && protocol.equals(other)
                && (type == -1 || type == otherType)
                && (code == -1 || code == otherCode);
      };
    }
  }

  @Test
  void operationsAgreeWithTryingEveryPacket() {
    List<Traffic> packets = packets();
    long compared = 0;
    long disagreements = 0;
    for (int world = 0; world < WORLDS; world++) {
      List<Box> first = boxes();
      List<Box> second = boxes();
      TrafficSet one = TrafficSet.unionOf(first.stream().map(Box::set).toList());
      TrafficSet two = TrafficSet.unionOf(second.stream().map(Box::set).toList());
      TrafficSet union = one.union(two);
      TrafficSet both = one.intersect(two);
      TrafficSet rest = one.minus(two);
      boolean none = true;
      boolean within = true;
      for (Traffic packet : packets) {
        for (IpAddress peer : ADDRESSES) {
          BiPredicate<TrafficSet, Boolean> agrees =
              (set, expected) -> has(set, packet, peer) == expected;
          boolean a = first.stream().anyMatch(box -> box.has(packet, peer));
          boolean b = second.stream().anyMatch(box -> box.has(packet, peer));
          disagreements += agrees.test(union, a || b) ? 0 : 1;
          disagreements += agrees.test(both, a && b) ? 0 : 1;
          disagreements += agrees.test(rest, a && !b) ? 0 : 1;
          none &= !(a && b);
          within &= a || !b;
          compared += 3;
        }
      }
      disagreements += !one.overlaps(two) && !none ? 1 : 0;
      disagreements += one.containsAll(two) && !within ? 1 : 0;
      disagreements += rest.union(both).equals(one) ? 0 : 1;
      disagreements += union.minus(two).equals(rest) ? 0 : 1;
      compared += 4;
    }

    System.out.println(
        "Sets of random boxes: worlds %d, comparisons %d, disagreements %d"
            .formatted(WORLDS, compared, disagreements));
    assertThat(disagreements).isZero();
  }

  private static boolean has(TrafficSet set, Traffic packet, IpAddress peer) {
    return set.peersAt(TrafficLine.of(packet).from()).contains(peer);
  }

  private static List<Traffic> packets() {
    List<Traffic> packets = new ArrayList<>();
    for (Protocol protocol : List.of(Protocol.TCP, Protocol.UDP)) {
      for (int port : PORTS) {
        packets.add(new Traffic.Ports(protocol, PortRange.of(port)));
      }
    }
    for (int type : new int[] {0, 8, 255}) {
      for (int code : new int[] {0, 255}) {
        packets.add(new Traffic.Icmp(Protocol.ICMP, type, code));
        packets.add(new Traffic.Icmp(Protocol.ICMPV6, type, code));
      }
    }
    packets.add(new Traffic.Whole(new Protocol(0)));
    packets.add(new Traffic.Whole(new Protocol(47)));
    packets.add(new Traffic.Whole(new Protocol(255)));
    return packets;
  }

  private List<Box> boxes() {
    List<Box> boxes = new ArrayList<>();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      boxes.add(new Box(traffic(), cidr()));
    }
    return boxes;
  }

  private Traffic traffic() {
    return switch (random.nextInt(6)) {
      case 0 -> new Traffic.All();
      case 1 -> new Traffic.Whole(new Protocol(List.of(0, 47, 255).get(random.nextInt(3))));
      case 2 ->
          new Traffic.Icmp(
              random.nextBoolean() ? Protocol.ICMP : Protocol.ICMPV6,
              List.of(-1, 0, 8, 255).get(random.nextInt(4)),
              List.of(-1, 0, 255).get(random.nextInt(3)));
      default -> {
        int from = PORTS[random.nextInt(PORTS.length)];
        int to = PORTS[random.nextInt(PORTS.length)];
        yield new Traffic.Ports(
            random.nextBoolean() ? Protocol.TCP : Protocol.UDP,
            new PortRange(Math.min(from, to), Math.max(from, to)));
      }
    };
  }

  private Cidr cidr() {
    IpAddress address = ADDRESSES.get(random.nextInt(ADDRESSES.size()));
    int bits = address.family().bits();
    return new Cidr(address, List.of(0, 1, bits - 1, bits).get(random.nextInt(4)));
  }
}
