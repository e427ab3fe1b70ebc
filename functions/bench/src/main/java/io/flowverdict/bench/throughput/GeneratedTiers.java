package io.flowverdict.bench.throughput;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Traffic;
import io.flowverdict.core.snapshot.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A VPC of services, each of some interfaces behind a security group of its own. Each service is
/// reached by the one before it, the first one from the Internet.
///
/// @param interfaces spread over the services in turn
/// @param rules how many rules each interface has; all but three are of other networks and ports
public record GeneratedTiers(long seed, int interfaces, int rules) {

  private static final int INTERFACES_OF_SERVICE = 40;
  private static final int[] PORTS = {443, 8080, 5432, 6379, 9092, 3306, 11211, 8443};

  int services() {
    return Math.max(2, interfaces / INTERFACES_OF_SERVICE);
  }

  int serviceOf(int index) {
    return index % services();
  }

  int portOf(int service) {
    return PORTS[service % PORTS.length];
  }

  String interfaceId(int index) {
    return "eni-0%016x".formatted(0x9E37_79B9_7F4AL * (index + 1) & 0xFFFF_FFFF_FFFF_FFFL);
  }

  int address(int index) {
    return 0x0A00_0000 | (index / 200) << 8 | (10 + index % 200);
  }

  String subnetId(int index) {
    return "subnet-0%016x".formatted(0x1234_5678L * (index / 200 + 1));
  }

  /// {@return the configuration}
  public Snapshot snapshot() {
    List<Subnet> subnets =
        IntStream.rangeClosed(0, (interfaces - 1) / 200)
            .mapToObj(i ->
                new Subnet(
                    subnetId(i * 200),
                    null,
                    "vpc-1",
                    null,
                    List.of(new Cidr(IpAddress.ipv4(0x0A00_0000 | i << 8), 24)),
                    null))
            .toList();
    return Snapshot.builder()
        .vpcs(List.of(new Vpc("vpc-1", null, null, false, List.of(Cidr.parse("10.0.0.0/8")), null)))
        .subnets(subnets)
        .interfaces(IntStream.range(0, interfaces).mapToObj(this::networkInterface).toList())
        .securityGroups(IntStream.range(0, services()).mapToObj(this::group).toList())
        .networkAcls(List.of(acl(subnets)))
        .build();
  }

  private NetworkInterface networkInterface(int index) {
    return new NetworkInterface(
        interfaceId(index),
        null,
        null,
        "interface",
        "vpc-1",
        subnetId(index),
        null,
        null,
        null,
        false,
        true,
        List.of(IpAddress.ipv4(address(index))),
        List.of(),
        List.of(),
        Set.of("sg-" + serviceOf(index)));
  }

  private SecurityGroup group(int service) {
    Random random = new Random(31 * seed + service);
    String id = "sg-" + service;
    List<SecurityGroupRule> all = new ArrayList<>();
    Peer clients =
        service == 0 ? new Peer.OfCidr(Cidr.ALL_IPV4) : Peer.OfGroup.local("sg-" + (service - 1));
    all.add(rule(id, 0, Direction.INGRESS, port(portOf(service)), clients));
    all.add(rule(id, 1, Direction.EGRESS, new Traffic.All(), new Peer.OfCidr(Cidr.ALL_IPV4)));
    for (int i = 2; i < rules; i++) {
      Cidr block = new Cidr(IpAddress.ipv4(0xAC10_0000 | random.nextInt(1 << 20)), 28);
      all.add(
          rule(
              id, i, Direction.INGRESS, port(random.nextInt(1024, 32768)), new Peer.OfCidr(block)));
    }
    return new SecurityGroup(id, null, "vpc-1", null, all);
  }

  private static Traffic port(int port) {
    return new Traffic.Ports(Protocol.TCP, PortRange.of(port));
  }

  private static SecurityGroupRule rule(
      String group, int index, Direction direction, Traffic traffic, Peer peer) {
    return new SecurityGroupRule(
        "sgr-" + group.substring(3) + "-" + index, group, direction, traffic, peer, null);
  }

  private static NetworkAcl acl(List<Subnet> subnets) {
    List<NetworkAclEntry> entries = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      entries.add(
          new NetworkAclEntry(
              100, direction, NetworkAclEntry.Effect.ALLOW, new Traffic.All(), Cidr.ALL_IPV4));
    }
    Set<String> ids = subnets.stream().map(Subnet::id).collect(Collectors.toSet());
    return new NetworkAcl("acl-1", "vpc-1", null, true, ids, entries);
  }
}
