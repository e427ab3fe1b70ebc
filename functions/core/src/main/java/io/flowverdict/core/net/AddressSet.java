package io.flowverdict.core.net;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A set of addresses of both families.
///
/// It is kept as the addresses, in the order of [IpAddress], at which membership changes: from the
/// first one on addresses are in the set, from the second one on they are not, and so on. IPv6
/// follows IPv4 in that order. Equal sets have equal representations.
public final class AddressSet {

  /// No address.
  public static final AddressSet EMPTY = new AddressSet(new IpAddress[0]);

  /// Every address of both families.
  public static final AddressSet ALL = new AddressSet(new IpAddress[] {IpAddress.ipv4(0)});

  private final IpAddress[] changes;

  private AddressSet(IpAddress[] changes) {
    this.changes = changes;
  }

  /// {@return the addresses of a block}
  public static AddressSet of(Cidr cidr) {
    IpAddress end = after(cidr.last());
    return new AddressSet(
        end == null ? new IpAddress[] {cidr.network()} : new IpAddress[] {cidr.network(), end});
  }

  /// {@return the addresses of all blocks}
  public static AddressSet of(Collection<Cidr> cidrs) {
    return unionOf(cidrs.stream().map(AddressSet::of).toList());
  }

  /// {@return every address of a family}
  public static AddressSet all(IpFamily family) {
    return of(Cidr.all(family));
  }

  /// {@return the addresses that are in any of the sets}
  public static AddressSet unionOf(List<AddressSet> sets) {
    if (sets.size() <= 1) {
      return sets.isEmpty() ? EMPTY : sets.getFirst();
    }
    int half = sets.size() / 2;
    return unionOf(sets.subList(0, half)).union(unionOf(sets.subList(half, sets.size())));
  }

  /// The next address in the order of both families; null after the last one.
  private static @Nullable IpAddress after(IpAddress address) {
    if (address.family() == IpFamily.IPV4 && address.low() == 0xFFFF_FFFFL) {
      return IpAddress.ipv6(0, 0);
    }
    return address.low() == -1 && address.high() == -1 ? null : address.plus(1);
  }

  /// Which addresses of two sets are in the result; never those that are in neither.
  private enum Operation {
    UNION,
    INTERSECTION,
    DIFFERENCE;

    boolean holds(boolean one, boolean other) {
      return switch (this) {
        case UNION -> one || other;
        case INTERSECTION -> one && other;
        case DIFFERENCE -> one && !other;
      };
    }
  }

  /// {@return the addresses that are in either set}
  public AddressSet union(AddressSet other) {
    return other.isEmpty() ? this : isEmpty() ? other : combine(other, Operation.UNION);
  }

  /// {@return the addresses that are in both sets}
  public AddressSet intersect(AddressSet other) {
    return isEmpty() ? this : combine(other, Operation.INTERSECTION);
  }

  /// {@return the addresses of this set that are not in the other one}
  public AddressSet minus(AddressSet other) {
    return isEmpty() || other.isEmpty() ? this : combine(other, Operation.DIFFERENCE);
  }

  private AddressSet combine(AddressSet other, Operation operation) {
    IpAddress[] result = new IpAddress[changes.length + other.changes.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < changes.length || j < other.changes.length) {
      int order = order(other, i, j);
      IpAddress at = order <= 0 ? changes[i] : other.changes[j];
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
      if (operation.holds(isInside(i), isInside(j)) != isInside(size)) {
        result[size++] = at;
      }
    }
    return size == 0 ? EMPTY : new AddressSet(Arrays.copyOf(result, size));
  }

  private int order(AddressSet other, int i, int j) {
    if (i == changes.length) {
      return 1;
    }
    return j == other.changes.length ? -1 : changes[i].compareTo(other.changes[j]);
  }

  /// Whether addresses are in the set after this many changes.
  private static boolean isInside(int changes) {
    return (changes & 1) == 1;
  }

  /// {@return the first address, and the first one of the last run of addresses; empty for the
  /// empty set}
  public List<IpAddress> samples() {
    return isEmpty() ? List.of() : List.of(changes[0], changes[(changes.length - 1) / 2 * 2]);
  }

  public boolean isEmpty() {
    return changes.length == 0;
  }

  public boolean contains(IpAddress address) {
    int found = Arrays.binarySearch(changes, address);
    return isInside(found >= 0 ? found + 1 : -found - 1);
  }

  /// {@return whether every address of the other set is in this one}
  public boolean containsAll(AddressSet other) {
    return other.minus(this).isEmpty();
  }

  public boolean overlaps(AddressSet other) {
    return !intersect(other).isEmpty();
  }

  /// {@return the number of addresses of a family, rounded to a double}
  public double count(IpFamily family) {
    IpAddress first = Cidr.all(family).network();
    double count = 0;
    for (int i = 0; i < changes.length; i += 2) {
      IpAddress from = changes[i].compareTo(first) < 0 ? first : changes[i];
      IpAddress end = i + 1 < changes.length ? changes[i + 1] : null;
      boolean before = end != null && end.compareTo(first) <= 0;
      if (from.family() == family && !before) {
        count += end != null && end.family() == family ? distance(from, end) : rest(from);
      }
    }
    return count;
  }

  /// How many addresses there are from one up to another of its family.
  private static double distance(IpAddress from, IpAddress to) {
    return unsignedDouble(to.high() - from.high()) * 0x1p64
        + (unsignedDouble(to.low()) - unsignedDouble(from.low()));
  }

  /// How many addresses there are from one to the last of its family.
  private static double rest(IpAddress from) {
    return 1 + distance(from, Cidr.all(from.family()).last());
  }

  private static double unsignedDouble(long bits) {
    return (bits >>> 1) * 2.0 + (bits & 1);
  }

  /// {@return the blocks that make up the set, the fewest possible, in their order}
  public List<Cidr> cidrs() {
    List<Cidr> cidrs = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      intersect(all(family)).ranges().forEach(range -> range.addBlocks(family, cidrs));
    }
    return cidrs;
  }

  /// Addresses of one family as numbers.
  ///
  /// @param to the number after the last one
  private record Range(BigInteger from, BigInteger to) {

    void addBlocks(IpFamily family, List<Cidr> blocks) {
      BigInteger next = from;
      while (next.compareTo(to) < 0) {
        int fits = to.subtract(next).bitLength() - 1;
        int aligned = next.signum() == 0 ? family.bits() : next.getLowestSetBit();
        int host = Math.min(fits, aligned);
        blocks.add(new Cidr(address(family, next), family.bits() - host));
        next = next.add(BigInteger.ONE.shiftLeft(host));
      }
    }

    private static IpAddress address(IpFamily family, BigInteger number) {
      return new IpAddress(family, number.shiftRight(64).longValue(), number.longValue());
    }
  }

  /// The ranges of a set of one family.
  private List<Range> ranges() {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < changes.length; i += 2) {
      IpFamily family = changes[i].family();
      boolean ends = i + 1 < changes.length && changes[i + 1].family() == family;
      BigInteger end = ends ? number(changes[i + 1]) : BigInteger.ONE.shiftLeft(family.bits());
      ranges.add(new Range(number(changes[i]), end));
    }
    return ranges;
  }

  private static BigInteger number(IpAddress address) {
    return unsigned(address.high()).shiftLeft(64).or(unsigned(address.low()));
  }

  private static BigInteger unsigned(long bits) {
    BigInteger number = BigInteger.valueOf(bits & Long.MAX_VALUE);
    return bits < 0 ? number.setBit(63) : number;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AddressSet set && Arrays.equals(changes, set.changes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(changes);
  }

  /// The blocks, separated by commas; `nothing` for the empty set.
  @Override
  public String toString() {
    return isEmpty()
        ? "nothing"
        : cidrs().stream().map(Cidr::toString).collect(Collectors.joining(", "));
  }
}
