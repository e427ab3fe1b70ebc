package io.flowverdict.core.explain;

import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.judge.Packet.IcmpMessage;
import io.flowverdict.core.judge.Role;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Neighbourhood;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether the messages of Path MTU Discovery get through where TCP or UDP does, as notes beside
/// the answer that never change it.
///
/// A packet that is larger than the path takes is dropped, and its sender is told by ICMP type 3
/// code 4, "fragmentation needed", or ICMPv6 type 2, "packet too big" (VPC user guide, "Path MTU
/// Discovery and network ACLs"). A network ACL that drops this message makes connections hang once
/// they send much. It is judged as sent by the other end; a router on the way may send it as well.
/// Inside a VPC and between VPCs that are peered in one Region all paths take the same 9001 bytes
/// (EC2 user guide, "Network MTU"), so nothing is said of these.
final class PathMtu {

  private final Neighbourhood neighbourhood;
  private final Filters filters;

  PathMtu(Neighbourhood neighbourhood, Filters filters) {
    this.neighbourhood = neighbourhood;
    this.filters = filters;
  }

  /// A network ACL that drops the message.
  ///
  /// @param acl the network ACL with its subnet
  /// @param message the message with where it comes from
  private record Drop(String acl, String message) {}

  /// {@return a sentence for each network ACL that drops the message}
  List<String> notes(Exchange exchange) {
    return drops(exchange).stream()
        .map(drop ->
            "Network ACL %s drops %s: where a packet is larger than the path takes, its sender is not told, and the connection hangs."
                .formatted(drop.acl, drop.message))
        .toList();
  }

  /// {@return a sentence for each network ACL that still drops the message in a configuration to
  /// which a fix was made}
  List<String> notesAfterFix(Exchange exchange) {
    return drops(exchange).stream()
        .map(drop ->
            "With the fix made, network ACL %s still drops %s, without which connections hang: allow it as well."
                .formatted(drop.acl, drop.message))
        .toList();
  }

  private List<Drop> drops(Exchange exchange) {
    List<Drop> drops = new ArrayList<>();
    if (exchange.protocol().hasPorts() && leavesTheVpc(exchange)) {
      SourceNat nat = exchange.nat();
      drop(exchange.client(), exchange.serverSeen(), null).ifPresent(drops::add);
      drop(
              exchange.server(),
              exchange.clientSeen(),
              nat == null ? null : nat.several().orElse(null))
          .ifPresent(drops::add);
    }
    return drops;
  }

  private boolean leavesTheVpc(Exchange exchange) {
    if (exchange.isThroughInternetGateway()) {
      return true;
    }
    if (exchange.client() instanceof Endpoint.Inside client
        && exchange.server() instanceof Endpoint.Inside server) {
      return !neighbourhood.takesJumboFrames(client.at().vpcId(), server.at().vpcId());
    }
    return isElsewhere(exchange.client()) || isElsewhere(exchange.server());
  }

  /// Whether an end is in no VPC that the configuration knows to be near.
  private static boolean isElsewhere(Endpoint end) {
    return end instanceof Endpoint.Outside outside && outside.vpcId() == null;
  }

  private Optional<Drop> drop(Endpoint end, IpAddress other, @Nullable AddressSet others) {
    if (!(end instanceof Endpoint.Inside inside)) {
      return Optional.empty();
    }
    boolean ipv4 = other.family() == IpFamily.IPV4;
    Packet message =
        new Packet(
            ipv4 ? Protocol.ICMP : Protocol.ICMPV6,
            other,
            null,
            inside.address(),
            null,
            ipv4 ? new IcmpMessage(3, 4) : new IcmpMessage(2, 0),
            false);
    Checkpoint arrival =
        new Checkpoint(
            inside.at(), Layer.NACL, Direction.INGRESS, Role.REPLY, message, null, others);
    Passage passage = filters.inspect(arrival);
    if (passage.outcome() != Decision.Outcome.BLOCK) {
      return Optional.empty();
    }
    String subnet = inside.at().subnetId();
    return Optional.of(
        new Drop(
            passage.blockingSteps().getFirst().id() + (subnet == null ? "" : " (" + subnet + ")"),
            (ipv4 ? "ICMP type 3 code 4 (fragmentation needed)" : "ICMPv6 type 2 (packet too big)")
                + " from "
                + arrival.peer()));
  }
}
