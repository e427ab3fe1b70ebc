package io.flowverdict.core.audit;

import io.flowverdict.core.audit.set.TrafficLine;
import io.flowverdict.core.audit.set.TrafficLine.Stretch;
import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.change.EphemeralPorts;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Traffic;

/// To which peers, or from which, a network ACL lets replies of one protocol pass, by the port
/// ranges that clients take them on (VPC user guide, "Ephemeral ports").
///
/// @param none where it lets none pass of those that Linux and Windows clients take
/// @param lacksCommon where it lets some of these pass, but not all
/// @param lacksWide where it lets pass all that these need, but not all that NAT gateways, load
///   balancers and Lambda need
/// @param noneOfWide where it lets none pass of those that NAT gateways, load balancers and Lambda
///   use
/// @param partOfWide where it lets some of these pass, but not all
record ReplyPorts(
    AddressSet none,
    AddressSet lacksCommon,
    AddressSet lacksWide,
    AddressSet noneOfWide,
    AddressSet partOfWide) {

  /// Every port that any client takes replies on: what NAT gateways, load balancers and Lambda use.
  static final PortRange WIDE = EphemeralPorts.WIDE;

  private static final PortRange LINUX = EphemeralPorts.LINUX;
  private static final PortRange WINDOWS = EphemeralPorts.WINDOWS;

  /// What Linux and Windows together choose from.
  static final PortRange COMMON = EphemeralPorts.COMMON;

  /// What both choose from.
  static final PortRange SHARED = new PortRange(WINDOWS.from(), LINUX.to());

  static ReplyPorts of(TrafficSet allowed, Protocol protocol) {
    AddressSet some = allowed.on(stretch(protocol, COMMON)).allPeers();
    AddressSet common =
        allowed
            .peersThroughout(stretch(protocol, LINUX))
            .intersect(allowed.peersThroughout(stretch(protocol, WINDOWS)));
    AddressSet all = allowed.peersThroughout(stretch(protocol, WIDE));
    AddressSet someOfWide = allowed.on(stretch(protocol, WIDE)).allPeers();
    return new ReplyPorts(
        AddressSet.ALL.minus(some),
        some.minus(common),
        common.minus(all),
        AddressSet.ALL.minus(someOfWide),
        someOfWide.minus(all));
  }

  static Stretch stretch(Protocol protocol, PortRange ports) {
    return TrafficLine.of(new Traffic.Ports(protocol, ports));
  }

  /// {@return where all packets of the protocol are}
  static Stretch stretch(Protocol protocol) {
    return TrafficLine.of(Traffic.allOf(protocol));
  }
}
