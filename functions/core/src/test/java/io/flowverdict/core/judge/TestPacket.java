package io.flowverdict.core.judge;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.TestRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A packet from text, as a rule sees it: direction, protocol, port or ICMP type and code, and the
/// peer.
///
/// ```
/// in tcp 443 from 198.51.100.4
/// out udp to 198.51.100.4                        (its port is not known)
/// in icmp 3/4 from 2001:db8::1                   (in icmp from …: its type is not known)
/// in tcp 22 from 198.51.100.4 through a middlebox
/// ```
///
/// The interface's own address is 10.0.1.10 or 2001:db8:1:1::10, and the source port 50000.
record TestPacket(Direction direction, Packet packet) {

  private static final IpAddress OWN_IPV4 = IpAddress.parse("10.0.1.10");
  private static final IpAddress OWN_IPV6 = IpAddress.parse("2001:db8:1:1::10");

  static TestPacket of(String text) {
    List<String> words = List.of(text.strip().split("\\s+", -1));
    Direction direction = TestRule.direction(words.getFirst());
    Protocol protocol = Protocol.parse(words.get(1));
    int preposition = direction == Direction.INGRESS ? words.indexOf("from") : words.indexOf("to");
    String limit = preposition == 3 ? words.get(2) : null;
    IpAddress peer = IpAddress.parse(words.get(preposition + 1));
    IpAddress own = peer.family() == IpFamily.IPV4 ? OWN_IPV4 : OWN_IPV6;
    boolean inbound = direction == Direction.INGRESS;
    return new TestPacket(
        direction,
        new Packet(
            protocol,
            inbound ? peer : own,
            protocol.isIcmp() ? 0 : 50_000,
            inbound ? own : peer,
            protocol.isIcmp() ? Integer.valueOf(0) : port(limit),
            protocol.isIcmp() ? message(limit) : null,
            words.contains("through")));
  }

  private static @Nullable Integer port(@Nullable String limit) {
    return limit == null ? null : Integer.valueOf(limit);
  }

  private static Packet.@Nullable IcmpMessage message(@Nullable String limit) {
    if (limit == null) {
      return null;
    }
    String[] parts = limit.split("/", -1);
    return new Packet.IcmpMessage(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }
}
