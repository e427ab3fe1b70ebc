package io.flowverdict.core.explain;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.snapshot.NetworkInterface;

/// The ports on which a client may take its replies (VPC user guide, "Ephemeral ports").
///
/// A client whose range is known uses all of it, so a range that is only partly open means
/// connections that fail now and then. Of a client outside the configuration only the widest range
/// is known.
///
/// @param range every port that the client may use
/// @param likely the part that clients in general use: when all of it is closed, a client cannot be
///   expected to get a reply
/// @param known whether the client uses all of `range`
/// @param whose whose ports they are, as the middle of a sentence
public record ClientPorts(PortRange range, PortRange likely, boolean known, String whose) {

  /// Linux's default `ip_local_port_range`.
  private static final PortRange LINUX = new PortRange(32_768, 60_999);

  /// What Linux, Windows and macOS choose from by default.
  private static final PortRange COMMON_SYSTEMS = new PortRange(32_768, PortRange.MAX_PORT);

  /// What NAT gateways, load balancers and Lambda choose from.
  private static final PortRange ALL_USER_PORTS = new PortRange(1_024, PortRange.MAX_PORT);

  public ClientPorts {
    requireNonNull(whose, "whose is null");
    if (!range.contains(likely)) {
      throw new IllegalArgumentException("Likely ports " + likely + " are not in " + range);
    }
  }

  /// {@return the ports of a client}
  static ClientPorts of(Endpoint client) {
    return switch (client) {
      case Endpoint.Inside inside -> of(inside.at());
      case Endpoint.Outside outside -> unknown("a client outside the configuration");
    };
  }

  /// {@return the ports of an interface that opens connections}
  public static ClientPorts of(NetworkInterface at) {
    if (isOfManagedService(at)) {
      return new ClientPorts(
          ALL_USER_PORTS, ALL_USER_PORTS, true, "a NAT gateway, load balancer or Lambda function");
    }
    return at.sourceDestCheck()
        ? new ClientPorts(LINUX, LINUX, true, "a Linux client by default")
        : unknown("a client behind an interface that forwards traffic");
  }

  static ClientPorts unknown(String whose) {
    return new ClientPorts(ALL_USER_PORTS, COMMON_SYSTEMS, false, whose);
  }

  /// {@return whether the client is known to use every one of these ports}
  public boolean usesAll(PortRange ports) {
    return known && range.contains(ports);
  }

  private static boolean isOfManagedService(NetworkInterface at) {
    return switch (at.type()) {
      case NAT_GATEWAY, LAMBDA, LOAD_BALANCER, NETWORK_LOAD_BALANCER, GATEWAY_LOAD_BALANCER -> true;
      case TRANSIT_GATEWAY, GATEWAY_LOAD_BALANCER_ENDPOINT, OTHER -> isDescribedAsManaged(at);
    };
  }

  /// Load balancers other than Network Load Balancers, and older Lambda interfaces, are told by
  /// their description alone.
  private static boolean isDescribedAsManaged(NetworkInterface at) {
    String description = at.description();
    return at.requesterManaged()
        && description != null
        && (description.startsWith("ELB ") || description.startsWith("AWS Lambda VPC ENI"));
  }

  /// {@return the ports of this client, of which one was seen in use: a known range that holds it,
  /// else the widest range, of which this port is the likely one; the port alone when it is none
  /// for clients}
  ClientPorts seenUsing(int port) {
    if (known && range.contains(port)) {
      return this;
    }
    PortRange seen = PortRange.of(port);
    return new ClientPorts(
        ALL_USER_PORTS.contains(seen) ? ALL_USER_PORTS : seen, seen, false, whose);
  }
}
