package io.flowverdict.core.judge;

import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Traffic;

/// Whether a rule's protocol and ports match a packet's.
final class TrafficMatch {

  private TrafficMatch() {}

  static Match of(Traffic traffic, Packet packet) {
    return switch (traffic) {
      case Traffic.All() -> Match.Certain.YES;
      case Traffic.Whole(Protocol protocol) -> Match.of(protocol.equals(packet.protocol()));
      case Traffic.Ports(Protocol protocol, PortRange ports) ->
          Match.of(protocol.equals(packet.protocol())).and(port(ports, packet));
      case Traffic.Icmp(Protocol protocol, int type, int code) ->
          Match.of(protocol.equals(packet.protocol())).and(message(type, code, packet));
    };
  }

  /// {@return whether one rule's traffic holds all of another's}
  static boolean covers(Traffic wide, Traffic narrow) {
    return switch (wide) {
      case Traffic.All() -> true;
      case Traffic.Whole _ -> wide.equals(narrow);
      case Traffic.Ports(Protocol protocol, PortRange ports) ->
          narrow instanceof Traffic.Ports(Protocol other, PortRange others)
              && protocol.equals(other)
              && ports.contains(others);
      case Traffic.Icmp(Protocol protocol, int type, int code) ->
          narrow instanceof Traffic.Icmp(Protocol other, int otherType, int otherCode)
              && protocol.equals(other)
              && (type == Traffic.Icmp.ANY || type == otherType)
              && (code == Traffic.Icmp.ANY || code == otherCode);
    };
  }

  private static Match port(PortRange ports, Packet packet) {
    Integer port = packet.destinationPort();
    if (port == null) {
      return ports.equals(PortRange.ALL)
          ? Match.Certain.YES
          : Match.unknown(UndecidedReason.PORT_NOT_RECORDED, ports.toString());
    }
    return Match.of(ports.contains(port));
  }

  private static Match message(int type, int code, Packet packet) {
    Packet.IcmpMessage message = packet.icmp();
    if (type == Traffic.Icmp.ANY) {
      return Match.Certain.YES;
    }
    if (message == null) {
      return Match.unknown(UndecidedReason.ICMP_TYPE_NOT_RECORDED, "type " + type);
    }
    return Match.of(message.type() == type && (code == Traffic.Icmp.ANY || message.code() == code));
  }
}
