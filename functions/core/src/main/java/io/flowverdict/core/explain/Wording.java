package io.flowverdict.core.explain;

import io.flowverdict.core.judge.Doubt;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.judge.Packets;
import io.flowverdict.core.judge.UndecidedReason;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The words for things that sentences are made of.
final class Wording {

  private static final int SHOWN_RANGES = 6;

  private Wording() {}

  static String bound(Direction direction) {
    return direction.bound();
  }

  static String family(IpFamily family) {
    return family == IpFamily.IPV4 ? "IPv4" : "IPv6";
  }

  static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  static String orUnknown(@Nullable String text, String unknown) {
    return text == null ? unknown : text;
  }

  /// {@return an ICMP message: `ICMP echo request`, `ICMPv6 type 1 code 0`}
  static String icmp(Protocol protocol, Packet.IcmpMessage message) {
    boolean v6 = protocol.equals(Protocol.ICMPV6);
    if (message.code() == 0 && message.type() == (v6 ? 128 : 8)) {
      return protocol + " echo request";
    }
    if (message.code() == 0 && message.type() == (v6 ? 129 : 0)) {
      return protocol + " echo reply";
    }
    return protocol + " type " + message.type() + " code " + message.code();
  }

  /// {@return packets without their peers: `TCP ports 443, 8000–8080`, `ICMP echo request`, `UDP`}
  static String traffic(Packets packets) {
    List<PortRange> ports = new ArrayList<>();
    for (Traffic traffic : packets.traffic()) {
      switch (traffic) {
        case Traffic.All() -> {
          return "all traffic";
        }
        case Traffic.Whole(Protocol protocol) -> {
          return protocol.toString();
        }
        case Traffic.Icmp(Protocol protocol, int type, int code) -> {
          return type == Traffic.Icmp.ANY || code == Traffic.Icmp.ANY
              ? traffic.toString()
              : icmp(protocol, new Packet.IcmpMessage(type, code));
        }
        case Traffic.Ports(_, PortRange range) -> ports.add(range);
      }
    }
    String protocol = String.valueOf(packets.traffic().getFirst().protocolOrNull());
    return ports.equals(List.of(PortRange.ALL)) ? protocol : protocol + " " + ports(ports);
  }

  /// {@return the traffic of a proposed rule; says so when the ICMP type was not known}
  static String traffic(Traffic traffic, Packet packet) {
    boolean anyType = packet.protocol().isIcmp() && packet.icmp() == null;
    return traffic + (anyType ? " (the type is not known)" : "");
  }

  /// {@return `port 443` or `ports 1024–65535`}
  static String ports(PortRange ports) {
    return ports.size() == 1 ? "port " + ports.from() : "ports " + range(ports);
  }

  /// {@return `port 443`, or `ports 1024–32767, 61000–65535`}
  static String ports(List<PortRange> ports) {
    if (ports.size() == 1) {
      return ports(ports.getFirst());
    }
    return "ports " + bounded(ports.stream().map(Wording::range).toList(), ", ");
  }

  private static String range(PortRange ports) {
    return ports.size() == 1 ? Integer.toString(ports.from()) : ports.from() + "–" + ports.to();
  }

  /// {@return addresses as a list, in which there are at most six: `10.0.0.5, 10.0.0.6`}
  static String list(List<IpAddress> addresses) {
    return bounded(addresses.stream().map(IpAddress::toString).toList(), ", ");
  }

  /// {@return one of several addresses: `203.0.113.1 or 203.0.113.2`; `a public address` where they
  /// are not single ones}
  static String addresses(AddressSet possible) {
    List<Cidr> blocks = possible.cidrs();
    boolean single =
        blocks.size() <= SHOWN_RANGES
            && blocks.stream().allMatch(each -> each.length() == each.family().bits());
    return single
        ? blocks.stream().map(each -> each.network().toString()).collect(Collectors.joining(" or "))
        : "a public address";
  }

  /// {@return the first of the texts, and how many more there are}
  static String bounded(List<String> texts, String separator) {
    String shown = texts.stream().limit(SHOWN_RANGES).collect(Collectors.joining(separator));
    int more = texts.size() - SHOWN_RANGES;
    return more <= 0 ? shown : shown + separator + "and " + more + " more";
  }

  /// {@return doubts about a question as the end of a sentence}
  static String doubts(List<Doubt> doubts) {
    List<String> texts = new ArrayList<>();
    List<String> ports =
        doubts.stream()
            .filter(each -> each.reason() == UndecidedReason.PORT_NOT_RECORDED)
            .map(each -> String.valueOf(each.about()))
            .toList();
    if (!ports.isEmpty()) {
      texts.add("the question names no port, and rules ask for " + bounded(ports, ", "));
    }
    doubts.stream()
        .filter(each -> each.reason() != UndecidedReason.PORT_NOT_RECORDED)
        .map(Wording::doubt)
        .forEach(texts::add);
    return String.join("; ", texts);
  }

  private static String doubt(Doubt doubt) {
    return doubt.reason() == UndecidedReason.INTERFACE_UNKNOWN
        ? "no interface of the configuration owns " + doubt.about()
        : doubt.toString();
  }
}
