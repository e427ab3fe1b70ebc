package io.flowverdict.aws.configuration;

import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Traffic;
import io.flowverdict.core.snapshot.Traffic.Icmp;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Protocols with their ports or types, in the spellings of both APIs.
///
/// Security groups put ports, or the ICMP type and code, in `FromPort` and `ToPort`; network ACLs
/// have `PortRange` and `IcmpTypeCode`. In both -1 means every protocol, type or code, and a
/// protocol other than TCP, UDP and ICMP has no ports whatever the document gives.
final class TrafficJson {
  private static final int ANY = -1;
  private static final int LAST_ICMP = 255;
  private static final String FROM_PORT = "FromPort";
  private static final String TO_PORT = "ToPort";

  private TrafficJson() {}

  /// Reads the traffic of a permission or rule of a security group.
  static Traffic readOfGroup(Element rule) {
    Protocol protocol = protocol(rule, "IpProtocol");
    if (protocol == null) {
      return new Traffic.All();
    }
    if (protocol.hasPorts()) {
      return new Traffic.Ports(protocol, ports(rule, FROM_PORT, TO_PORT));
    }
    return protocol.isIcmp() ? icmp(protocol, rule, FROM_PORT, TO_PORT) : Traffic.allOf(protocol);
  }

  /// Reads the traffic of an entry of a network ACL.
  static Traffic readOfEntry(Element entry) {
    Protocol protocol = protocol(entry, "Protocol");
    if (protocol == null) {
      return new Traffic.All();
    }
    Element ports = protocol.hasPorts() ? entry.optional("PortRange", Element::object) : null;
    if (ports != null) {
      return new Traffic.Ports(protocol, ports(ports, "From", "To"));
    }
    Element types = protocol.isIcmp() ? entry.optional("IcmpTypeCode", Element::object) : null;
    return types == null ? Traffic.allOf(protocol) : icmp(protocol, types, "Type", "Code");
  }

  /// Reads a protocol: a name or a number, the number as text or as JSON number; null for every
  /// protocol.
  private static @Nullable Protocol protocol(Element owner, String name) {
    Element field = owner.required(name, Function.identity());
    boolean named = field.node().isTextual() || field.node().isIntegralNumber();
    String text = named ? field.node().asText() : "";
    if (text.equals("-1")) {
      return null;
    }
    return Protocol.tryParse(text)
        .orElseThrow(
            () -> field.unexpected("tcp, udp, icmp, icmpv6, -1 or a protocol number 0 to 255"));
  }

  private static PortRange ports(Element owner, String fromField, String toField) {
    int from = bound(owner, fromField, PortRange.MAX_PORT);
    int to = bound(owner, toField, PortRange.MAX_PORT);
    int first = from == ANY ? 0 : from;
    int last = to == ANY ? PortRange.MAX_PORT : to;
    if (first > last) {
      throw owner.wrong("has ports that end before they begin: " + first + " to " + last);
    }
    return new PortRange(first, last);
  }

  private static Icmp icmp(Protocol protocol, Element owner, String typeField, String codeField) {
    return new Icmp(
        protocol, bound(owner, typeField, LAST_ICMP), bound(owner, codeField, LAST_ICMP));
  }

  private static int bound(Element owner, String field, int most) {
    Integer value = owner.optional(field, each -> each.integer(ANY, most));
    return value == null ? ANY : value;
  }

  /// Writes the traffic of a permission or rule of a security group.
  static void writeOfGroup(Fields rule, Traffic traffic) {
    switch (traffic) {
      case Traffic.All() -> rule.put("IpProtocol", "-1");
      case Traffic.Ports(Protocol protocol, PortRange(int from, int to)) ->
          rule.put("IpProtocol", name(protocol)).put(FROM_PORT, from).put(TO_PORT, to);
      case Icmp(Protocol protocol, int type, int code) ->
          rule.put("IpProtocol", name(protocol)).put(FROM_PORT, type).put(TO_PORT, code);
      case Traffic.Whole(Protocol protocol) -> rule.put("IpProtocol", number(protocol));
    }
  }

  /// Writes the traffic of an entry of a network ACL.
  static void writeOfEntry(Fields entry, Traffic traffic) {
    switch (traffic) {
      case Traffic.All() -> entry.put("Protocol", "-1");
      case Traffic.Ports(Protocol protocol, PortRange(int from, int to)) ->
          entry
              .put("Protocol", number(protocol))
              .put("PortRange", new Fields().put("From", from).put("To", to));
      case Icmp(Protocol protocol, int type, int code) ->
          entry
              .put("Protocol", number(protocol))
              .put("IcmpTypeCode", new Fields().put("Type", type).put("Code", code));
      case Traffic.Whole(Protocol protocol) -> entry.put("Protocol", number(protocol));
    }
  }

  private static String name(Protocol protocol) {
    return protocol.toString().toLowerCase(Locale.ROOT);
  }

  private static String number(Protocol protocol) {
    return Integer.toString(protocol.number());
  }
}
