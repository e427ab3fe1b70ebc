package io.flowverdict.core.audit;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.judge.GroupReferences;
import io.flowverdict.core.judge.Match;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.InterfaceType;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Traffic;
import io.flowverdict.core.snapshot.Vpc;
import io.flowverdict.core.snapshot.VpcPeering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Which addresses the peer of a rule is. Mutable: it remembers what it worked out.
final class PeerExtents {

  private final Snapshot snapshot;
  private final GroupReferences references;
  private final Map<Key, Extent> known = new HashMap<>();

  /// Of blocks, by the very peer: their hash codes cost more than their extents.
  private final IdentityHashMap<Peer, Extent> blocks = new IdentityHashMap<>();

  PeerExtents(Snapshot snapshot, GroupReferences references) {
    this.snapshot = snapshot;
    this.references = references;
  }

  private record Key(Peer peer, @Nullable String vpcId, @Nullable Direction direction) {}

  /// The addresses of a peer, as far as they are known.
  ///
  /// @param certain the addresses that match
  /// @param possible these and the addresses of which it is not known; no other one matches
  record Extent(AddressSet certain, AddressSet possible) {
    Extent {
      requireNonNull(certain, "certain is null");
      requireNonNull(possible, "possible is null");
    }

    static Extent exactly(AddressSet addresses) {
      return new Extent(addresses, addresses);
    }

    /// {@return the extent with a function applied to both sets}
    Extent map(UnaryOperator<AddressSet> function) {
      return isKnown()
          ? exactly(function.apply(certain))
          : new Extent(function.apply(certain), function.apply(possible));
    }

    boolean isKnown() {
      return certain.equals(possible);
    }
  }

  /// {@return the addresses that a rule's peer is now, for interfaces of this VPC}
  Extent now(SecurityGroupRule rule, @Nullable String vpcId) {
    if (rule.peer() instanceof Peer.OfCidr(Cidr cidr)) {
      return blocks.computeIfAbsent(rule.peer(), _ -> Extent.exactly(AddressSet.of(cidr)));
    }
    boolean reference = rule.peer() instanceof Peer.OfGroup;
    Key key = new Key(rule.peer(), reference ? vpcId : null, reference ? rule.direction() : null);
    Extent found = known.get(key);
    if (found == null) {
      found = compute(key);
      known.put(key, found);
    }
    return found;
  }

  /// {@return the addresses of a rule's peer, for interfaces of this VPC, from or to which there
  /// can be packets of the rule's protocol}
  Extent ofPackets(SecurityGroupRule rule, @Nullable String vpcId) {
    Extent extent = now(rule, vpcId);
    return rule.traffic() instanceof Traffic.Icmp
        ? extent.map(each -> TrafficSet.of(rule.traffic(), each).allPeers())
        : extent;
  }

  private Extent compute(Key key) {
    return switch (key.peer()) {
      case Peer.OfCidr(Cidr cidr) -> Extent.exactly(AddressSet.of(cidr));
      case Peer.OfPrefixList(String id) -> list(id);
      case Peer.OfGroup reference -> members(reference, key);
    };
  }

  private Extent list(String id) {
    PrefixList list = snapshot.prefixLists().get(id);
    if (list == null || list.cidrs() == null) {
      return new Extent(AddressSet.EMPTY, AddressSet.ALL);
    }
    AddressSet entries = AddressSet.of(list.cidrs());
    return snapshot.incomplete().prefixLists().contains(id)
        ? new Extent(entries, AddressSet.ALL)
        : Extent.exactly(entries);
  }

  private Extent members(Peer.OfGroup reference, Key key) {
    if (references.isStale(reference, key.vpcId())) {
      return Extent.exactly(AddressSet.EMPTY);
    }
    List<AddressSet> certain = new ArrayList<>();
    List<AddressSet> possible = new ArrayList<>();
    for (NetworkInterface member : references.carriers(reference.groupId())) {
      switch (references.reach(reference, key.vpcId(), member.vpcId())) {
        case Match.Certain.YES -> certain.add(addresses(member));
        case Match.Certain.NO -> {}
        case Match.Unknown _ -> possible.add(addresses(member));
      }
      if (key.direction() == Direction.INGRESS
          && member.type() == InterfaceType.NETWORK_LOAD_BALANCER) {
        possible.add(AddressSet.ALL);
      }
    }
    if (!snapshot.securityGroups().containsKey(reference.groupId())) {
      possible.add(anyMember(reference, key.vpcId()));
    }
    if (snapshot.incomplete().has(Listing.INTERFACES)) {
      possible.add(AddressSet.ALL);
    }
    AddressSet sure = AddressSet.unionOf(certain);
    return new Extent(sure, sure.union(AddressSet.unionOf(possible)));
  }

  private static AddressSet addresses(NetworkInterface member) {
    List<Cidr> cidrs = new ArrayList<>(member.delegatedPrefixes());
    member.addresses().forEach(address -> cidrs.add(Cidr.of(address)));
    return AddressSet.of(cidrs);
  }

  /// {@return the addresses that members of a group may ever have: those of its VPC; every address
  /// when the configuration does not tell its VPC}
  ///
  /// @param vpcId the VPC of the interface whose rule refers to it
  AddressSet anyMember(Peer.OfGroup reference, @Nullable String vpcId) {
    String connection = reference.peeringConnectionId();
    VpcPeering peering = connection == null ? null : snapshot.peerings().get(connection);
    VpcPeering.Side side = peering == null || vpcId == null ? null : peering.across(vpcId);
    if (side != null && !side.cidrs().isEmpty()) {
      return AddressSet.of(side.cidrs());
    }
    boolean elsewhere = connection != null && reference.vpcId() == null;
    String home = reference.vpcId() != null ? reference.vpcId() : vpcId;
    Vpc vpc = elsewhere || home == null ? null : snapshot.vpcs().get(home);
    return vpc == null || vpc.cidrs().isEmpty() ? AddressSet.ALL : AddressSet.of(vpc.cidrs());
  }
}
