package io.flowverdict.core.bulk;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.AddressOwners;
import io.flowverdict.core.snapshot.NetworkInterface;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Addresses that a configuration cannot tell apart: they are in the same of its blocks, which the
/// smallest of these says, and their owners are alike. For one thread.
final class AddressClasses {

  private static final int REMEMBERED = 1 << 14;
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final int MOST_IPV6 = 1 << 14;

  /// Where the smallest block of an address becomes another one, and which it is from there on.
  private final List<IpAddress> changes = new ArrayList<>();

  private final List<Cidr> smallest = new ArrayList<>();
  private final AddressOwners owners;
  private final Map<Likeness, Integer> numbers = new HashMap<>();

  /// IPv4 addresses with one more than their class, by a hash.
  private final long[] remembered = new long[REMEMBERED];

  private final Map<IpAddress, Integer> rememberedIpv6 = new HashMap<>();

  private record Likeness(Cidr smallest, Set<Owner> owners) {}

  /// What rules look at of the owner of a peer's address.
  private record Owner(@Nullable String vpcId, Set<String> groupIds) {
    static Owner of(NetworkInterface owner) {
      return new Owner(owner.vpcId(), owner.groupIds());
    }
  }

  /// @param blocks every block that an address may be looked up in, beside delegated prefixes
  AddressClasses(Collection<Cidr> blocks, AddressOwners owners) {
    this.owners = owners;
    TreeSet<Cidr> sorted = new TreeSet<>(blocks);
    sorted.add(Cidr.ALL_IPV4);
    sorted.add(Cidr.ALL_IPV6);
    Deque<Cidr> around = new ArrayDeque<>();
    for (Cidr block : sorted) {
      leave(around, block);
      change(block.network(), block);
      around.push(block);
    }
    leave(around, null);
  }

  /// Leaves the blocks that do not hold the next one.
  private void leave(Deque<Cidr> around, @Nullable Cidr next) {
    while (!around.isEmpty() && (next == null || !around.element().contains(next))) {
      Cidr left = around.pop();
      if (!around.isEmpty() && !left.last().equals(around.element().last())) {
        change(left.last().plus(1), around.element());
      }
    }
  }

  private void change(IpAddress from, Cidr block) {
    if (!changes.isEmpty() && changes.getLast().equals(from)) {
      changes.removeLast();
      smallest.removeLast();
    }
    changes.add(from);
    smallest.add(block);
  }

  /// {@return the class of an address of a row; 0 when the row lacks it}
  int of(AddressColumn addresses, int row) {
    return switch (addresses.family[row]) {
      case AddressColumn.ABSENT -> 0;
      case AddressColumn.IPV4 -> ofIpv4(addresses.low[row]);
      default -> ofIpv6(IpAddress.ipv6(addresses.high[row], addresses.low[row]));
    };
  }

  private int ofIpv4(long address) {
    int place = (int) ((address * FACTOR) >>> 50);
    long held = remembered[place];
    if (held >>> 32 == address && held != 0) {
      return (int) held;
    }
    int number = find(IpAddress.ipv4((int) address));
    remembered[place] = address << 32 | number;
    return number;
  }

  private int ofIpv6(IpAddress address) {
    if (rememberedIpv6.size() == MOST_IPV6) {
      rememberedIpv6.clear();
    }
    return rememberedIpv6.computeIfAbsent(address, this::find);
  }

  private int find(IpAddress address) {
    int low = 0;
    int high = changes.size();
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (changes.get(middle).compareTo(address) <= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    Set<Owner> alike = owners.of(address).stream().map(Owner::of).collect(toUnmodifiableSet());
    return numbers.computeIfAbsent(new Likeness(smallest.get(low), alike), _ -> numbers.size() + 1);
  }
}
