package io.flowverdict.core.explain;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Traffic;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// The user guide's rules read literally, one packet at a time: the oracle of the explanations. It
/// knows only what the random worlds contain: CIDR blocks and references, no prefix lists.
record LiteralRules(Snapshot snapshot) {

  /// Whether the reply gets from the server to this port of the client.
  boolean replyPasses(Exchange exchange, int clientPort) {
    Protocol protocol = exchange.protocol();
    boolean passes = true;
    if (exchange.server() instanceof Endpoint.Inside server) {
      passes =
          sources(exchange).stream()
              .allMatch(source -> acl(server.at(), Direction.EGRESS, protocol, source, clientPort));
    }
    if (exchange.client() instanceof Endpoint.Inside client) {
      passes &= acl(client.at(), Direction.INGRESS, protocol, exchange.serverSeen(), clientPort);
    }
    return passes;
  }

  /// Whether the request gets from the client to the server.
  boolean requestPasses(Exchange exchange) {
    Protocol protocol = exchange.protocol();
    int port = exchange.port() == null ? -1 : exchange.port();
    boolean passes = true;
    if (exchange.client() instanceof Endpoint.Inside client) {
      IpAddress peer = exchange.serverSeen();
      passes = groups(client.at(), Direction.EGRESS, protocol, peer, port);
      passes &= acl(client.at(), Direction.EGRESS, protocol, peer, port);
    }
    if (exchange.server() instanceof Endpoint.Inside server) {
      for (IpAddress peer : sources(exchange)) {
        passes &= acl(server.at(), Direction.INGRESS, protocol, peer, port);
        passes &= groups(server.at(), Direction.INGRESS, protocol, peer, port);
      }
    }
    return passes;
  }

  /// What the server may see of the client: of a NAT gateway that is not known, an address in each
  /// block of the worlds and one in none.
  private static List<IpAddress> sources(Exchange exchange) {
    SourceNat nat = exchange.nat();
    return nat == null || !nat.gateways().isEmpty()
        ? List.of(exchange.clientSeen())
        : List.of(IpAddress.parse("198.51.100.9"), IpAddress.parse("192.0.2.9"));
  }

  private boolean acl(
      NetworkInterface at, Direction direction, Protocol protocol, IpAddress peer, int port) {
    String subnetId = Objects.requireNonNull(at.subnetId());
    if (Objects.requireNonNull(snapshot.subnets().get(subnetId)).contains(peer)) {
      return true;
    }
    NetworkAcl acl =
        snapshot.networkAcls().values().stream()
            .filter(each -> each.subnetIds().contains(subnetId))
            .findFirst()
            .orElseThrow();
    return acl.entries().stream()
        .sorted(Comparator.comparingInt(NetworkAclEntry::number))
        .filter(entry -> entry.direction() == direction)
        .filter(entry -> entry.cidr().contains(peer))
        .filter(entry -> matches(entry.traffic(), protocol, port))
        .findFirst()
        .map(entry -> entry.effect() == NetworkAclEntry.Effect.ALLOW)
        .orElse(false);
  }

  private boolean groups(
      NetworkInterface at, Direction direction, Protocol protocol, IpAddress peer, int port) {
    return at.groupIds().isEmpty()
        || at.groupIds().stream()
            .map(id -> Objects.requireNonNull(snapshot.securityGroups().get(id)))
            .flatMap(group -> group.rules().stream())
            .filter(rule -> rule.direction() == direction)
            .filter(rule -> matches(rule.traffic(), protocol, port))
            .anyMatch(rule -> matches(rule, at, peer));
  }

  private boolean matches(SecurityGroupRule rule, NetworkInterface at, IpAddress peer) {
    return switch (rule.peer()) {
      case Peer.OfCidr cidr -> cidr.cidr().contains(peer);
      case Peer.OfPrefixList list -> throw new IllegalArgumentException("No lists: " + list);
      case Peer.OfGroup group ->
          snapshot.interfaces().values().stream()
              .filter(each -> each.groupIds().contains(group.groupId()))
              .filter(each -> each.addresses().contains(peer))
              .anyMatch(each -> isNear(at, each));
    };
  }

  private boolean isNear(NetworkInterface one, NetworkInterface other) {
    String vpc = Objects.requireNonNull(one.vpcId());
    return vpc.equals(other.vpcId())
        || snapshot.peerings().values().stream()
            .anyMatch(each ->
                each.isActive()
                    && each.across(vpc) != null
                    && Objects.requireNonNull(each.across(vpc)).vpcId() != null
                    && Objects.equals(
                        Objects.requireNonNull(each.across(vpc)).vpcId(), other.vpcId()));
  }

  private static boolean matches(Traffic traffic, Protocol protocol, int port) {
    return switch (traffic) {
      case Traffic.All() -> true;
      case Traffic.Ports(Protocol of, PortRange ports) ->
          of.equals(protocol) && ports.contains(port);
      case Traffic.Icmp icmp -> false;
      case Traffic.Whole(Protocol of) -> of.equals(protocol);
    };
  }
}
