package io.flowverdict.core.net;

/// The address family of an address, a CIDR block or a rule. AWS evaluates the two separately: a
/// rule of one family never applies to traffic of the other.
public enum IpFamily {
  IPV4(32),
  IPV6(128);

  private final int bits;

  IpFamily(int bits) {
    this.bits = bits;
  }

  /// The number of bits of an address: 32 or 128.
  public int bits() {
    return bits;
  }
}
