package io.flowverdict.core.judge;

import io.flowverdict.core.net.Cidr;
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
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A snapshot written otherwise: its entries and rules replaced, halved, renamed.
final class Rewritten {

  private Rewritten() {}

  /// {@return the snapshot with each entry of its network ACLs replaced by others}
  static Snapshot withEntries(
      Snapshot snapshot, Function<NetworkAclEntry, Stream<NetworkAclEntry>> change) {
    return snapshot.toBuilder()
        .networkAcls(
            snapshot.networkAcls().values().stream()
                .map(
                    acl -> aclWith(acl, acl.entries().stream().flatMap(change).distinct().toList()))
                .toList())
        .build();
  }

  /// {@return the snapshot with each rule of its security groups replaced by others}
  static Snapshot withRules(
      Snapshot snapshot, Function<SecurityGroupRule, Stream<SecurityGroupRule>> change) {
    return snapshot.toBuilder()
        .securityGroups(
            snapshot.securityGroups().values().stream()
                .map(group -> groupWith(group, group.rules().stream().flatMap(change).toList()))
                .toList())
        .build();
  }

  static NetworkAcl aclWith(NetworkAcl acl, List<NetworkAclEntry> entries) {
    return new NetworkAcl(
        acl.id(), acl.vpcId(), acl.ownerId(), acl.isDefault(), acl.subnetIds(), entries);
  }

  static NetworkAclEntry numbered(NetworkAclEntry entry, int number) {
    return entryWith(entry, number, entry.traffic(), entry.cidr());
  }

  static NetworkAclEntry entryWith(NetworkAclEntry entry, int number, Traffic traffic, Cidr cidr) {
    return new NetworkAclEntry(number, entry.direction(), entry.effect(), traffic, cidr);
  }

  static SecurityGroup groupWith(SecurityGroup group, List<SecurityGroupRule> rules) {
    return new SecurityGroup(group.id(), group.name(), group.vpcId(), group.ownerId(), rules);
  }

  static SecurityGroupRule ruleWith(SecurityGroupRule rule, Traffic traffic, Peer peer) {
    return new SecurityGroupRule(
        rule.ruleId(), rule.groupId(), rule.direction(), traffic, peer, rule.description());
  }

  static SecurityGroupRule inGroup(SecurityGroupRule rule, String groupId) {
    return new SecurityGroupRule(
        rule.ruleId(), groupId, rule.direction(), rule.traffic(), rule.peer(), null);
  }

  static SecurityGroup group(Snapshot snapshot, String id) {
    return Objects.requireNonNull(snapshot.securityGroups().get(id));
  }

  static NetworkInterface carrying(NetworkInterface at, Set<String> groupIds) {
    return new NetworkInterface(
        at.id(),
        at.name(),
        at.description(),
        at.interfaceType(),
        at.vpcId(),
        at.subnetId(),
        at.ownerId(),
        at.instanceId(),
        at.requesterId(),
        at.requesterManaged(),
        at.sourceDestCheck(),
        at.addresses(),
        at.publicAddresses(),
        at.associations(),
        at.delegatedPrefixes(),
        groupIds);
  }

  static Stream<IpAddress> membersOf(String groupId, Snapshot snapshot) {
    return snapshot.interfaces().values().stream()
        .filter(each -> each.groupIds().contains(groupId))
        .flatMap(each -> each.addresses().stream())
        .distinct();
  }

  /// The two halves of a block; a block of one address twice.
  static List<Cidr> halves(Cidr cidr) {
    int length = cidr.length() + 1;
    if (length > cidr.family().bits()) {
      return List.of(cidr, cidr);
    }
    return List.of(new Cidr(cidr.network(), length), new Cidr(cidr.last(), length));
  }

  /// The two halves of a range of ports; other traffic twice.
  static List<Traffic> halves(Traffic traffic) {
    if (!(traffic instanceof Traffic.Ports(Protocol protocol, PortRange(int from, int to)))
        || from == to) {
      return List.of(traffic, traffic);
    }
    int middle = (from + to) / 2;
    return List.of(
        new Traffic.Ports(protocol, new PortRange(from, middle)),
        new Traffic.Ports(protocol, new PortRange(middle + 1, to)));
  }

  static <T> List<T> shuffled(Collection<T> all, Random random) {
    List<T> list = new ArrayList<>(all);
    Collections.shuffle(list, random);
    return list;
  }

  /// {@return the snapshot with some of the rules about all ICMP limited to one type}
  static Snapshot withIcmpTypes(Snapshot snapshot, Random random) {
    UnaryOperator<Traffic> limited =
        traffic ->
            traffic instanceof Traffic.Icmp icmp && random.nextBoolean()
                ? new Traffic.Icmp(icmp.protocol(), 8, Traffic.Icmp.ANY)
                : traffic;
    Snapshot entriesLimited =
        withEntries(
            snapshot,
            entry ->
                Stream.of(
                    entryWith(
                        entry, entry.number(), limited.apply(entry.traffic()), entry.cidr())));
    return withRules(
        entriesLimited,
        rule -> Stream.of(ruleWith(rule, limited.apply(rule.traffic()), rule.peer())));
  }
}
