package io.flowverdict.core.net;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import java.util.StringJoiner;

/// An IPv4 or IPv6 address as a number, so that every spelling of an address is the same value.
///
/// @param family the family; an IPv4-mapped IPv6 address is its own IPv6 value, not the IPv4 one
/// @param high the upper 64 bits; 0 for IPv4
/// @param low the lower 64 bits; for IPv4 the unsigned 32-bit address
public record IpAddress(IpFamily family, long high, long low) implements Comparable<IpAddress> {

  private static final int LONGEST_LITERAL = 45;
  private static final long MAPPED_IPV4 = 0xFFFFL;

  public IpAddress {
    requireNonNull(family, "family is null");
    if (family == IpFamily.IPV4 && (high != 0 || low >>> 32 != 0)) {
      throw new IllegalArgumentException("An IPv4 address has 32 bits");
    }
  }

  /// {@return the IPv4 address with these 32 bits}
  public static IpAddress ipv4(int bits) {
    return new IpAddress(IpFamily.IPV4, 0, Integer.toUnsignedLong(bits));
  }

  /// {@return the IPv6 address with these 128 bits}
  public static IpAddress ipv6(long high, long low) {
    return new IpAddress(IpFamily.IPV6, high, low);
  }

  /// Reads a literal: four decimal parts without leading zeros (which some readers take for octal),
  /// or any RFC 4291 form without a zone.
  ///
  /// @throws IllegalArgumentException when the text is no such literal; the message quotes it
  public static IpAddress parse(String text) {
    return tryParse(text)
        .orElseThrow(() -> new IllegalArgumentException("Not an IP address: " + quote(text)));
  }

  /// Reads a literal as [#parse(String)] does.
  ///
  /// @return empty when the text is no address literal
  public static Optional<IpAddress> tryParse(String text) {
    if (text.isEmpty() || text.length() > LONGEST_LITERAL) {
      return Optional.empty();
    }
    return text.indexOf(':') >= 0 ? tryParseIpv6(text) : tryParseIpv4(text);
  }

  private static Optional<IpAddress> tryParseIpv4(String text) {
    int bits = 0;
    int parts = 0;
    int value = -1;
    int digits = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : '.';
      if (c == '.') {
        if (value < 0 || value > 255 || ++parts > 4) {
          return Optional.empty();
        }
        bits = (bits << 8) | value;
        value = -1;
        digits = 0;
      } else if (c >= '0' && c <= '9' && ++digits <= 3 && value != 0) {
        value = Math.max(value, 0) * 10 + (c - '0');
      } else {
        return Optional.empty();
      }
    }
    return parts == 4 ? Optional.of(ipv4(bits)) : Optional.empty();
  }

  private static Optional<IpAddress> tryParseIpv6(String text) {
    if (!hasRfc4291Parts(text)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = InetAddress.ofLiteral(text).getAddress();
      return Optional.of(
          bytes.length == 4
              ? ipv6(0, (MAPPED_IPV4 << 32) | bits(bytes, 0, 4))
              : ipv6(bits(bytes, 0, 8), bits(bytes, 8, 8)));
    } catch (IllegalArgumentException notALiteral) {
      return Optional.empty();
    }
  }

  /// Whether the parts are what RFC 4291 writes, which the JDK is laxer about: groups of one to
  /// four ASCII hexadecimal digits, and at the end possibly an IPv4 literal.
  private static boolean hasRfc4291Parts(String text) {
    boolean dotted = text.indexOf('.') >= 0;
    int end = dotted ? text.lastIndexOf(':') + 1 : text.length();
    int digits = 0;
    for (int i = 0; i < end; i++) {
      boolean colon = text.charAt(i) == ':';
      digits = colon ? 0 : digits + 1;
      if (digits > 4 || !(colon || HexFormat.isHexDigit(text.charAt(i)))) {
        return false;
      }
    }
    return !dotted || tryParseIpv4(text.substring(end)).isPresent();
  }

  private static long bits(byte[] bytes, int from, int count) {
    long bits = 0;
    for (int i = from; i < from + count; i++) {
      bits = (bits << 8) | (bytes[i] & 0xFF);
    }
    return bits;
  }

  /// {@return the address `count` places above this one}
  ///
  /// @param count 0 or more
  /// @throws ArithmeticException when that is beyond the last address of the family
  public IpAddress plus(long count) {
    if (count < 0) {
      throw new IllegalArgumentException("count " + count + " is negative");
    }
    long sum = low + count;
    boolean carry = Long.compareUnsigned(sum, low) < 0;
    if (family == IpFamily.IPV4 ? sum >>> 32 != 0 : carry && high == -1) {
      throw new ArithmeticException(this + " plus " + count + " is beyond the last address");
    }
    return new IpAddress(family, carry ? high + 1 : high, sum);
  }

  @Override
  public int compareTo(IpAddress other) {
    if (family != other.family) {
      return family.compareTo(other.family);
    }
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /// The canonical text: dotted decimal, or RFC 5952 for IPv6.
  @Override
  public String toString() {
    return family == IpFamily.IPV4 ? ipv4Text() : ipv6Text();
  }

  private String ipv4Text() {
    return (low >>> 24) + "." + (low >>> 16 & 0xFF) + "." + (low >>> 8 & 0xFF) + "." + (low & 0xFF);
  }

  private String ipv6Text() {
    int zerosAt = 0;
    int zeros = 1;
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && group(i + run) == 0) {
        run++;
      }
      if (run > zeros) {
        zerosAt = i;
        zeros = run;
      }
    }
    if (zeros == 1) {
      return groups(0, 8);
    }
    return groups(0, zerosAt) + "::" + groups(zerosAt + zeros, 8);
  }

  private String groups(int from, int to) {
    StringJoiner text = new StringJoiner(":");
    for (int i = from; i < to; i++) {
      text.add(Integer.toHexString(group(i)));
    }
    return text.toString();
  }

  private int group(int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> (48 - 16 * (index & 3))) & 0xFFFF;
  }

  private static String quote(String text) {
    return '"' + (text.length() > 64 ? text.substring(0, 64) + "…" : text) + '"';
  }
}
