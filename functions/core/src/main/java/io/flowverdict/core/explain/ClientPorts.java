package io.flowverdict.core.explain;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.change.EphemeralPorts;
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
    if (EphemeralPorts.isOfManagedService(at)) {
      return new ClientPorts(
          EphemeralPorts.WIDE,
          EphemeralPorts.WIDE,
          true,
          "a NAT gateway, load balancer or Lambda function");
    }
    return at.sourceDestCheck()
        ? new ClientPorts(
            EphemeralPorts.LINUX, EphemeralPorts.LINUX, true, "a Linux client by default")
        : unknown("a client behind an interface that forwards traffic");
  }

  static ClientPorts unknown(String whose) {
    return new ClientPorts(EphemeralPorts.WIDE, EphemeralPorts.COMMON, false, whose);
  }

  /// {@return whether the client is known to use every one of these ports}
  public boolean usesAll(PortRange ports) {
    return known && range.contains(ports);
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
        EphemeralPorts.WIDE.contains(seen) ? EphemeralPorts.WIDE : seen, seen, false, whose);
  }
}
