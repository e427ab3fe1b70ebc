package io.flowverdict.core.net;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.Optional;

/// A CIDR block: the addresses of one family that share the first `length` bits.
///
/// @param network the first address of the block; host bits are cleared, as the EC2 API does
/// @param length the prefix length, 0 to 32 or 0 to 128
public record Cidr(IpAddress network, int length) implements Comparable<Cidr> {

  /// Every IPv4 address.
  public static final Cidr ALL_IPV4 = new Cidr(IpAddress.ipv4(0), 0);

  /// Every IPv6 address.
  public static final Cidr ALL_IPV6 = new Cidr(IpAddress.ipv6(0, 0), 0);

  private static final Comparator<Cidr> ORDER =
      Comparator.comparing(Cidr::network).thenComparingInt(Cidr::length);

  public Cidr {
    requireNonNull(network, "network is null");
    if (length < 0 || length > network.family().bits()) {
      throw new IllegalArgumentException(
          "Prefix length " + length + " is not in 0.." + network.family().bits());
    }
    network = firstOf(network, length);
  }

  /// {@return the block that holds just this address}
  public static Cidr of(IpAddress address) {
    return new Cidr(address, address.family().bits());
  }

  /// {@return every address of the family}
  public static Cidr all(IpFamily family) {
    return family == IpFamily.IPV4 ? ALL_IPV4 : ALL_IPV6;
  }

  /// Reads `address/length`; host bits may be set and are cleared.
  ///
  /// @throws IllegalArgumentException when the text is no CIDR block; the message quotes it
  public static Cidr parse(String text) {
    return tryParse(text)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Not a CIDR block: \""
                    + text.substring(0, Math.min(text.length(), 64))
                    + "\" (expected address/length, for example 10.0.0.0/16)"));
  }

  /// Reads `address/length` as [#parse(String)] does.
  ///
  /// @return empty when the text is no CIDR block
  public static Optional<Cidr> tryParse(String text) {
    int slash = text.indexOf('/');
    String length = text.substring(slash + 1);
    if (slash < 0 || !length.matches("[0-9]{1,3}")) {
      return Optional.empty();
    }
    return IpAddress.tryParse(text.substring(0, slash))
        .filter(address -> Integer.parseInt(length) <= address.family().bits())
        .map(address -> new Cidr(address, Integer.parseInt(length)));
  }

  private static IpAddress firstOf(IpAddress address, int length) {
    if (address.family() == IpFamily.IPV4) {
      return new IpAddress(IpFamily.IPV4, 0, address.low() & mask(length + 32) & 0xFFFF_FFFFL);
    }
    return new IpAddress(
        IpFamily.IPV6, address.high() & mask(length), address.low() & mask(length - 64));
  }

  /// The 64-bit mask with the first `length` bits set; lengths beyond 0..64 mean none or all.
  private static long mask(int length) {
    return length <= 0 ? 0 : length >= 64 ? -1 : -1L << (64 - length);
  }

  public IpFamily family() {
    return network.family();
  }

  /// {@return whether the address lies in this block; never across families}
  public boolean contains(IpAddress address) {
    return address.family() == family()
        && (family() == IpFamily.IPV4
            ? ((address.low() ^ network.low()) & mask(length + 32)) == 0
            : ((address.high() ^ network.high()) & mask(length)) == 0
                && ((address.low() ^ network.low()) & mask(length - 64)) == 0);
  }

  /// {@return whether every address of the other block lies in this one}
  public boolean contains(Cidr other) {
    return other.length >= length && contains(other.network);
  }

  /// {@return whether the two blocks share an address: then one contains the other}
  public boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  /// {@return the last address of the block}
  public IpAddress last() {
    if (family() == IpFamily.IPV4) {
      long host = ~mask(length + 32) & 0xFFFF_FFFFL;
      return new IpAddress(IpFamily.IPV4, 0, network.low() | host);
    }
    return new IpAddress(
        IpFamily.IPV6, network.high() | ~mask(length), network.low() | ~mask(length - 64));
  }

  @Override
  public int compareTo(Cidr other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return network + "/" + length;
  }
}
