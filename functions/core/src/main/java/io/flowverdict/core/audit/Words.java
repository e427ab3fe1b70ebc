package io.flowverdict.core.audit;

import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The words for things that the sentences of findings are made of.
final class Words {

  private static final int SHOWN = 6;

  private Words() {}

  static String bound(Direction direction) {
    return direction.bound();
  }

  static String family(IpFamily family) {
    return family == IpFamily.IPV4 ? "IPv4" : "IPv6";
  }

  static String preposition(Direction direction) {
    return direction == Direction.INGRESS ? "from" : "to";
  }

  /// {@return a rule by its name and in words; one without an id is named by its words}
  static String rule(SecurityGroupRule rule) {
    return rule.ruleId() == null ? rule.name() : rule.name() + " (" + rule.text() + ")";
  }

  /// {@return `Rule sgr-0a (inbound tcp 22 from 10.0.0.0/8) of sg-0a`, the beginning of a sentence}
  static String subject(SecurityGroupRule rule) {
    return rule.ruleId() == null
        ? "Rule " + rule.name()
        : "Rule %s (%s %s) of %s"
            .formatted(rule.ruleId(), bound(rule.direction()), rule.text(), rule.groupId());
  }

  /// {@return the first of the texts, and how many more there are}
  static String list(Collection<String> texts) {
    String shown = texts.stream().limit(SHOWN).collect(Collectors.joining(", "));
    int more = texts.size() - SHOWN;
    return more <= 0 ? shown : shown + " and " + more + " more";
  }

  /// {@return `1 interface`, `3 interfaces`}
  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /// {@return addresses as the first of their blocks}
  static String addresses(AddressSet set) {
    return list(set.cidrs().stream().map(Cidr::toString).toList());
  }

  /// {@return the protocols and ports of a set: `TCP 22, 3389; UDP all ports`}
  static String traffic(TrafficSet set) {
    List<String> parts = new ArrayList<>();
    List<String> ports = new ArrayList<>();
    Protocol current = null;
    for (Traffic each : set.traffic()) {
      Protocol protocol = each.protocolOrNull();
      if (protocol == null) {
        return "all traffic";
      }
      if (!protocol.equals(current) && !ports.isEmpty() && current != null) {
        parts.add(current + " " + list(ports));
        ports.clear();
      }
      current = protocol;
      ports.add(limit(each));
    }
    if (current != null) {
      parts.add((current + " " + list(ports)).strip());
    }
    return parts.size() <= SHOWN
        ? String.join("; ", parts)
        : String.join("; ", parts.subList(0, SHOWN))
            + " and "
            + (parts.size() - SHOWN)
            + " more protocols";
  }

  /// {@return just the packets of a set: `TCP 22 from 10.0.0.0/8; TCP 80, 443 from 10.1.0.0/16`}
  static String packets(TrafficSet set, Direction direction) {
    Map<AddressSet, TrafficSet> byPeers = new LinkedHashMap<>();
    for (TrafficSet.Slab slab : set.slabs()) {
      byPeers.merge(slab.peers(), TrafficSet.of(slab.stretch(), slab.peers()), TrafficSet::union);
    }
    List<String> parts =
        byPeers.entrySet().stream()
            .map(each ->
                traffic(each.getValue())
                    + " "
                    + preposition(direction)
                    + " "
                    + addresses(each.getKey()))
            .toList();
    int more = parts.size() - SHOWN;
    return more <= 0
        ? String.join("; ", parts)
        : String.join("; ", parts.subList(0, SHOWN)) + "; and more";
  }

  private static String limit(Traffic traffic) {
    return switch (traffic) {
      case Traffic.All() -> "";
      case Traffic.Whole _ -> "";
      case Traffic.Ports(_, PortRange range) -> ports(range);
      case Traffic.Icmp(_, int type, int code) -> {
        if (type == Traffic.Icmp.ANY) {
          yield "all types";
        }
        yield "type " + type + (code == Traffic.Icmp.ANY ? "" : " code " + code);
      }
    };
  }

  static String ports(PortRange range) {
    if (range.equals(PortRange.ALL)) {
      return "all ports";
    }
    return range.size() == 1 ? Integer.toString(range.from()) : range.from() + "–" + range.to();
  }
}
