package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which protocol, and which of its ports or ICMP types, a rule is about.
///
/// Protocols other than TCP, UDP, ICMP and ICMPv6 have neither: the EC2 API ignores a port range
/// that is given with them.
public sealed interface Traffic {

  /// Every protocol (`-1` in the EC2 API).
  record All() implements Traffic {
    @Override
    public String toString() {
      return "all traffic";
    }
  }

  /// TCP or UDP to a range of destination ports.
  record Ports(Protocol protocol, PortRange ports) implements Traffic {
    public Ports {
      requireNonNull(ports, "ports is null");
      if (!protocol.hasPorts()) {
        throw new IllegalArgumentException(protocol + " has no ports");
      }
    }

    @Override
    public String toString() {
      return protocol.toString().toLowerCase(Locale.ROOT)
          + (ports.equals(PortRange.ALL) ? " all ports" : " " + ports);
    }
  }

  /// ICMP or ICMPv6 messages.
  ///
  /// @param type the message type, or [#ANY]
  /// @param code the code of that type, or [#ANY]; always [#ANY] when the type is
  record Icmp(Protocol protocol, int type, int code) implements Traffic {
    /// Every type, or every code (`-1` in the EC2 API).
    public static final int ANY = -1;

    public Icmp {
      if (!protocol.isIcmp()) {
        throw new IllegalArgumentException(protocol + " is not ICMP");
      }
      if (type < ANY || type > 255 || code < ANY || code > 255) {
        throw new IllegalArgumentException("Not an ICMP type and code: " + type + "/" + code);
      }
      code = type == ANY ? ANY : code;
    }

    @Override
    public String toString() {
      String name = protocol.toString().toLowerCase(Locale.ROOT);
      if (type == ANY) {
        return name + " all types";
      }
      return name + " type " + type + (code == ANY ? "" : " code " + code);
    }
  }

  /// All packets of a protocol that has neither ports nor types.
  record Whole(Protocol protocol) implements Traffic {
    public Whole {
      if (protocol.hasPorts() || protocol.isIcmp()) {
        throw new IllegalArgumentException(protocol + " needs its ports or types");
      }
    }

    @Override
    public String toString() {
      return protocol.toString();
    }
  }

  /// {@return every packet of this protocol, whatever its ports or types}
  static Traffic allOf(Protocol protocol) {
    if (protocol.hasPorts()) {
      return new Ports(protocol, PortRange.ALL);
    }
    return protocol.isIcmp() ? new Icmp(protocol, Icmp.ANY, Icmp.ANY) : new Whole(protocol);
  }

  /// {@return the protocol, or null when it is every protocol}
  default @Nullable Protocol protocolOrNull() {
    return switch (this) {
      case All() -> null;
      case Ports(Protocol protocol, PortRange ports) -> protocol;
      case Icmp(Protocol protocol, int type, int code) -> protocol;
      case Whole(Protocol protocol) -> protocol;
    };
  }
}
