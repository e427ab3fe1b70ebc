package io.flowverdict.core.explain;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.judge.Packet.IcmpMessage;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import org.jspecify.annotations.Nullable;

/// Can `from` open a connection to `to`, and does the answer come back?
///
/// @param protocol ICMP is about IPv4 addresses and ICMPv6 about IPv6 addresses; where IPv6
///   addresses are named, ICMP is taken for ICMPv6, and the answer says so
/// @param port the destination port of TCP or UDP; null when not asked, which leaves rules that are
///   limited to ports undecided
/// @param icmp the ICMP message; null for other protocols. Where none is given for ICMP, the
///   question is about an echo request, which is what `ping` sends
public record Question(
    End from, End to, Protocol protocol, @Nullable Integer port, @Nullable IcmpMessage icmp) {

  public Question {
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    requireNonNull(protocol, "protocol is null");
    if (port != null && !protocol.hasPorts()) {
      throw new UnanswerableException(protocol + " has no ports: leave the port out");
    }
    if (port != null && (port < 0 || port > PortRange.MAX_PORT)) {
      throw new UnanswerableException("Port " + port + " is not in 0.." + PortRange.MAX_PORT);
    }
    if (icmp != null && !protocol.isIcmp()) {
      throw new UnanswerableException(protocol + " has no ICMP type: leave it out");
    }
    if (icmp == null && protocol.isIcmp()) {
      icmp = IcmpExchange.ECHO.request(protocol);
    }
  }

  /// {@return whether a TCP connection can be opened}
  public static Question tcp(End from, End to, int port) {
    return new Question(from, to, Protocol.TCP, port, null);
  }
}
