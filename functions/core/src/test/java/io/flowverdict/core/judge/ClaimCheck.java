package io.flowverdict.core.judge;

import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Holds claims against the judge, packet by packet: one packet for each stretch of ports, messages
/// and peers between the bounds that the rules of a configuration have.
public final class ClaimCheck {

  private final Snapshot snapshot;
  private final SecurityGroupLayer groups;
  private final Set<Integer> ports = new TreeSet<>(List.of(0, PortRange.MAX_PORT));
  private final Set<Packet.IcmpMessage> messages =
      new HashSet<>(List.of(new Packet.IcmpMessage(0, 0), new Packet.IcmpMessage(255, 255)));
  private final Set<Protocol> protocols =
      new TreeSet<>(
          List.of(Protocol.TCP, Protocol.UDP, Protocol.ICMP, Protocol.ICMPV6, new Protocol(255)));
  private final Set<IpAddress> bounds = new HashSet<>();
  private long packets;

  public ClaimCheck(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.groups = new SecurityGroupLayer(snapshot);
    for (NetworkAcl acl : snapshot.networkAcls().values()) {
      acl.entries().forEach(entry -> addBounds(entry.traffic(), List.of(entry.cidr())));
    }
    rules().forEach(rule -> addBounds(rule.traffic(), cidrs(rule.peer())));
  }

  /// {@return how many packets were judged}
  public long packets() {
    return packets;
  }

  /// {@return a packet for which the claim is not true; null when there is none}
  public @Nullable String refute(Claim claim) {
    List<Packet> all = packets(claim.packets());
    if (all.isEmpty()) {
      return "no packet in " + claim;
    }
    packets += all.size();
    for (Packet packet : all) {
      if (!holds(claim.ruling(), packet, claim.packets())) {
        return packet + " refutes " + claim;
      }
    }
    return isNamedRightly(claim) ? null : "the named rules are not those of " + claim;
  }

  private boolean holds(Ruling ruling, Packet packet, Packets of) {
    Direction direction = of.direction();
    return switch (ruling) {
      case Ruling.EntriesDecide(String id, List<Step> entries) ->
          entries.contains(decider(id, direction, packet));
      case Ruling.NoEntryAllows(String id, _) -> decider(id, direction, packet).isClosing();
      case Ruling.HasNoEntries(String id) -> decider(id, direction, packet).isClosing();
      case Ruling.IsForOtherPeers(String id, String entry, _) ->
          entry(id, direction, entry).effect() == NetworkAclEntry.Effect.ALLOW
              && !entry(id, direction, entry).cidr().contains(packet.peer(direction))
              && TrafficMatch.of(entry(id, direction, entry).traffic(), packet)
                  == Match.Certain.YES;
      case Ruling.AclAllows(String id) -> !decider(id, direction, packet).blocks();
      case Ruling.RulesAllow(List<String> names) ->
          rules()
              .anyMatch(rule ->
                  names.contains(rule.name()) && matches(rule, of, packet) == Match.Certain.YES);
      case Ruling.RuleAllowsNone(String name) ->
          rules()
              .noneMatch(rule ->
                  rule.name().equals(name) && matches(rule, of, packet) == Match.Certain.YES);
      case Ruling.RuleAllows(Step rule) ->
          rules()
              .anyMatch(each ->
                  each.name().equals(rule.rule())
                      && each.text().equals(rule.text())
                      && matches(each, of, packet) == Match.Certain.YES);
      case Ruling.NoRuleAllows(List<String> ids) ->
          snapshot.securityGroups().keySet().containsAll(ids)
              && rules()
                  .filter(rule -> rule.direction() == direction && ids.contains(rule.groupId()))
                  .allMatch(rule -> matches(rule, of, packet) == Match.Certain.NO);
    };
  }

  /// What the claim says of rules beside what they do to packets.
  private boolean isNamedRightly(Claim claim) {
    Direction direction = claim.packets().direction();
    return switch (claim.ruling()) {
      case Ruling.NoEntryAllows(String id, List<String> named) ->
          named.isEmpty() || named.equals(own(id, claim.packets()));
      case Ruling.HasNoEntries(String id) -> own(id, claim.packets()).isEmpty();
      case Ruling.IsForOtherPeers(String id, String entry, String text) ->
          entry(id, direction, entry).text().equals(text);
      case Ruling.RuleAllowsNone(String name) -> rules().anyMatch(rule -> rule.name().equals(name));
      case Ruling.EntriesDecide _,
          Ruling.AclAllows _,
          Ruling.RulesAllow _,
          Ruling.RuleAllows _,
          Ruling.NoRuleAllows _ ->
          true;
    };
  }

  private List<String> own(String aclId, Packets of) {
    IpFamily family = of.peers().cidrs().getFirst().family();
    return acl(aclId).entries(of.direction(), family).stream()
        .filter(entry -> !entry.isImplicitDeny())
        .map(NetworkAclEntry::name)
        .toList();
  }

  private Step decider(String aclId, Direction direction, Packet packet) {
    return NetworkAclLayer.decide(acl(aclId), direction, packet).steps().getFirst();
  }

  private NetworkAcl acl(String id) {
    return Objects.requireNonNull(snapshot.networkAcls().get(id), id);
  }

  private NetworkAclEntry entry(String aclId, Direction direction, String name) {
    return acl(aclId).entries().stream()
        .filter(entry -> entry.direction() == direction && entry.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Match matches(SecurityGroupRule rule, Packets of, Packet packet) {
    return rule.direction() == of.direction()
        ? groups.match(rule, of.vpcId(), packet)
        : Match.Certain.NO;
  }

  private Stream<SecurityGroupRule> rules() {
    return snapshot.securityGroups().values().stream()
        .map(SecurityGroup::rules)
        .flatMap(List::stream);
  }

  private List<Cidr> cidrs(Peer peer) {
    return switch (peer) {
      case Peer.OfCidr(Cidr cidr) -> List.of(cidr);
      case Peer.OfPrefixList(String id) -> {
        PrefixList list = snapshot.prefixLists().get(id);
        yield list == null || list.cidrs() == null ? List.of() : list.cidrs();
      }
      case Peer.OfGroup reference ->
          snapshot.interfaces().values().stream()
              .filter(each -> each.groupIds().contains(reference.groupId()))
              .flatMap(each -> each.addresses().stream())
              .map(Cidr::of)
              .toList();
    };
  }

  private void addBounds(Traffic traffic, List<Cidr> cidrs) {
    for (Cidr cidr : cidrs) {
      bounds.add(cidr.network());
      bounds.add(cidr.last());
    }
    switch (traffic) {
      case Traffic.All() -> {}
      case Traffic.Whole(Protocol protocol) -> protocols.add(protocol);
      case Traffic.Icmp(_, int type, int code) ->
          messages.add(new Packet.IcmpMessage(Math.max(0, type), Math.max(0, code)));
      case Traffic.Ports(_, PortRange range) ->
          List.of(range.from() - 1, range.from(), range.to(), range.to() + 1).stream()
              .filter(port -> port >= 0 && port <= PortRange.MAX_PORT)
              .forEach(ports::add);
    }
  }

  /// Without those that do not exist, as ICMP between IPv6 addresses, unless a record has just
  /// that.
  private List<Packet> packets(Packets of) {
    List<Packet> all = new ArrayList<>();
    for (IpAddress peer : peers(of.peers())) {
      for (Traffic traffic : of.traffic()) {
        addPackets(traffic, peer, of, all);
      }
    }
    List<Packet> existing =
        all.stream().filter(each -> each.protocol().existsIn(each.source().family())).toList();
    return existing.isEmpty() ? all : existing;
  }

  private List<IpAddress> peers(AddressSet peers) {
    Set<IpAddress> chosen = new HashSet<>();
    for (Cidr cidr : peers.cidrs()) {
      chosen.add(cidr.network());
      chosen.add(cidr.last());
    }
    bounds.stream().filter(peers::contains).forEach(chosen::add);
    return List.copyOf(chosen);
  }

  private void addPackets(Traffic traffic, IpAddress peer, Packets of, List<Packet> all) {
    switch (traffic) {
      case Traffic.All() ->
          protocols.forEach(each -> addPackets(Traffic.allOf(each), peer, of, all));
      case Traffic.Whole(Protocol protocol) -> all.add(packet(protocol, null, null, peer, of));
      case Traffic.Ports(Protocol protocol, PortRange range) ->
          Stream.concat(Stream.of(range.from(), range.to()), ports.stream())
              .filter(range::contains)
              .distinct()
              .forEach(port -> all.add(packet(protocol, port, null, peer, of)));
      case Traffic.Icmp(Protocol protocol, int type, int code) -> {
        boolean one = type != Traffic.Icmp.ANY && code != Traffic.Icmp.ANY;
        (one ? Stream.of(new Packet.IcmpMessage(type, code)) : messages.stream())
            .filter(each -> type == Traffic.Icmp.ANY || type == each.type())
            .forEach(each -> all.add(packet(protocol, null, each, peer, of)));
      }
    }
  }

  private static Packet packet(
      Protocol protocol,
      @Nullable Integer port,
      Packet.@Nullable IcmpMessage icmp,
      IpAddress peer,
      Packets of) {
    IpAddress own =
        IpAddress.parse(peer.family() == IpFamily.IPV4 ? "10.99.99.99" : "2001:db8:99::99");
    boolean in = of.direction() == Direction.INGRESS;
    return new Packet(
        protocol, in ? peer : own, null, in ? own : peer, port, icmp, of.throughIntermediary());
  }
}
