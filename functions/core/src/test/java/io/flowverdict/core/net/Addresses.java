package io.flowverdict.core.net;

import java.math.BigInteger;
import java.util.Random;

/// Addresses as plain numbers: the arithmetic that tests compare with.
final class Addresses {

  private static final BigInteger LOW_BITS = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private Addresses() {}

  static BigInteger number(IpAddress address) {
    return unsigned(address.high()).shiftLeft(64).or(unsigned(address.low()));
  }

  private static BigInteger unsigned(long bits) {
    return new BigInteger(Long.toUnsignedString(bits));
  }

  static IpAddress of(IpFamily family, BigInteger number) {
    return new IpAddress(
        family, number.shiftRight(64).longValue(), number.and(LOW_BITS).longValue());
  }

  static IpAddress random(Random random) {
    return random(random.nextBoolean() ? IpFamily.IPV4 : IpFamily.IPV6, random);
  }

  /// {@return an address in which runs of zeros and of ones are likely, so that edges are met}
  static IpAddress random(IpFamily family, Random random) {
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < family.bits() / 8; i++) {
      int part =
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(256);
            case 1 -> 255;
            default -> 0;
          };
      number = number.shiftLeft(8).or(BigInteger.valueOf(part));
    }
    return of(family, number);
  }
}
