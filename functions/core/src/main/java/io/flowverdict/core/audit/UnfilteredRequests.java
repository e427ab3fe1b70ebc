package io.flowverdict.core.audit;

import io.flowverdict.core.audit.AclDecisions.Decided;
import io.flowverdict.core.audit.ReplySearch.Requests;
import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.InterfaceType;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Traffic;
import io.flowverdict.core.snapshot.Vpc;
import java.util.ArrayList;
import java.util.List;

/// The requests that pass at interfaces without security groups: no group filters them, so the
/// network ACL alone says which.
///
/// What is wanted, no group says either. A NAT gateway opens whatever connections its clients open
/// through it to peers outside its VPC, and takes them from inside only. A load balancer opens
/// connections to its targets, of which those in its VPC are known to be possible. Of the other
/// interfaces without groups (transit gateway attachments, Gateway Load Balancer endpoints), and of
/// what comes to a load balancer, nothing is known but what the network ACL names: the services for
/// which it has entries. At a transit gateway attachment a network ACL sees only what goes to or
/// comes from its own VPC ("How network ACLs work with transit gateways").
final class UnfilteredRequests {

  /// The share of an entry's peers from which on requests by it are in trouble; below it, what is
  /// closed is an exception to the entry, such as a list of blocked networks.
  private static final double NOTABLE = 0.25;

  private final Evaluation evaluation;

  UnfilteredRequests(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /// {@return whether the connections that leave this interface are not its own: their clients are
  /// elsewhere and use their own ports}
  static boolean isOfOthers(NetworkInterface at) {
    return at.type() == InterfaceType.TRANSIT_GATEWAY;
  }

  /// {@return what passes of this part of the traffic, which is of one protocol}
  Requests of(NetworkInterface at, NetworkAcl acl, Direction direction, TrafficSet part) {
    boolean opensAny = at.type() == InterfaceType.NAT_GATEWAY || isToTargets(at, direction);
    AddressSet peers = peers(at, direction);
    List<TrafficSet> all = new ArrayList<>();
    List<TrafficSet> meant = new ArrayList<>();
    for (Decided entry : evaluation.decisions(acl, direction).decided()) {
      boolean named = isService(entry);
      if (entry.allows() && !ReplySearch.isReplyEntry(entry) && (opensAny || named)) {
        TrafficSet whole = entry.wins().mapPeers(peers::intersect);
        TrafficSet troubled = whole.intersect(ofRequests(part, at));
        if (isNotable(troubled.allPeers(), whole.allPeers())) {
          all.add(troubled);
          meant.add(named ? troubled : troubled.on(ReplyPorts.stretch(Protocol.TCP)));
        }
      }
    }
    return new Requests(TrafficSet.unionOf(all), TrafficSet.unionOf(meant));
  }

  /// What a Gateway Load Balancer and its targets exchange goes to port 6081 of UDP in both
  /// directions (GENEVE), so that only the TCP of its health checks has replies to client ports.
  private static TrafficSet ofRequests(TrafficSet part, NetworkInterface at) {
    return at.type() == InterfaceType.GATEWAY_LOAD_BALANCER
        ? part.on(ReplyPorts.stretch(Protocol.TCP))
        : part;
  }

  private static boolean isToTargets(NetworkInterface at, Direction direction) {
    return direction == Direction.EGRESS
        && (at.type() == InterfaceType.NETWORK_LOAD_BALANCER
            || at.type() == InterfaceType.GATEWAY_LOAD_BALANCER);
  }

  /// Whether an entry is for some services, not for everything.
  private static boolean isService(Decided entry) {
    return entry.entry().traffic() instanceof Traffic.Ports ports
        && !ReplySearch.isForReplies(ports);
  }

  private static boolean isNotable(AddressSet troubled, AddressSet whole) {
    for (IpFamily family : IpFamily.values()) {
      double count = troubled.count(family);
      if (count > 0 && count >= NOTABLE * whole.count(family)) {
        return true;
      }
    }
    return false;
  }

  /// The peers with which the interface talks: those of its own address families and, of a NAT
  /// gateway, clients inside its VPC and servers outside, of a load balancer targets inside.
  private AddressSet peers(NetworkInterface at, Direction direction) {
    AddressSet families =
        AddressSet.unionOf(
            at.addresses().stream()
                .map(IpAddress::family)
                .distinct()
                .map(AddressSet::all)
                .toList());
    boolean toTargets = isToTargets(at, direction);
    if (at.type() != InterfaceType.NAT_GATEWAY && !toTargets) {
      return families;
    }
    Vpc vpc = at.vpcId() == null ? null : evaluation.snapshot().vpcs().get(at.vpcId());
    if (vpc == null) {
      return AddressSet.EMPTY;
    }
    AddressSet inside = AddressSet.of(vpc.cidrs());
    return toTargets || direction == Direction.INGRESS
        ? families.intersect(inside)
        : families.minus(inside);
  }
}
