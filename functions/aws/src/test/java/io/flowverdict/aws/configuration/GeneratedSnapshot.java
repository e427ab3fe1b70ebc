package io.flowverdict.aws.configuration;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.FlowLog;
import io.flowverdict.core.snapshot.GroupVpcAssociation;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Traffic;
import io.flowverdict.core.snapshot.Vpc;
import io.flowverdict.core.snapshot.VpcPeering;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Snapshots in which every field takes many values, the same ones for the same seed.
final class GeneratedSnapshot {
  private static final List<String> TEXTS =
      List.of("", "web", "a \"quoted\" \\ text", "zwei\nZeilen\t\u0000", "名前 🦊", "</script>", "…");
  private static final List<String> WORDS =
      List.of("active", "ALL", "${srcaddr} ${dstaddr}", "arn:aws:s3:::bucket/a b", "web servers");

  private final Random random;
  private int ids;

  private GeneratedSnapshot(long seed) {
    random = new Random(seed);
  }

  static Snapshot of(long seed) {
    return new GeneratedSnapshot(seed).snapshot();
  }

  private Snapshot snapshot() {
    return Snapshot.builder()
        .vpcs(some(this::vpc))
        .subnets(some(this::subnet))
        .interfaces(some(this::networkInterface))
        .securityGroups(some(this::group))
        .networkAcls(some(this::acl))
        .prefixLists(some(this::prefixList))
        .peerings(some(this::peering))
        .groupVpcAssociations(some(() -> new GroupVpcAssociation(id("sg-"), id("vpc-"), word())))
        .flowLogs(some(this::flowLog))
        .build();
  }

  private Vpc vpc() {
    return new Vpc(id("vpc-"), text(), maybeId(), random.nextBoolean(), cidrs(), maybeWord());
  }

  private Subnet subnet() {
    return new Subnet(id("subnet-"), text(), maybeId(), maybeId(), cidrs(), maybeWord());
  }

  private NetworkInterface networkInterface() {
    List<IpAddress> ipv4 = set(() -> address(IpFamily.IPV4));
    List<IpAddress> publicAddresses = set(() -> address(IpFamily.IPV4));
    return new NetworkInterface(
        id("eni-"),
        text(),
        text(),
        maybeWord(),
        maybeId(),
        maybeId(),
        maybeId(),
        maybeId(),
        maybeWord(),
        random.nextBoolean(),
        random.nextBoolean(),
        concat(ipv4, set(() -> address(IpFamily.IPV6))),
        publicAddresses,
        associations(publicAddresses, ipv4),
        cidrs(),
        new LinkedHashSet<>(set(() -> id("sg-"))));
  }

  /// Some of the public addresses, each with a private one of its own.
  private Map<IpAddress, IpAddress> associations(
      List<IpAddress> publicAddresses, List<IpAddress> ipv4) {
    Map<IpAddress, IpAddress> associations = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(publicAddresses.size(), ipv4.size()); i++) {
      if (random.nextBoolean()) {
        associations.put(publicAddresses.get(i), ipv4.get(i));
      }
    }
    return associations;
  }

  /// A group whose rules differ in more than their ids, as the API demands.
  private SecurityGroup group() {
    String id = id("sg-");
    Map<String, SecurityGroupRule> rules = new LinkedHashMap<>();
    for (SecurityGroupRule rule : some(() -> rule(id))) {
      rules.put(rule.text(), rule);
    }
    return new SecurityGroup(id, text(), maybeId(), maybeId(), List.copyOf(rules.values()));
  }

  private SecurityGroupRule rule(String groupId) {
    String ruleId = random.nextBoolean() ? id("sgr-") : null;
    return new SecurityGroupRule(ruleId, groupId, direction(), traffic(), peer(), text());
  }

  private Peer peer() {
    return switch (random.nextInt(5)) {
      case 0 -> new Peer.OfCidr(cidr(IpFamily.IPV4));
      case 1 -> new Peer.OfCidr(cidr(IpFamily.IPV6));
      case 2 -> new Peer.OfPrefixList(id("pl-"));
      case 3 -> new Peer.OfGroup(id("sg-"), maybeId(), maybeId(), maybeId(), maybeWord());
      default -> new Peer.OfGroup("web servers " + ids++, maybeId(), null, null, maybeWord());
    };
  }

  private Traffic traffic() {
    return switch (random.nextInt(5)) {
      case 0 -> new Traffic.All();
      case 1 -> new Traffic.Ports(Protocol.TCP, ports());
      case 2 -> new Traffic.Ports(Protocol.UDP, ports());
      case 3 -> icmp(random.nextBoolean() ? Protocol.ICMP : Protocol.ICMPV6);
      default -> new Traffic.Whole(new Protocol(59 + random.nextInt(197)));
    };
  }

  private Traffic icmp(Protocol protocol) {
    return new Traffic.Icmp(protocol, random.nextInt(257) - 1, random.nextInt(257) - 1);
  }

  private PortRange ports() {
    int from = random.nextInt(PortRange.MAX_PORT + 1);
    return random.nextInt(4) == 0
        ? PortRange.ALL
        : new PortRange(from, from + random.nextInt(PortRange.MAX_PORT + 1 - from));
  }

  private NetworkAcl acl() {
    return new NetworkAcl(
        id("acl-"),
        maybeId(),
        maybeId(),
        random.nextBoolean(),
        new LinkedHashSet<>(set(() -> id("subnet-"))),
        some(this::entry));
  }

  private NetworkAclEntry entry() {
    IpFamily family = family();
    Traffic traffic = traffic();
    boolean icmpv6OnIpv4 =
        family == IpFamily.IPV4 && Protocol.ICMPV6.equals(traffic.protocolOrNull());
    return new NetworkAclEntry(
        1 + random.nextInt(65_535),
        direction(),
        random.nextBoolean() ? NetworkAclEntry.Effect.ALLOW : NetworkAclEntry.Effect.DENY,
        icmpv6OnIpv4 ? Traffic.allOf(Protocol.ICMPV6) : traffic,
        cidr(family));
  }

  private PrefixList prefixList() {
    return new PrefixList(
        id("pl-"),
        text(),
        maybeId(),
        random.nextBoolean() ? random.nextLong(Long.MAX_VALUE) : null,
        maybeNumber(),
        random.nextBoolean() ? cidrs() : null);
  }

  private VpcPeering peering() {
    return new VpcPeering(id("pcx-"), word(), side(), side());
  }

  private VpcPeering.Side side() {
    return new VpcPeering.Side(maybeId(), maybeId(), maybeWord(), cidrs());
  }

  private FlowLog flowLog() {
    return new FlowLog(
        id("fl-"),
        maybeId(),
        maybeWord(),
        maybeWord(),
        maybeWord(),
        text(),
        maybeWord(),
        maybeWord(),
        maybeWord(),
        maybeNumber());
  }

  private <T> List<T> some(Supplier<T> one) {
    return Stream.generate(one).limit(random.nextInt(5)).toList();
  }

  private <T> List<T> set(Supplier<T> one) {
    return List.copyOf(new LinkedHashSet<>(some(one)));
  }

  private List<Cidr> cidrs() {
    return concat(set(() -> cidr(IpFamily.IPV4)), set(() -> cidr(IpFamily.IPV6)));
  }

  private static <T> List<T> concat(Collection<T> first, Collection<T> second) {
    List<T> both = new ArrayList<>(first);
    both.addAll(second);
    return Collections.unmodifiableList(both);
  }

  private Cidr cidr(IpFamily family) {
    return new Cidr(address(family), random.nextInt(family.bits() + 1));
  }

  private IpAddress address(IpFamily family) {
    return family == IpFamily.IPV4
        ? IpAddress.ipv4(random.nextInt())
        : IpAddress.ipv6(random.nextLong(), random.nextInt(3) == 0 ? 0 : random.nextLong());
  }

  private IpFamily family() {
    return random.nextBoolean() ? IpFamily.IPV4 : IpFamily.IPV6;
  }

  private Direction direction() {
    return random.nextBoolean() ? Direction.INGRESS : Direction.EGRESS;
  }

  private String id(String prefix) {
    return prefix + Integer.toHexString(random.nextInt(1 << 20)) + ids++;
  }

  private @Nullable String maybeId() {
    return random.nextInt(3) == 0 ? null : id("x-");
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private @Nullable String maybeWord() {
    return random.nextInt(3) == 0 ? null : word();
  }

  private @Nullable String text() {
    return random.nextInt(3) == 0 ? null : TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private @Nullable Integer maybeNumber() {
    return random.nextInt(3) == 0 ? null : random.nextInt(Integer.MAX_VALUE);
  }
}
