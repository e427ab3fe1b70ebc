package io.flowverdict.core.bulk;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.AddressOwners;
import io.flowverdict.core.snapshot.NetworkInterface;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Addresses that a configuration cannot tell apart: they are in the same of its blocks, which the
/// smallest of these says, and their owners are alike. For one thread.
final class AddressClasses {

  /// The class of an address that a row lacks.
  static final int NONE = 0;

  private static final int REMEMBERED_BITS = 14;
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

  /// The upper half of an IPv4 address.
  private static final int UPPER_SHIFT = 16;

  private final Stretches stretches;
  private final AddressOwners owners;
  private final Map<Likeness, Integer> numbers = new HashMap<>();

  /// The class of each stretch; 0 where none was asked for.
  private final int[] classes;

  /// How many stretches of IPv4 begin before the first address with an upper half.
  private final int[] before = new int[(1 << UPPER_SHIFT) + 1];

  /// The class of all IPv4 addresses with an upper half; 0 where they are of several, or none was
  /// asked for.
  private final int[] ofUpper = new int[1 << UPPER_SHIFT];

  /// Other IPv4 addresses above their class, by a hash.
  private final long[] remembered = new long[1 << REMEMBERED_BITS];

  private record Likeness(Cidr smallest, Set<Owner> owners) {}

  /// What rules look at of the owner of a peer's address.
  private record Owner(@Nullable String vpcId, Set<String> groupIds) {
    static Owner of(NetworkInterface owner) {
      return new Owner(owner.vpcId(), owner.groupIds());
    }
  }

  /// @param stretches of the blocks that an address may be looked up in, and of what is owned
  AddressClasses(Stretches stretches, AddressOwners owners) {
    this.stretches = stretches;
    this.owners = owners;
    this.classes = new int[stretches.size()];
    for (int i = 0; i < stretches.ipv4(); i++) {
      before[(int) (stretches.begin(i).low() >>> UPPER_SHIFT) + 1]++;
    }
    for (int i = 1; i < before.length; i++) {
      before[i] += before[i - 1];
    }
  }

  /// {@return the class of an address of a row, [#NONE] when the row lacks it}
  int of(AddressColumn addresses, int row) {
    return switch (addresses.family[row]) {
      case AddressColumn.ABSENT -> NONE;
      case AddressColumn.IPV4 -> ofIpv4(addresses.low[row]);
      default -> classOf(stretches.of(addresses.address(row)));
    };
  }

  /// {@return the class of an IPv4 address}
  int ofIpv4(long address) {
    int number = ofUpper[(int) (address >>> UPPER_SHIFT)];
    return number != 0 ? number : amongSeveral(address);
  }

  private int amongSeveral(long address) {
    int place = (int) ((address * FACTOR) >>> (Long.SIZE - REMEMBERED_BITS));
    long held = remembered[place];
    return held >>> 32 == address && held != 0 ? (int) held : find(address, place);
  }

  private int find(long address, int place) {
    int upper = (int) (address >>> UPPER_SHIFT);
    int number = classOf(stretches.ofIpv4(address, before[upper], before[upper + 1]));
    if (before[upper] == before[upper + 1]) {
      ofUpper[upper] = number;
    } else {
      remembered[place] = address << 32 | number;
    }
    return number;
  }

  private int classOf(int stretch) {
    if (classes[stretch] == 0) {
      IpAddress any = stretches.begin(stretch);
      Set<Owner> alike = owners.of(any).stream().map(Owner::of).collect(toUnmodifiableSet());
      classes[stretch] =
          numbers.computeIfAbsent(
              new Likeness(stretches.smallest(stretch), alike), _ -> numbers.size() + 1);
    }
    return classes[stretch];
  }
}
