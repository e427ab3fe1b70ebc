package io.flowverdict.core.change;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.snapshot.InterfaceType;
import io.flowverdict.core.snapshot.NetworkInterface;

/// The ports on which clients take their replies (VPC user guide, "Ephemeral ports"): one
/// definition for what questions, audits and fixes demand of network ACLs.
public final class EphemeralPorts {

  /// Linux's default `ip_local_port_range`.
  public static final PortRange LINUX = new PortRange(32_768, 60_999);

  /// What Windows, since Server 2008, and macOS choose from by default.
  public static final PortRange WINDOWS = new PortRange(49_152, PortRange.MAX_PORT);

  /// What the common systems choose from.
  public static final PortRange COMMON = new PortRange(LINUX.from(), WINDOWS.to());

  /// What NAT gateways, load balancers and Lambda choose from: every port that any client uses.
  public static final PortRange WIDE = new PortRange(1_024, PortRange.MAX_PORT);

  private EphemeralPorts() {}

  /// {@return whether the interface is of a NAT gateway, load balancer or Lambda function, which
  /// choose from the wide range}
  ///
  /// Load balancers other than Network Load Balancers, and older Lambda interfaces, are recognized
  /// by their description alone.
  public static boolean isOfManagedService(NetworkInterface at) {
    return switch (at.type()) {
      case NAT_GATEWAY, LAMBDA, LOAD_BALANCER, NETWORK_LOAD_BALANCER, GATEWAY_LOAD_BALANCER -> true;
      case TRANSIT_GATEWAY, GATEWAY_LOAD_BALANCER_ENDPOINT, OTHER -> isDescribedAsManaged(at);
    };
  }

  private static boolean isDescribedAsManaged(NetworkInterface at) {
    String description = at.description();
    return at.requesterManaged()
        && description != null
        && (description.startsWith("ELB ") || description.startsWith("AWS Lambda VPC ENI"));
  }

  /// {@return the ports that a client behind this interface may use: the wide range for managed
  /// services and for whatever forwards traffic of others}
  public static PortRange of(NetworkInterface client) {
    boolean forwards = !client.sourceDestCheck() || client.type() == InterfaceType.TRANSIT_GATEWAY;
    return isOfManagedService(client) || forwards ? WIDE : COMMON;
  }

  /// {@return the ports that audits demand for replies in this direction: those of any client for
  /// replies that leave, those of the interface itself for replies that arrive}
  public static PortRange ofReplies(Direction direction, NetworkInterface at) {
    return direction == Direction.EGRESS ? WIDE : of(at);
  }
}
