package io.flowverdict.core.explain;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.change.EphemeralPorts;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkInterface;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The ports on which a client may take its replies (VPC user guide, "Ephemeral ports").
///
/// A client whose range is known uses all of it, so a range that is only partly open means
/// connections that fail now and then. Of a client outside the configuration only the widest range
/// is known.
///
/// Clients of a few services send from the service's own port: NTP in its symmetric modes, and ntpd
/// as a client, from 123, while other NTP clients choose a port as for any service (RFC 5905, RFC
/// 9109); IKE from 500 and 4500, unless its address is translated (RFC 7296 section 2.23). Old DNS
/// resolvers, which sent from 53, are left out: RFC 5452 asks for random ports since 2009.
///
/// @param range every port that the client may use
/// @param likely the part that clients in general use: when all of it is closed, a client cannot be
///   expected to get a reply
/// @param known whether the client uses all of `range`
/// @param whose whose ports they are, as the middle of a sentence
/// @param samePort the service's own port, where the client may use that instead; null where it
///   does not, or all that it uses is known
public record ClientPorts(
    PortRange range, PortRange likely, boolean known, String whose, @Nullable Integer samePort) {

  private static final int NTP = 123;

  private static final Set<Integer> IKE = Set.of(500, 4_500);

  public ClientPorts {
    requireNonNull(whose, "whose is null");
    if (!range.contains(likely)) {
      throw new IllegalArgumentException("Likely ports " + likely + " are not in " + range);
    }
    if (samePort != null && known) {
      throw new IllegalArgumentException("Port " + samePort + " beside what is known: " + range);
    }
  }

  /// {@return the ports of a client of a service}
  ///
  /// @param port the service's port; null when it is not asked
  static ClientPorts of(Endpoint client, Protocol protocol, @Nullable Integer port) {
    ClientPorts usual = of(client);
    boolean translated =
        client instanceof Endpoint.Inside inside && EphemeralPorts.isOfManagedService(inside.at());
    if (port == null || !protocol.equals(Protocol.UDP) || translated) {
      return usual;
    }
    if (IKE.contains(port) && usual.known) {
      PortRange own = PortRange.of(port);
      return new ClientPorts(own, own, true, "an IKE peer", null);
    }
    return port == NTP || IKE.contains(port)
        ? new ClientPorts(usual.range, usual.likely, false, usual.whose, port)
        : usual;
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
          "a NAT gateway, load balancer or Lambda function",
          null);
    }
    return at.sourceDestCheck()
        ? new ClientPorts(
            EphemeralPorts.LINUX, EphemeralPorts.LINUX, true, "a Linux client by default", null)
        : unknown("a client behind an interface that forwards traffic");
  }

  static ClientPorts unknown(String whose) {
    return new ClientPorts(EphemeralPorts.WIDE, EphemeralPorts.COMMON, false, whose, null);
  }

  /// {@return whether the client is known to use every one of these ports}
  public boolean usesAll(PortRange ports) {
    return known && range.contains(ports);
  }

  /// {@return whether the client is known to use a single port, which then is the service's own}
  boolean isOnePort() {
    return known && range.size() == 1;
  }

  ClientPorts withoutSamePort() {
    return new ClientPorts(range, likely, known, whose, null);
  }

  /// {@return the ranges that the client may use, in the order of their ports}
  List<PortRange> ranges() {
    if (samePort == null || range.contains(samePort)) {
      return List.of(range);
    }
    PortRange same = PortRange.of(samePort);
    return samePort < range.from() ? List.of(same, range) : List.of(range, same);
  }

  /// {@return whether clients in general use any of these ports}
  boolean areLikely(PortRange ports) {
    return ports.overlaps(likely) || (samePort != null && ports.contains(samePort));
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
        EphemeralPorts.WIDE.contains(seen) ? EphemeralPorts.WIDE : seen, seen, false, whose, null);
  }
}
