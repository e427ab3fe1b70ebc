package io.flowverdict.core.explain;

import io.flowverdict.core.explain.NearestRule.Field;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;

/// How far a rule is from allowing a packet: fewer failing fields are nearer, then a smaller
/// distance.
///
/// @param distance the sum of the fields' distances, each between 0 and 1: for ports and addresses
///   the number of bits that would have to be given up, as a share of all bits
record Shortfall(Set<Field> failed, double distance) implements Comparable<Shortfall> {

  /// Nothing fails.
  static final Shortfall NONE = new Shortfall(EnumSet.noneOf(Field.class), 0);

  private static final Comparator<Shortfall> ORDER =
      Comparator.<Shortfall>comparingInt(each -> each.failed.size())
          .thenComparingDouble(Shortfall::distance)
          .thenComparing(each -> each.failed.toString());

  private static final int PORT_BITS = 16;

  Shortfall {
    failed = Collections.unmodifiableSet(failed);
  }

  static Shortfall of(Field field, double distance) {
    return new Shortfall(EnumSet.of(field), distance);
  }

  Shortfall and(Shortfall other) {
    EnumSet<Field> both = EnumSet.noneOf(Field.class);
    both.addAll(failed);
    both.addAll(other.failed);
    return new Shortfall(both, distance + other.distance);
  }

  /// {@return how far apart two ranges of ports are: 0 when they share a port}
  static double distance(PortRange one, PortRange other) {
    int gap = Math.max(0, Math.max(one.from() - other.to(), other.from() - one.to()));
    return (double) (Integer.SIZE - Integer.numberOfLeadingZeros(gap)) / PORT_BITS;
  }

  /// {@return how many bits shorter the block's prefix would have to be to hold the address, as a
  /// share of all bits; 1 across families}
  static double distance(Cidr cidr, IpAddress address) {
    if (cidr.family() != address.family()) {
      return 1;
    }
    int common = cidr.length();
    while (!new Cidr(cidr.network(), common).contains(address)) {
      common--;
    }
    return (double) (cidr.length() - common) / cidr.family().bits();
  }

  @Override
  public int compareTo(Shortfall other) {
    return ORDER.compare(this, other);
  }
}
