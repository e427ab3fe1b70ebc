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
/// What is wanted, no group says either. A NAT gateway opens whatever connections its clients ask
/// for to peers outside its VPC, and takes them from inside only. Of the other interfaces without
/// groups (transit gateway attachments, load balancers, Gateway Load Balancer endpoints) nothing is
/// known but what the network ACL names: the services for which it has entries. At a transit
/// gateway attachment a network ACL sees only what goes to or comes from its own VPC ("How network
/// ACLs work with transit gateways").
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
    boolean gateway = at.type() == InterfaceType.NAT_GATEWAY;
    AddressSet peers = peers(at, direction);
    List<TrafficSet> all = new ArrayList<>();
    List<TrafficSet> meant = new ArrayList<>();
    for (Decided entry : evaluation.decisions(acl, direction).decided()) {
      boolean named = isService(entry);
      if (entry.allows() && !ReplySearch.isReplyEntry(entry) && (gateway || named)) {
        TrafficSet whole = entry.wins().mapPeers(peers::intersect);
        TrafficSet troubled = whole.intersect(part);
        if (isNotable(troubled.allPeers(), whole.allPeers())) {
          all.add(troubled);
          meant.add(named ? troubled : troubled.on(ReplyPorts.stretch(Protocol.TCP)));
        }
      }
    }
    return new Requests(TrafficSet.unionOf(all), TrafficSet.unionOf(meant));
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
  /// gateway, clients inside its VPC and servers outside.
  private AddressSet peers(NetworkInterface at, Direction direction) {
    AddressSet families =
        AddressSet.unionOf(
            at.addresses().stream()
                .map(IpAddress::family)
                .distinct()
                .map(AddressSet::all)
                .toList());
    if (at.type() != InterfaceType.NAT_GATEWAY) {
      return families;
    }
    Vpc vpc = at.vpcId() == null ? null : evaluation.snapshot().vpcs().get(at.vpcId());
    if (vpc == null) {
      return AddressSet.EMPTY;
    }
    AddressSet inside = AddressSet.of(vpc.cidrs());
    return direction == Direction.INGRESS ? families.intersect(inside) : families.minus(inside);
  }
}
