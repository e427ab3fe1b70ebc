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

  /// {@return a sentence for each network ACL that drops the message}
  List<String> notes(Exchange exchange) {
    List<String> notes = new ArrayList<>();
    if (exchange.protocol().hasPorts() && leavesTheVpc(exchange)) {
      SourceNat nat = exchange.nat();
      note(exchange.client(), exchange.serverSeen(), null, notes);
      note(
          exchange.server(),
          exchange.clientSeen(),
          nat == null ? null : nat.several().orElse(null),
          notes);
    }
    return notes;
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

  private void note(
      Endpoint end, IpAddress other, @Nullable AddressSet others, List<String> notes) {
    if (!(end instanceof Endpoint.Inside inside)) {
      return;
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
    if (passage.outcome() == Decision.Outcome.BLOCK) {
      notes.add(
          "Network ACL %s%s drops %s from %s: where a packet is larger than the path takes, its sender is not told, and the connection hangs."
              .formatted(
                  passage.blockingSteps().getFirst().id(),
                  inside.at().subnetId() == null ? "" : " (" + inside.at().subnetId() + ")",
                  ipv4
                      ? "ICMP type 3 code 4 (fragmentation needed)"
                      : "ICMPv6 type 2 (packet too big)",
                  arrival.peer()));
    }
  }
}
