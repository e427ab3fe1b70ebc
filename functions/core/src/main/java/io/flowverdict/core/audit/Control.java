package io.flowverdict.core.audit;

import io.flowverdict.core.audit.set.TrafficLine;
import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Traffic;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The controls of published standards that audits check, each by its own definition (AWS Security
/// Hub user guide, "Security Hub CSPM controls for Amazon EC2" and "CIS AWS Foundations Benchmark
/// in Security Hub CSPM"; AWS Config developer guide for the rules that they run).
///
/// A finding that names a control says that it fails. A control about open ports asks of the whole
/// address family: `0.0.0.0/0` or `::/0` in one rule, not parts that add up to it.
enum Control {
  /// A default group has rules, inbound or outbound (`vpc-default-security-group-closed`).
  EC2_2("AWS Security Hub EC2.2", "CIS AWS Foundations 3.0.0 5.4", "CIS AWS Foundations 5.0.0 5.5"),
  /// A VPC has no flow log of its own that records rejected traffic (`vpc-flow-logs-enabled`,
  /// traffic type REJECT).
  EC2_6("AWS Security Hub EC2.6", "CIS AWS Foundations 3.0.0 3.7", "CIS AWS Foundations 5.0.0 3.7"),
  /// A group allows TCP 22 from everywhere (`restricted-ssh`).
  EC2_13("AWS Security Hub EC2.13"),
  /// A group allows TCP 3389 from everywhere (`restricted-common-ports`).
  EC2_14("AWS Security Hub EC2.14"),
  /// A network ACL other than the default one has no subnet (`vpc-network-acl-unused-check`).
  EC2_16("AWS Security Hub EC2.16"),
  /// A group allows TCP or UDP from everywhere to another port than 80 and 443
  /// (`vpc-sg-open-only-to-authorized-ports`). Its parameter names these ports for TCP only, its
  /// text does not: UDP to them is not counted.
  EC2_18("AWS Security Hub EC2.18"),
  /// A group allows TCP from everywhere to a port of high risk (`restricted-common-ports`).
  EC2_19("AWS Security Hub EC2.19"),
  /// A network ACL other than a default one lets TCP 22 or 3389 in from everywhere
  /// (`nacl-no-unrestricted-ssh-rdp`).
  EC2_21("AWS Security Hub EC2.21"),
  /// A network ACL lets TCP or UDP 22 or 3389 in from all of IPv4: what Security Hub maps to EC2.21
  /// the benchmark asks of default network ACLs too, and of IPv4.
  CIS_ACL("CIS AWS Foundations 3.0.0 5.1", "CIS AWS Foundations 5.0.0 5.2"),
  /// A group allows TCP or UDP 22 or 3389 from all of IPv4 (`vpc-sg-port-restriction-check`).
  EC2_53(
      "AWS Security Hub EC2.53", "CIS AWS Foundations 3.0.0 5.2", "CIS AWS Foundations 5.0.0 5.3"),
  /// A group allows TCP or UDP 22 or 3389 from all of IPv6 (`vpc-sg-port-restriction-check`).
  EC2_54(
      "AWS Security Hub EC2.54", "CIS AWS Foundations 3.0.0 5.3", "CIS AWS Foundations 5.0.0 5.4");

  private static final Set<Control> OF_GROUPS =
      EnumSet.of(EC2_13, EC2_14, EC2_18, EC2_19, EC2_53, EC2_54);

  /// The ports of EC2.19.
  private static final List<Integer> HIGH_RISK =
      List.of(
          20, 21, 22, 23, 25, 110, 135, 143, 445, 1_433, 1_434, 3_000, 3_306, 3_389, 4_333, 5_000,
          5_432, 5_500, 5_601, 8_080, 8_088, 8_888, 9_200, 9_300);

  private static final Map<Control, TrafficSet> TRAFFIC = new EnumMap<>(Control.class);

  static {
    for (Control each : values()) {
      TRAFFIC.put(each, trafficOf(each));
    }
  }

  private final String names;

  Control(String... names) {
    this.names = String.join(";", names);
  }

  /// The inbound traffic that makes a control fail; empty when it is about something else.
  private static TrafficSet trafficOf(Control control) {
    return switch (control) {
      case EC2_2, EC2_6, EC2_16 -> TrafficSet.EMPTY;
      case EC2_13 -> on(Protocol.TCP, List.of(22));
      case EC2_14 -> on(Protocol.TCP, List.of(3_389));
      case EC2_18 -> but(Protocol.TCP, List.of(80, 443)).union(but(Protocol.UDP, List.of(80, 443)));
      case EC2_19 -> on(Protocol.TCP, HIGH_RISK);
      case EC2_21 -> on(Protocol.TCP, List.of(22, 3_389));
      case CIS_ACL, EC2_53 -> administration(IpFamily.IPV4);
      case EC2_54 -> administration(IpFamily.IPV6);
    };
  }

  private static TrafficSet administration(IpFamily family) {
    List<Integer> ports = List.of(22, 3_389);
    return on(Protocol.TCP, ports)
        .union(on(Protocol.UDP, ports))
        .mapPeers(AddressSet.all(family)::intersect);
  }

  private static TrafficSet on(Protocol protocol, Collection<Integer> ports) {
    return TrafficSet.unionOf(
        ports.stream()
            .map(PortRange::of)
            .map(port -> TrafficSet.of(new Traffic.Ports(protocol, port), AddressSet.ALL))
            .toList());
  }

  private static TrafficSet but(Protocol protocol, Collection<Integer> ports) {
    return TrafficSet.of(TrafficLine.of(Traffic.allOf(protocol)), AddressSet.ALL)
        .minus(on(protocol, ports));
  }

  /// {@return the names of the controls, as findings give them, in the order of the controls}
  static String[] names(Collection<Control> controls) {
    return controls.stream()
        .sorted()
        .flatMap(each -> Stream.of(each.names()))
        .toArray(String[]::new);
  }

  String[] names() {
    return names.split(";", -1);
  }

  /// {@return the controls of groups that a rule makes fail by the part of it that is in the
  /// traffic}
  static Set<Control> failedBy(SecurityGroupRule rule, TrafficSet part) {
    return rule.direction() == Direction.INGRESS
            && rule.peer() instanceof Peer.OfCidr(Cidr cidr)
            && cidr.length() == 0
        ? failing(OF_GROUPS.stream(), TrafficSet.of(rule.traffic(), AddressSet.of(cidr)), part)
        : Set.of();
  }

  /// {@return the controls of network ACLs that an entry makes fail by what it decides}
  static Set<Control> failedBy(NetworkAcl acl, NetworkAclEntry entry, TrafficSet decides) {
    return entry.direction() == Direction.INGRESS
            && entry.effect() == NetworkAclEntry.Effect.ALLOW
            && entry.cidr().length() == 0
        ? failing(
            Stream.of(EC2_21, CIS_ACL).filter(each -> each != EC2_21 || !acl.isDefault()),
            decides,
            TrafficSet.ALL)
        : Set.of();
  }

  private static Set<Control> failing(Stream<Control> controls, TrafficSet open, TrafficSet part) {
    TrafficSet both = open.intersect(part);
    Set<Control> failing = EnumSet.noneOf(Control.class);
    controls.filter(each -> each.traffic().overlaps(both)).forEach(failing::add);
    return failing;
  }

  private TrafficSet traffic() {
    return TRAFFIC.getOrDefault(this, TrafficSet.EMPTY);
  }

  /// {@return what of the traffic the controls are about}
  static TrafficSet concerning(Collection<Control> controls, TrafficSet traffic) {
    return TrafficSet.unionOf(controls.stream().map(each -> each.traffic()).toList())
        .intersect(traffic);
  }
}
