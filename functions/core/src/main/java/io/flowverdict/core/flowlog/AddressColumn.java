package io.flowverdict.core.flowlog;

import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One address of each row, as numbers. The arrays are open to those that fill and read them.
public final class AddressColumn {

  /// The family of a row without the address.
  public static final byte ABSENT = 0;

  public static final byte IPV4 = 4;
  public static final byte IPV6 = 6;

  /// [#IPV4], [#IPV6] or [#ABSENT].
  public final byte[] family;

  /// The upper 64 bits; 0 for IPv4. Undefined where the address is absent.
  public final long[] high;

  /// The lower 64 bits; the unsigned 32-bit address for IPv4. Undefined where the address is
  /// absent.
  public final long[] low;

  AddressColumn(int rows) {
    family = new byte[rows];
    high = new long[rows];
    low = new long[rows];
  }

  void clear() {
    Arrays.fill(family, ABSENT);
  }

  /// Sets the address of a row.
  public void set(int row, @Nullable IpAddress address) {
    if (address == null) {
      family[row] = ABSENT;
      return;
    }
    family[row] = family(address);
    high[row] = address.high();
    low[row] = address.low();
  }

  /// {@return the address of a row; null when it is absent}
  public @Nullable IpAddress get(int row) {
    return family[row] == ABSENT ? null : address(row);
  }

  /// {@return the address of a row that has one}
  public IpAddress address(int row) {
    return address(family[row], high[row], low[row]);
  }

  /// {@return the family of an address, as columns have it}
  public static byte family(IpAddress address) {
    return address.family() == IpFamily.IPV4 ? IPV4 : IPV6;
  }

  /// {@return the address of these numbers, which are those of a row that has one}
  public static IpAddress address(int family, long high, long low) {
    return family == IPV4 ? IpAddress.ipv4((int) low) : IpAddress.ipv6(high, low);
  }
}
