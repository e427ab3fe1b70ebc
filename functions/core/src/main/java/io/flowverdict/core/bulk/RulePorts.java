package io.flowverdict.core.bulk;

import io.flowverdict.core.judge.NetworkAclLayer;
import io.flowverdict.core.judge.UnfilteredTraffic;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which ports the rules that apply to a peer at an interface tell apart. Mutable: what many peers
/// and interfaces have in common is made once.
final class RulePorts {

  /// What matters of a port where no rule looks at it.
  static final PortClasses WITHOUT_RULES = new PortClasses(Set.copyOf(UnfilteredTraffic.PORTS));

  /// Beyond so many, every port is told apart.
  private static final int MOST = 1_000;

  private final Snapshot snapshot;
  private final NetworkAclLayer networkAcls;
  private final Map<Set<PortRange>, PortClasses> known = new HashMap<>();
  private @Nullable PortClasses everyPort;

  RulePorts(Snapshot snapshot, NetworkAclLayer networkAcls) {
    this.snapshot = snapshot;
    this.networkAcls = networkAcls;
  }

  /// {@return the classes of destination ports}
  ///
  /// @param peer null where it is not known
  PortClasses of(NetworkInterface at, @Nullable IpAddress peer) {
    Set<PortRange> ranges = new HashSet<>(UnfilteredTraffic.PORTS);
    for (String id : at.groupIds()) {
      SecurityGroup group = snapshot.securityGroups().get(id);
      if (group != null) {
        add(group, peer, ranges);
      }
    }
    NetworkAcl acl = networkAcls.aclOf(at.subnetId());
    if (acl != null) {
      add(acl, peer, ranges);
    }
    return known.size() < MOST
        ? known.computeIfAbsent(ranges, PortClasses::new)
        : known.getOrDefault(ranges, everyPort());
  }

  private void add(SecurityGroup group, @Nullable IpAddress peer, Set<PortRange> ranges) {
    for (SecurityGroupRule rule : group.rules()) {
      if (rule.traffic() instanceof Traffic.Ports(_, PortRange ports)
          && (peer == null || mayMatch(rule.peer(), peer))) {
        ranges.add(ports);
      }
    }
  }

  private static void add(NetworkAcl acl, @Nullable IpAddress peer, Set<PortRange> ranges) {
    for (NetworkAclEntry entry : acl.entries()) {
      if (entry.traffic() instanceof Traffic.Ports(_, PortRange ports)
          && (peer == null || entry.cidr().contains(peer))) {
        ranges.add(ports);
      }
    }
  }

  /// Whom a group refers to depends on more than the address: it may always match.
  private boolean mayMatch(Peer rule, IpAddress peer) {
    return switch (rule) {
      case Peer.OfCidr(Cidr cidr) -> cidr.contains(peer);
      case Peer.OfPrefixList(String id) -> {
        PrefixList list = snapshot.prefixLists().get(id);
        List<Cidr> cidrs = list == null ? null : list.cidrs();
        yield cidrs == null
            || snapshot.incomplete().prefixLists().contains(id)
            || cidrs.stream().anyMatch(cidr -> cidr.contains(peer));
      }
      case Peer.OfGroup _ -> true;
    };
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
}
