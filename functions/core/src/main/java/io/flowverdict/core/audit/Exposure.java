package io.flowverdict.core.audit;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.audit.set.TrafficLine;
import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.net.SensitivePorts;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Traffic of one kind that is open to the Internet of one family.
///
/// @param traffic what is open, with all its peers on the Internet; not empty
record Exposure(IpFamily family, Service service, TrafficSet traffic) {

  Exposure {
    requireNonNull(family, "family is null");
    requireNonNull(service, "service is null");
    requireNonNull(traffic, "traffic is null");
  }

  /// What is open, from the most dangerous on. TCP counts for the ports that people log in to and
  /// that databases listen on: the same port of UDP is another service.
  enum Service {
    /// Every TCP port.
    EVERYTHING(Severity.CRITICAL),
    /// Remote administration.
    ADMINISTRATION(Severity.HIGH),
    /// Databases, caches and message brokers.
    DATA(Severity.HIGH),
    /// What is neither of the others.
    OTHER(Severity.MEDIUM),
    /// What is meant to be reached.
    WEB(Severity.LOW),
    /// ICMP alone.
    MESSAGES(Severity.INFORMATIONAL);

    private final Severity severity;

    Service(Severity severity) {
      this.severity = severity;
    }

    /// How much it matters at an interface that the Internet can address.
    Severity severity() {
      return severity;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final TrafficSet ADMINISTRATION =
      onPorts(SensitivePorts.ADMINISTRATION, Protocol.TCP);
  private static final TrafficSet DATA =
      onPorts(SensitivePorts.DATA_STORES.keySet(), Protocol.TCP)
          .union(onPorts(List.of(11_211), Protocol.UDP));
  private static final TrafficSet WEB =
      onPorts(SensitivePorts.WEB, Protocol.TCP).union(onPorts(List.of(443), Protocol.UDP));
  private static final TrafficSet MESSAGES =
      all(Traffic.allOf(Protocol.ICMP)).union(all(Traffic.allOf(Protocol.ICMPV6)));

  /// Port 0 is reserved.
  private static final TrafficSet EVERY_TCP_PORT =
      all(new Traffic.Ports(Protocol.TCP, new PortRange(1, PortRange.MAX_PORT)));

  private static TrafficSet onPorts(Collection<Integer> ports, Protocol protocol) {
    return TrafficSet.unionOf(
        ports.stream().map(port -> all(new Traffic.Ports(protocol, PortRange.of(port)))).toList());
  }

  private static TrafficSet all(Traffic traffic) {
    return TrafficSet.of(TrafficLine.of(traffic), AddressSet.ALL);
  }

  /// {@return what of this traffic is open to the Internet}
  static List<Exposure> of(TrafficSet inbound, Internet internet) {
    TrafficSet fromInternet = inbound.mapPeers(each -> each.intersect(internet.addresses()));
    return Stream.of(IpFamily.values())
        .flatMap(family -> of(family, fromInternet, internet).stream())
        .toList();
  }

  private static List<Exposure> of(IpFamily family, TrafficSet inbound, Internet internet) {
    AddressSet all = AddressSet.all(family);
    TrafficSet open =
        inbound.mapPeers(
            each -> internet.isOpen(each, family) ? each.intersect(all) : AddressSet.EMPTY);
    List<Exposure> found = new ArrayList<>();
    if (open.mapPeers(Exposure::everyone).containsAll(EVERY_TCP_PORT)) {
      found.add(new Exposure(family, Service.EVERYTHING, open));
      return found;
    }
    TrafficSet rest = open;
    rest = take(family, Service.ADMINISTRATION, rest, ADMINISTRATION, found);
    rest = take(family, Service.DATA, rest, DATA, found);
    rest = take(family, Service.WEB, rest, WEB, found);
    rest = take(family, Service.MESSAGES, rest, MESSAGES, found);
    take(family, Service.OTHER, rest, TrafficSet.ALL, found);
    return found;
  }

  private static AddressSet everyone(AddressSet peers) {
    return peers.isEmpty() ? peers : AddressSet.ALL;
  }

  /// Moves what is on the service's part of the line to `found`; returns what is left.
  private static TrafficSet take(
      IpFamily family, Service service, TrafficSet open, TrafficSet part, List<Exposure> found) {
    TrafficSet taken = open.intersect(part);
    if (!taken.isEmpty()) {
      found.add(new Exposure(family, service, taken));
    }
    return open.minus(taken);
  }
}
