package io.flowverdict.core.bulk;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.AddressOwners;
import io.flowverdict.core.snapshot.NetworkInterface;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Addresses that a configuration cannot tell apart: they are in the same of its blocks, which the
/// smallest of these says, and their owners are alike. For one thread.
final class AddressClasses {

  private static final int REMEMBERED = 1 << 14;
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final int MOST_IPV6 = 1 << 14;

  /// How many bits a prefix length has, behind the address in a block's number.
  private static final int LENGTH_BITS = 6;

  /// Where the smallest block of an address becomes another one, and which it is from there on.
  private final List<IpAddress> changes = new ArrayList<>();

  /// The first ones of these, which are of IPv4.
  private final long[] ipv4Changes;

  private final List<Cidr> smallest = new ArrayList<>();

  /// The classes of addresses without an owner by the smallest block, as [#smallest] counts; 0
  /// where none was asked for.
  private final int[] unowned;

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
    sweep(Stream.concat(Stream.of(Cidr.ALL_IPV4), sortedIpv4(blocks)));
    sweep(Stream.concat(Stream.of(Cidr.ALL_IPV6), sortedIpv6(blocks)));
    ipv4Changes =
        changes.stream()
            .filter(each -> each.family() == IpFamily.IPV4)
            .mapToLong(IpAddress::low)
            .toArray();
    unowned = new int[changes.size()];
  }

  /// The IPv4 blocks, sorted as numbers: there may be hundreds of thousands.
  private static Stream<Cidr> sortedIpv4(Collection<Cidr> blocks) {
    return blocks.stream()
        .filter(block -> block.family() == IpFamily.IPV4)
        .mapToLong(block -> block.network().low() << LENGTH_BITS | block.length())
        .sorted()
        .mapToObj(code ->
            new Cidr(
                IpAddress.ipv4((int) (code >>> LENGTH_BITS)),
                (int) code & ((1 << LENGTH_BITS) - 1)));
  }

  private static Stream<Cidr> sortedIpv6(Collection<Cidr> blocks) {
    return blocks.stream().filter(block -> block.family() == IpFamily.IPV6).sorted();
  }

  /// @param sorted blocks of one family; some may be there more than once
  private void sweep(Stream<Cidr> sorted) {
    Deque<Cidr> around = new ArrayDeque<>();
    sorted.forEachOrdered(block -> {
      if (!block.equals(around.peek())) {
        leave(around, block);
        change(block.network(), block);
        around.push(block);
      }
    });
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
    int place = place(address);
    List<NetworkInterface> all = owners.of(address);
    if (all.isEmpty() && unowned[place] != 0) {
      return unowned[place];
    }
    Set<Owner> alike = all.stream().map(Owner::of).collect(toUnmodifiableSet());
    int number =
        numbers.computeIfAbsent(new Likeness(smallest.get(place), alike), _ -> numbers.size() + 1);
    if (all.isEmpty()) {
      unowned[place] = number;
    }
    return number;
  }

  /// The place in [#smallest] of the smallest block around an address.
  private int place(IpAddress address) {
    int found =
        address.family() == IpFamily.IPV4
            ? Arrays.binarySearch(ipv4Changes, address.low())
            : Collections.binarySearch(changes, address);
    return found >= 0 ? found : -found - 2;
  }
}
