package io.flowverdict.core.bulk;

import io.flowverdict.core.finding.PeerGroups;
import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.judge.UnfilteredTraffic;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which interfaces, addresses and ports neither judging nor classifying can tell apart by some
/// snapshots. Two records whose interfaces, addresses and ports are alike, and that are equal
/// otherwise, have equal verdicts. For one thread.
///
/// With several snapshots an interface is like no other, and owners of addresses are alike only if
/// they are the same.
final class Equivalence {

  static final int SOURCE = 1;
  static final int DESTINATION = 2;
  static final int UNCLEAR = 3;

  private static final int MOST_PORT_CLASSES = 1_000;

  private final List<Snapshot> snapshots;
  private final AddressClasses addresses;
  private final PortClasses sourcePorts = new PortClasses(Set.copyOf(UnfilteredTraffic.PORTS));
  private final Map<Object, Integer> profiles = new HashMap<>();
  private final List<PortClasses> ports = new ArrayList<>();
  private final Map<List<Object>, PortClasses> portsOfRules = new HashMap<>();
  private @Nullable PortClasses everyPort;
  private int[] profileOfInterface = new int[0];
  private @Nullable NetworkInterface[] interfaces = new NetworkInterface[0];

  /// What judging looks at of an interface, beside its own addresses.
  private record Profile(
      Set<String> groupIds,
      @Nullable String subnetId,
      @Nullable String vpcId,
      @Nullable String interfaceType) {}

  /// What judging and classifying look at of the owner of a peer's address.
  private record Owner(@Nullable String vpcId, Set<String> groupIds, @Nullable String id) {}

  Equivalence(List<Snapshot> snapshots) {
    this.snapshots = List.copyOf(snapshots);
    Set<Cidr> blocks = new HashSet<>(PeerGroups.PRIVATE);
    snapshots.forEach(snapshot -> addBlocks(snapshot, blocks));
    this.addresses = new AddressClasses(blocks, owners());
  }

  private static void addBlocks(Snapshot snapshot, Set<Cidr> blocks) {
    snapshot.vpcs().values().forEach(vpc -> blocks.addAll(vpc.cidrs()));
    snapshot.subnets().values().forEach(subnet -> blocks.addAll(subnet.cidrs()));
    snapshot.interfaces().values().forEach(each -> blocks.addAll(each.delegatedPrefixes()));
    snapshot
        .peerings()
        .values()
        .forEach(peering -> {
          blocks.addAll(peering.requester().cidrs());
          blocks.addAll(peering.accepter().cidrs());
        });
    for (PrefixList list : snapshot.prefixLists().values()) {
      if (list.cidrs() != null) {
        blocks.addAll(list.cidrs());
      }
    }
    for (NetworkAcl acl : snapshot.networkAcls().values()) {
      acl.entries().forEach(entry -> blocks.add(entry.cidr()));
    }
    for (SecurityGroup group : snapshot.securityGroups().values()) {
      for (SecurityGroupRule rule : group.rules()) {
        if (rule.peer() instanceof Peer.OfCidr(Cidr cidr)) {
          blocks.add(cidr);
        }
      }
    }
    UnfilteredTraffic.addresses(snapshot)
        .forEach(address -> blocks.add(AddressClasses.only(address)));
  }

  private Map<IpAddress, List<Object>> owners() {
    Map<IpAddress, List<Object>> owners = new HashMap<>();
    for (Snapshot snapshot : snapshots) {
      for (NetworkInterface each : snapshot.interfaces().values()) {
        Object owner = isExact() ? List.of(snapshots.indexOf(snapshot), each.id()) : owner(each);
        for (IpAddress address : each.addresses()) {
          owners.computeIfAbsent(address, _ -> new ArrayList<>(1)).add(owner);
        }
      }
    }
    return owners;
  }

  private static Owner owner(NetworkInterface each) {
    return new Owner(each.vpcId(), each.groupIds(), each.groupIds().isEmpty() ? each.id() : null);
  }

  private boolean isExact() {
    return snapshots.size() > 1;
  }

  /// {@return the class of an address of a row; 0 when the row lacks it}
  int address(AddressColumn column, int row) {
    return addresses.of(column, row);
  }

  /// {@return the class of a source port}
  int sourcePort(int port) {
    return sourcePorts.of(port);
  }

  /// {@return the class of a destination port at interfaces of a profile}
  int destinationPort(int profile, int port) {
    return ports.get(profile).of(port);
  }

  /// {@return the class of the row's interface}
  int profile(FlowColumns columns, int row) {
    int number = columns.interfaceId[row];
    if (number >= profileOfInterface.length) {
      int size = Math.max(2 * number, 64);
      int known = profileOfInterface.length;
      profileOfInterface = Arrays.copyOf(profileOfInterface, size);
      Arrays.fill(profileOfInterface, known, size, -1);
      interfaces = Arrays.copyOf(interfaces, size);
    }
    if (profileOfInterface[number] < 0) {
      String id = columns.names().name(number);
      interfaces[number] = snapshots.isEmpty() ? null : snapshots.getFirst().interfaces().get(id);
      profileOfInterface[number] = profile(id, interfaces[number]);
    }
    return profileOfInterface[number];
  }

  private int profile(String id, @Nullable NetworkInterface at) {
    Object alike =
        isExact() || at == null
            ? id
            : new Profile(at.groupIds(), at.subnetId(), at.vpcId(), at.interfaceType());
    return profiles.computeIfAbsent(
        alike,
        _ -> {
          ports.add(ports(id));
          return ports.size() - 1;
        });
  }

  /// Interfaces of the same groups and subnets share their ports; beyond [#MOST_PORT_CLASSES] every
  /// port is told apart.
  private PortClasses ports(String interfaceId) {
    List<Object> rules = new ArrayList<>();
    for (Snapshot snapshot : snapshots) {
      NetworkInterface at = snapshot.interfaces().get(interfaceId);
      rules.add(at == null ? "" : List.of(at.groupIds(), String.valueOf(at.subnetId())));
    }
    PortClasses known = portsOfRules.get(rules);
    if (known != null) {
      return known;
    }
    boolean room = portsOfRules.size() < MOST_PORT_CLASSES;
    PortClasses classes = room ? portsOf(interfaceId) : everyPort();
    if (room) {
      portsOfRules.put(rules, classes);
    }
    return classes;
  }

  private PortClasses portsOf(String interfaceId) {
    Set<PortRange> ranges = new HashSet<>(UnfilteredTraffic.PORTS);
    for (Snapshot snapshot : snapshots) {
      NetworkInterface at = snapshot.interfaces().get(interfaceId);
      if (at != null) {
        addPorts(snapshot, at, ranges);
      }
    }
    return new PortClasses(ranges);
  }

  private PortClasses everyPort() {
    if (everyPort == null) {
      everyPort =
          new PortClasses(
              IntStream.rangeClosed(0, PortRange.MAX_PORT)
                  .mapToObj(PortRange::of)
                  .collect(Collectors.toSet()));
    }
    return everyPort;
  }

  private static void addPorts(Snapshot snapshot, NetworkInterface at, Set<PortRange> ranges) {
    for (String id : at.groupIds()) {
      SecurityGroup group = snapshot.securityGroups().get(id);
      if (group != null) {
        group.rules().forEach(rule -> add(rule.traffic(), ranges));
      }
    }
    for (NetworkAcl acl : snapshot.networkAcls().values()) {
      if (acl.isDefault() || (at.subnetId() != null && acl.subnetIds().contains(at.subnetId()))) {
        for (NetworkAclEntry entry : acl.entries()) {
          add(entry.traffic(), ranges);
        }
      }
    }
  }

  private static void add(Traffic traffic, Set<PortRange> ranges) {
    if (traffic instanceof Traffic.Ports limited) {
      ranges.add(limited.ports());
    }
  }

  /// {@return which end of a row its interface owns: [#SOURCE], [#DESTINATION], or [#UNCLEAR]; 0
  /// where the classes tell that, as they do with several snapshots}
  int owned(FlowColumns columns, int row) {
    NetworkInterface at = interfaces[columns.interfaceId[row]];
    if (at == null || isExact()) {
      return 0;
    }
    boolean source = owns(at, columns.source, row) || owns(at, columns.packetSource, row);
    boolean destination =
        owns(at, columns.destination, row) || owns(at, columns.packetDestination, row);
    return source == destination ? UNCLEAR : source ? SOURCE : DESTINATION;
  }

  private static boolean owns(NetworkInterface at, AddressColumn column, int row) {
    if (column.family[row] == AddressColumn.ABSENT) {
      return false;
    }
    IpAddress primary = at.addresses().isEmpty() ? null : at.addresses().getFirst();
    if (primary != null
        && column.family[row] == AddressColumn.IPV4
        && primary.family() == IpFamily.IPV4
        && primary.low() == column.low[row]) {
      return true;
    }
    IpAddress address = column.get(row);
    return address != null && at.owns(address);
  }
}
