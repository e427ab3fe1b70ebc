package io.flowverdict.core.bulk;

import io.flowverdict.core.net.IpAddress;

/// The lowest and the highest of some addresses of IPv6. Mutable.
final class AddressSpan {

  private boolean isEmpty = true;
  private long lowestHigh;
  private long lowestLow;
  private long highestHigh;
  private long highestLow;

  void add(long high, long low) {
    if (isEmpty || compare(high, low, lowestHigh, lowestLow) < 0) {
      lowestHigh = high;
      lowestLow = low;
    }
    if (isEmpty || compare(high, low, highestHigh, highestLow) > 0) {
      highestHigh = high;
      highestLow = low;
    }
    isEmpty = false;
  }

  private static int compare(long high, long low, long otherHigh, long otherLow) {
    return high != otherHigh
        ? Long.compareUnsigned(high, otherHigh)
        : Long.compareUnsigned(low, otherLow);
  }

  void clear() {
    isEmpty = true;
  }

  /// {@return the lowest one, when there is any}
  IpAddress lowest() {
    return IpAddress.ipv6(lowestHigh, lowestLow);
  }

  /// {@return the highest one, when there is any}
  IpAddress highest() {
    return IpAddress.ipv6(highestHigh, highestLow);
  }
}
