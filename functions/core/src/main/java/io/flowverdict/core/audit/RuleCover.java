package io.flowverdict.core.audit;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.audit.set.TrafficLine;
import io.flowverdict.core.audit.set.TrafficLine.Stretch;
import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.InterfaceType;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether rules together allow all that another one does, now and when interfaces come and go.
///
/// A reference counts as every address that a member may ever have, unless the other rule refers to
/// the same group; the other way round the members that a group happens to have cover nothing.
/// Mutable: it remembers the boxes of rules.
final class RuleCover {

  private final Snapshot snapshot;
  private final Evaluation evaluation;
  private final Map<Peer, AddressSet> fixed = new HashMap<>();

  RuleCover(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.snapshot = evaluation.snapshot();
  }

  /// A rule with its place on the line.
  ///
  /// @param number what tells it from the others
  record Box(int number, SecurityGroupRule rule, Stretch stretch) {
    Box {
      requireNonNull(rule, "rule is null");
      requireNonNull(stretch, "stretch is null");
    }

    static Box of(int number, SecurityGroupRule rule) {
      return new Box(number, rule, TrafficLine.of(rule.traffic()));
    }

    boolean meets(Box other) {
      return stretch.overlaps(other.stretch) && peersMayMeet(rule.peer(), other.rule.peer());
    }

    private static boolean peersMayMeet(Peer one, Peer other) {
      return !(one instanceof Peer.OfCidr(Cidr block)
          && other instanceof Peer.OfCidr(Cidr second)
          && !block.overlaps(second));
    }
  }

  /// {@return those of the other rules that together allow all that this one does; empty when they
  /// do not}
  ///
  /// @param others of the same direction, without the rule itself
  /// @param vpcId the VPC of the interfaces
  List<SecurityGroupRule> covering(Box box, List<Box> others, @Nullable String vpcId) {
    AddressSet peers = TrafficSet.of(box.stretch(), everPeers(box.rule(), vpcId)).allPeers();
    List<Part> parts = new ArrayList<>();
    for (Box other : others) {
      if (other.meets(box)) {
        Part part = new Part(other, covered(other.rule().peer(), box.rule().peer(), peers));
        if (other.stretch().contains(box.stretch()) && part.peers().containsAll(peers)) {
          return List.of(other.rule());
        }
        parts.add(part);
      }
    }
    if (!mayCover(box.stretch(), peers, parts)) {
      return List.of();
    }
    TrafficSet whole = TrafficSet.of(box.stretch(), peers);
    parts.removeIf(part -> !part.peers().overlaps(peers));
    return unionOf(parts).containsAll(whole) ? fewest(whole, parts) : List.of();
  }

  /// What another rule covers.
  ///
  /// @param peers of those of the rule at hand, the ones that it stands for; others do not matter
  private record Part(Box box, AddressSet peers) {

    boolean has(int point, IpAddress peer) {
      return box.stretch().from() <= point && point < box.stretch().to() && peers.contains(peer);
    }
  }

  private static TrafficSet unionOf(List<Part> parts) {
    return TrafficSet.unionOf(
        parts.stream().map(part -> TrafficSet.of(part.box().stretch(), part.peers())).toList());
  }

  /// Whether the corners of a box are covered: without them all of it is not.
  private static boolean mayCover(Stretch stretch, AddressSet peers, List<Part> parts) {
    for (int point : new int[] {stretch.from(), stretch.to() - 1}) {
      for (IpAddress peer : peers.samples()) {
        if (parts.stream().noneMatch(part -> part.has(point, peer))) {
          return false;
        }
      }
    }
    return true;
  }

  /// Leaves out, from the last on, what the others cover as well.
  private static List<SecurityGroupRule> fewest(TrafficSet whole, List<Part> parts) {
    for (int i = parts.size() - 1; i >= 0; i--) {
      Part part = parts.remove(i);
      if (!unionOf(parts).containsAll(whole)) {
        parts.add(i, part);
      }
    }
    return parts.stream().map(part -> part.box().rule()).toList();
  }

  /// Every address that the rule's peer may ever be.
  private AddressSet everPeers(SecurityGroupRule rule, @Nullable String vpcId) {
    return switch (rule.peer()) {
      case Peer.OfCidr cidr -> fixed(cidr);
      case Peer.OfPrefixList list -> isWhole(list) ? fixed(list) : AddressSet.ALL;
      case Peer.OfGroup reference ->
          rule.direction() == Direction.INGRESS && bringsClients(reference)
              ? AddressSet.ALL
              : evaluation.peers().anyMember(reference, vpcId);
    };
  }

  /// A Network Load Balancer's members may bring packets of their clients.
  private boolean bringsClients(Peer.OfGroup reference) {
    return snapshot.incomplete().has(Listing.INTERFACES)
        || evaluation.carriers(reference.groupId()).stream()
            .anyMatch(each -> each.type() == InterfaceType.NETWORK_LOAD_BALANCER);
  }

  /// The addresses of `peers` that `other` stands for as well.
  private AddressSet covered(Peer other, Peer own, AddressSet peers) {
    if (isSame(own, other)) {
      return peers;
    }
    return switch (other) {
      case Peer.OfCidr cidr -> fixed(cidr);
      case Peer.OfPrefixList list -> isKnown(list) ? fixed(list) : AddressSet.EMPTY;
      case Peer.OfGroup _ -> AddressSet.EMPTY;
    };
  }

  /// {@return whether two rules allow exactly the same, whatever happens to members and lists}
  static boolean isEqual(SecurityGroupRule one, SecurityGroupRule other) {
    return one.direction() == other.direction()
        && TrafficLine.of(one.traffic()).equals(TrafficLine.of(other.traffic()))
        && isSame(one.peer(), other.peer());
  }

  private static boolean isSame(Peer one, Peer other) {
    if (one instanceof Peer.OfGroup(String id, _, String vpc, String peering, _)
        && other instanceof Peer.OfGroup(String otherId, _, String otherVpc, String over, _)) {
      return id.equals(otherId) && Objects.equals(vpc, otherVpc) && Objects.equals(peering, over);
    }
    return one.equals(other);
  }

  private boolean isKnown(Peer.OfPrefixList peer) {
    PrefixList list = snapshot.prefixLists().get(peer.prefixListId());
    return list != null && list.cidrs() != null;
  }

  private boolean isWhole(Peer.OfPrefixList peer) {
    return isKnown(peer) && !snapshot.incomplete().prefixLists().contains(peer.prefixListId());
  }

  private AddressSet fixed(Peer peer) {
    return fixed.computeIfAbsent(
        peer,
        each ->
            switch (each) {
              case Peer.OfCidr(Cidr cidr) -> AddressSet.of(cidr);
              case Peer.OfPrefixList(String id) -> entries(id);
              case Peer.OfGroup _ -> AddressSet.EMPTY;
            });
  }

  private AddressSet entries(String listId) {
    PrefixList list = snapshot.prefixLists().get(listId);
    return list == null || list.cidrs() == null ? AddressSet.EMPTY : AddressSet.of(list.cidrs());
  }
}
