package io.flowverdict.core.explain;

import io.flowverdict.core.change.Change;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.change.PeerBlocks;
import io.flowverdict.core.change.Quotas;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.Neighbourhood;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Traffic;
import io.flowverdict.core.snapshot.VpcPeering;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The allow rules that a security group may be missing, from the best: in a group that has room,
/// and of these in the one that the fewest interfaces carry, from the group that the fewest
/// interfaces of the peer's carry; else from the prefix list or the subnet that stands for a peer
/// that scales, else from the peer's address alone.
final class MissingRules {

  private final Snapshot snapshot;
  private final Neighbourhood neighbourhood;
  private final Comparator<SecurityGroup> fewestCarriersFirst;

  MissingRules(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.neighbourhood = new Neighbourhood(snapshot);
    this.fewestCarriersFirst =
        Comparator.comparing(MissingRules::isDefault)
            .thenComparingLong(this::carriers)
            .thenComparing(SecurityGroup::id);
  }

  /// {@return the rules to try, in this order; empty when the packet does not tell its port, or its
  /// peer is not known}
  List<List<Fix.Part>> candidates(Passage blocked, Fix.Kind kind) {
    Checkpoint checkpoint = blocked.checkpoint();
    List<List<Fix.Part>> candidates = new ArrayList<>();
    Optional<Traffic> traffic = ExactTraffic.of(checkpoint.packet());
    if (traffic.isEmpty() || checkpoint.peers() != null) {
      return candidates;
    }
    for (Peer peer : peers(checkpoint, kind)) {
      groups(checkpoint.at()).stream()
          .map(group ->
              new SecurityGroupRule(
                  null, group.id(), checkpoint.direction(), traffic.get(), peer, null))
          .sorted(Comparator.comparing(this::isInFullGroup))
          .map(rule -> new Fix.Part(new Change.AddRule(rule), opens(checkpoint, rule)))
          .map(List::of)
          .forEach(candidates::add);
    }
    return candidates;
  }

  private boolean isInFullGroup(SecurityGroupRule rule) {
    return Quotas.exceeded(new Change.AddRule(rule), snapshot).isPresent();
  }

  private List<SecurityGroup> groups(NetworkInterface at) {
    return at.groupIds().stream()
        .map(group -> snapshot.securityGroups().get(group))
        .filter(Objects::nonNull)
        .sorted(fewestCarriersFirst)
        .toList();
  }

  private static boolean isDefault(SecurityGroup group) {
    return "default".equals(group.name());
  }

  private long carriers(SecurityGroup group) {
    return carriers(group.id());
  }

  private long carriers(String groupId) {
    return snapshot.interfaces().values().stream()
        .filter(each -> each.groupIds().contains(groupId))
        .count();
  }

  private List<Peer> peers(Checkpoint checkpoint, Fix.Kind kind) {
    List<Peer> peers = new ArrayList<>();
    NetworkInterface at = checkpoint.at();
    IpAddress address = checkpoint.packet().peer(checkpoint.direction());
    PeerBlocks blocks = new PeerBlocks(snapshot);
    Optional<NetworkInterface> owner = neighbourhood.ownerOf(address, at);
    if (owner.isPresent()) {
      peers.addAll(references(at, owner.get()));
      if (kind == Fix.Kind.DURABLE || blocks.scales(owner.get())) {
        blocks.subnet(owner.get(), address).map(Peer.OfCidr::new).ifPresent(peers::add);
      }
    } else {
      blocks.lists(address).stream()
          .filter(list -> kind == Fix.Kind.DURABLE || list.isManagedByAws())
          .map(list -> new Peer.OfPrefixList(list.id()))
          .forEach(peers::add);
    }
    peers.add(new Peer.OfCidr(Cidr.of(address)));
    return peers;
  }

  private List<Peer> references(NetworkInterface at, NetworkInterface peer) {
    Optional<VpcPeering> peering = neighbourhood.peering(at.vpcId(), peer.vpcId());
    boolean sameVpc = at.vpcId() != null && at.vpcId().equals(peer.vpcId());
    if (!sameVpc && (peering.isEmpty() || peering.get().isBetweenRegions())) {
      return List.of();
    }
    return groups(peer).stream()
        .filter(group -> !isDefault(group))
        .map(group -> sameVpc ? Peer.OfGroup.local(group.id()) : across(at, group, peering.get()))
        .toList();
  }

  private static Peer across(NetworkInterface at, SecurityGroup group, VpcPeering peering) {
    String vpcId = at.vpcId();
    VpcPeering.Side far = vpcId == null ? null : peering.across(vpcId);
    return new Peer.OfGroup(
        group.id(),
        group.ownerId(),
        far == null ? group.vpcId() : far.vpcId(),
        peering.id(),
        peering.status());
  }

  private List<String> opens(Checkpoint checkpoint, SecurityGroupRule rule) {
    List<String> sentences = new ArrayList<>();
    sentences.add(opened(checkpoint, rule));
    if (rule.peer() instanceof Peer.OfCidr(Cidr cidr) && isLostAtStop(cidr)) {
      sentences.add(
          "%s is lost when its instance is stopped, unless it is an Elastic IP address."
              .formatted(cidr.network()));
    }
    if (rule.peer() instanceof Peer.OfCidr(Cidr cidr)) {
      UnreadLists.mayHold(cidr, snapshot).ifPresent(sentences::add);
    }
    Quotas.exceeded(new Change.AddRule(rule), snapshot).ifPresent(sentences::add);
    return sentences;
  }

  private boolean isLostAtStop(Cidr cidr) {
    return snapshot.interfaces().values().stream()
        .anyMatch(each -> each.publicAddresses().contains(cidr.network()));
  }

  private String opened(Checkpoint checkpoint, SecurityGroupRule rule) {
    String traffic = Wording.traffic(rule.traffic(), checkpoint.packet());
    String others = others(rule.groupId(), checkpoint.at());
    return switch (rule.peer()) {
      case Peer.OfGroup reference ->
          "It opens "
              + traffic
              + " between every interface that carries "
              + rule.groupId()
              + " ("
              + carriers(rule.groupId())
              + " now) and every interface that carries "
              + reference.groupId()
              + " ("
              + carriers(reference.groupId())
              + " now).";
      case Peer.OfCidr(Cidr cidr) ->
          others == null
              ? "It opens nothing else now: " + rule.groupId() + " is on this interface only."
              : "It opens " + traffic + " with " + cidr + " also for " + others + ".";
      case Peer.OfPrefixList(String id) ->
          "It opens "
              + traffic
              + " with every address of "
              + named(id)
              + (others == null ? "." : ", also for " + others + ".");
    };
  }

  /// `pl-0a (com.amazonaws.eu-central-1.s3)`.
  private String named(String listId) {
    PrefixList list = snapshot.prefixLists().get(listId);
    return list == null || list.name() == null ? listId : listId + " (" + list.name() + ")";
  }

  private @Nullable String others(String groupId, NetworkInterface at) {
    long others = carriers(groupId) - (at.groupIds().contains(groupId) ? 1 : 0);
    if (others <= 0) {
      return null;
    }
    return others == 1
        ? "the other interface that carries " + groupId
        : "the " + others + " other interfaces that carry " + groupId;
  }
}
