package io.flowverdict.core.net;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An IP protocol by its IANA number.
///
/// @param number 0 to 255
public record Protocol(int number) implements Comparable<Protocol> {

  public static final Protocol ICMP = new Protocol(1);
  public static final Protocol TCP = new Protocol(6);
  public static final Protocol UDP = new Protocol(17);
  public static final Protocol ICMPV6 = new Protocol(58);

  private static final Map<String, Protocol> BY_NAME =
      Map.of("icmp", ICMP, "tcp", TCP, "udp", UDP, "icmpv6", ICMPV6);

  public Protocol {
    if (number < 0 || number > 255) {
      throw new IllegalArgumentException("Protocol number " + number + " is not in 0..255");
    }
  }

  /// Reads a protocol as the EC2 API spells it: `tcp`, `udp`, `icmp`, `icmpv6` in any case, or a
  /// decimal number.
  ///
  /// @return empty when the text is neither
  public static Optional<Protocol> tryParse(String text) {
    Protocol named = BY_NAME.get(text.toLowerCase(Locale.ROOT));
    if (named != null) {
      return Optional.of(named);
    }
    if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > 255) {
      return Optional.empty();
    }
    return Optional.of(new Protocol(Integer.parseInt(text)));
  }

  /// Reads a protocol as [#tryParse(String)] does.
  ///
  /// @throws IllegalArgumentException when the text is no protocol; the message quotes it
  public static Protocol parse(String text) {
    return tryParse(text)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Not a protocol: \""
                    + text.substring(0, Math.min(text.length(), 64))
                    + "\" (expected tcp, udp, icmp, icmpv6 or a number 0..255)"));
  }

  /// {@return whether rules can restrict this protocol to ports: TCP and UDP}
  public boolean hasPorts() {
    return number == TCP.number || number == UDP.number;
  }

  /// {@return whether there are packets of this protocol between addresses of this family: ICMP
  /// exists in IPv4 only (RFC 792), ICMPv6 in IPv6 only (RFC 4443), and any other in both}
  public boolean existsIn(IpFamily family) {
    return switch (family) {
      case IPV4 -> number != ICMPV6.number;
      case IPV6 -> number != ICMP.number;
    };
  }

  /// {@return whether rules can restrict this protocol to a type and code: ICMP and ICMPv6}
  public boolean isIcmp() {
    return number == ICMP.number || number == ICMPV6.number;
  }

  @Override
  public int compareTo(Protocol other) {
    return Integer.compare(number, other.number);
  }

  /// The name people know: `TCP`, `UDP`, `ICMP`, `ICMPv6`, otherwise `protocol 47`.
  @Override
  public String toString() {
    return switch (number) {
      case 1 -> "ICMP";
      case 6 -> "TCP";
      case 17 -> "UDP";
      case 58 -> "ICMPv6";
      default -> "protocol " + number;
    };
  }
}
