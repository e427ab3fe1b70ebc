package io.flowverdict.core.change;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.Neighbourhood;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Subnet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// How a peer is named where addresses have to be: an address of something that scales, or of a
/// service with many, will be another one tomorrow, so its subnet or its prefix list stands for it.
public final class PeerBlocks {

  /// More blocks of a list are too many for a network ACL's entries.
  private static final int MOST_BLOCKS = 4;

  /// Managed by AWS, and yet of one address as long as they live.
  private static final Set<String> KEEP_THEIR_ADDRESS =
      Set.of(
          "nat_gateway",
          "vpc_endpoint",
          "transit_gateway",
          "gateway_load_balancer_endpoint",
          "efa",
          "trunk");

  private final Snapshot snapshot;
  private final Neighbourhood neighbourhood;

  public PeerBlocks(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.neighbourhood = new Neighbourhood(snapshot);
  }

  /// {@return the blocks to name a peer by, the best first; the last one is always the address}
  ///
  /// @param at the interface that sees the peer
  public List<List<Cidr>> of(IpAddress peer, NetworkInterface at, Fix.Kind kind) {
    return of(peer, at, kind, _ -> true);
  }

  /// {@return the blocks to name a peer by, the best first; the last one is always the address}
  ///
  /// @param at the interface that sees the peer
  /// @param missing whether a block of a prefix list has to be named, as the others are allowed
  ///   already
  public List<List<Cidr>> of(
      IpAddress peer, NetworkInterface at, Fix.Kind kind, Predicate<Cidr> missing) {
    List<List<Cidr>> blocks = new ArrayList<>();
    Optional<NetworkInterface> owner = neighbourhood.ownerOf(peer, at);
    boolean lasts = kind == Fix.Kind.NARROWEST;
    if (owner.isPresent()) {
      if (!lasts || scales(owner.get())) {
        subnet(owner.get(), peer).ifPresent(block -> blocks.add(List.of(block)));
      }
    } else {
      lists(peer).stream()
          .filter(list -> !lasts || list.isManagedByAws())
          .map(list -> ofFamily(list, peer).stream().filter(missing).toList())
          .filter(cidrs -> !cidrs.isEmpty() && cidrs.size() <= MOST_BLOCKS)
          .forEach(blocks::add);
    }
    blocks.add(List.of(Cidr.of(peer)));
    return blocks.stream().distinct().toList();
  }

  private static List<Cidr> ofFamily(PrefixList list, IpAddress peer) {
    List<Cidr> cidrs = list.cidrs() == null ? List.of() : list.cidrs();
    return cidrs.stream().filter(cidr -> cidr.family() == peer.family()).toList();
  }

  /// {@return the prefix lists that are known to hold an address: AWS's own first, then those of
  /// the fewest entries}
  public List<PrefixList> lists(IpAddress address) {
    return snapshot.prefixLists().values().stream()
        .filter(list -> list.contains(address))
        .sorted(
            Comparator.comparing((PrefixList list) -> !list.isManagedByAws())
                .thenComparingInt(list -> list.cidrs() == null ? 0 : list.cidrs().size())
                .thenComparing(PrefixList::id))
        .toList();
  }

  /// {@return the block of the owner's subnet that holds the address}
  public Optional<Cidr> subnet(NetworkInterface owner, IpAddress address) {
    String id = owner.subnetId();
    Subnet subnet = id == null ? null : snapshot.subnets().get(id);
    return subnet == null
        ? Optional.empty()
        : subnet.cidrs().stream().filter(cidr -> cidr.contains(address)).findFirst();
  }

  /// {@return whether the interface is one of several that come and go: of a managed service (load
  /// balancers, Lambda, ECS tasks, databases), with several addresses, or with the same groups as
  /// another one in its VPC}
  public boolean scales(NetworkInterface at) {
    String type = at.interfaceType();
    if (type != null && KEEP_THEIR_ADDRESS.contains(type)) {
      return false;
    }
    if (at.requesterManaged() || EphemeralPorts.isOfManagedService(at) || hasSeveral(at)) {
      return true;
    }
    TreeSet<String> own =
        at.groupIds().stream()
            .filter(id -> !isDefault(id))
            .collect(Collectors.toCollection(TreeSet::new));
    return !own.isEmpty()
        && snapshot.interfaces().values().stream()
            .anyMatch(other ->
                !other.id().equals(at.id())
                    && other.groupIds().equals(at.groupIds())
                    && String.valueOf(other.vpcId()).equals(String.valueOf(at.vpcId())));
  }

  /// Whether the interface has several addresses of one family to talk with.
  private static boolean hasSeveral(NetworkInterface at) {
    long ipv4 = at.addresses().stream().filter(each -> each.family() == IpFamily.IPV4).count();
    return ipv4 > 1 || at.addresses().size() - ipv4 > 1 || !at.delegatedPrefixes().isEmpty();
  }

  private boolean isDefault(String groupId) {
    SecurityGroup group = snapshot.securityGroups().get(groupId);
    return group != null && "default".equals(group.name());
  }

  /// {@return blocks without those that lie in another one, sorted}
  public static List<Cidr> merged(List<Cidr> blocks) {
    LinkedHashSet<Cidr> all = new LinkedHashSet<>(new TreeSet<>(blocks));
    return all.stream()
        .filter(
            block -> all.stream().noneMatch(other -> !other.equals(block) && other.contains(block)))
        .toList();
  }
}
