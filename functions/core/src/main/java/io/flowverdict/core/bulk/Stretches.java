package io.flowverdict.core.bulk;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Stretches of consecutive addresses with the same blocks around them, in the order of the
/// addresses: every address is in one. Those of IPv4 are the first ones.
final class Stretches {

  /// Behind the address of a block's code: how many bits its length has, and one for what is only
  /// cut out.
  private static final int LENGTH_BITS = 6;

  private final List<IpAddress> begins = new ArrayList<>();
  private final List<Cidr> smallest = new ArrayList<>();
  private final int ipv4;
  private final long[] lows;
  private final long[] highs;

  /// A block that the sweep is in.
  ///
  /// @param meant the smallest block around an address that is in no other: the block itself, or
  ///   when it is only cut out, the one around it
  private record Frame(Cidr block, Cidr meant) {}

  /// @param blocks what [#smallest] tells; there may be hundreds of thousands
  /// @param cuts what is cut out as stretches of their own
  Stretches(Collection<Cidr> blocks, Collection<Cidr> cuts) {
    sweep(new Frame(Cidr.ALL_IPV4, Cidr.ALL_IPV4), sortedIpv4(blocks, cuts));
    ipv4 = begins.size();
    sweep(new Frame(Cidr.ALL_IPV6, Cidr.ALL_IPV6), sortedIpv6(blocks, cuts));
    lows = begins.stream().mapToLong(IpAddress::low).toArray();
    highs = begins.stream().mapToLong(IpAddress::high).toArray();
  }

  /// A block to sweep over, and whether it is only cut out.
  private record Bound(Cidr block, boolean isCut) {}

  /// Sorted as numbers.
  private static Stream<Bound> sortedIpv4(Collection<Cidr> blocks, Collection<Cidr> cuts) {
    return LongStream.concat(codes(blocks, 0), codes(cuts, 1)).sorted().mapToObj(Stretches::bound);
  }

  private static LongStream codes(Collection<Cidr> blocks, int cut) {
    return blocks.stream()
        .filter(block -> block.family() == IpFamily.IPV4)
        .mapToLong(block -> (block.network().low() << LENGTH_BITS | block.length()) << 1 | cut);
  }

  private static Bound bound(long code) {
    long block = code >>> 1;
    IpAddress network = IpAddress.ipv4((int) (block >>> LENGTH_BITS));
    int length = (int) block & ((1 << LENGTH_BITS) - 1);
    return new Bound(new Cidr(network, length), (code & 1) != 0);
  }

  private static Stream<Bound> sortedIpv6(Collection<Cidr> blocks, Collection<Cidr> cuts) {
    return Stream.concat(
            blocks.stream().map(block -> new Bound(block, false)),
            cuts.stream().map(block -> new Bound(block, true)))
        .filter(bound -> bound.block.family() == IpFamily.IPV6)
        .sorted((one, other) -> {
          int byBlock = one.block.compareTo(other.block);
          return byBlock != 0 ? byBlock : Boolean.compare(one.isCut, other.isCut);
        });
  }

  /// @param sorted blocks of one family; some may be there more than once
  private void sweep(Frame all, Stream<Bound> sorted) {
    Deque<Frame> around = new ArrayDeque<>();
    around.push(all);
    change(all.block.network(), all.meant);
    sorted.forEachOrdered(bound -> {
      leave(around, bound.block);
      Frame outer = around.element();
      if (!bound.block.equals(outer.block)) {
        Cidr meant = bound.isCut ? outer.meant : bound.block;
        change(bound.block.network(), meant);
        around.push(new Frame(bound.block, meant));
      }
    });
    leave(around, null);
  }

  /// Leaves the blocks that do not hold the next one.
  private void leave(Deque<Frame> around, @Nullable Cidr next) {
    while (!around.isEmpty() && (next == null || !around.element().block.contains(next))) {
      Frame left = around.pop();
      if (!around.isEmpty() && !left.block.last().equals(around.element().block.last())) {
        change(left.block.last().plus(1), around.element().meant);
      }
    }
  }

  private void change(IpAddress from, Cidr meant) {
    if (!begins.isEmpty() && begins.getLast().equals(from)) {
      begins.removeLast();
      smallest.removeLast();
    }
    begins.add(from);
    smallest.add(meant);
  }

  /// {@return how many there are}
  int size() {
    return begins.size();
  }

  /// {@return how many of them are of IPv4}
  int ipv4() {
    return ipv4;
  }

  /// {@return the first address of a stretch}
  IpAddress begin(int stretch) {
    return begins.get(stretch);
  }

  /// {@return the smallest block around every address of a stretch}
  Cidr smallest(int stretch) {
    return smallest.get(stretch);
  }

  /// {@return the stretch of an address}
  int of(IpAddress address) {
    return address.family() == IpFamily.IPV4
        ? ofIpv4(address.low(), 0, ipv4)
        : ofIpv6(address.high(), address.low());
  }

  /// {@return the stretch of an IPv4 address}
  ///
  /// @param from as many stretches begin at or before it for certain
  /// @param to the stretches from this one on begin after it
  int ofIpv4(long address, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (lows[middle] <= address) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private int ofIpv6(long addressHigh, long addressLow) {
    int low = ipv4;
    int high = lows.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int byHigh = Long.compareUnsigned(highs[middle], addressHigh);
      int order = byHigh != 0 ? byHigh : Long.compareUnsigned(lows[middle], addressLow);
      if (order <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
