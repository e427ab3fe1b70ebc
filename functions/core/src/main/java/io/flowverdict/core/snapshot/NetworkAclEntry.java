package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;

/// One numbered entry of a network ACL.
///
/// @param number 1 to 65535; 32767 and above are AWS's own (the console shows them as `*`)
/// @param cidr the peer: the source of ingress, the destination of egress traffic
public record NetworkAclEntry(
    int number, Direction direction, Effect effect, Traffic traffic, Cidr cidr) {

  /// The first number that AWS reserves for itself: 32767 denies all IPv4, 32768 all IPv6.
  public static final int FIRST_RESERVED_NUMBER = 32_767;

  /// What a matching entry does.
  public enum Effect {
    ALLOW,
    DENY
  }

  public NetworkAclEntry {
    if (number < 1 || number > 65_535) {
      throw new IllegalArgumentException("Entry number " + number + " is not in 1..65535");
    }
    requireNonNull(direction, "direction is null");
    requireNonNull(effect, "effect is null");
    requireNonNull(traffic, "traffic is null");
    requireNonNull(cidr, "cidr is null");
  }

  /// {@return AWS's own closing entry, which is in force whether or not the API lists it}
  public static NetworkAclEntry implicitDeny(Direction direction, IpFamily family) {
    int number = family == IpFamily.IPV4 ? FIRST_RESERVED_NUMBER : FIRST_RESERVED_NUMBER + 1;
    return new NetworkAclEntry(number, direction, Effect.DENY, new Traffic.All(), Cidr.all(family));
  }

  /// {@return the same entry with another number}
  public NetworkAclEntry withNumber(int other) {
    return new NetworkAclEntry(other, direction, effect, traffic, cidr);
  }

  /// {@return whether this is AWS's own closing entry, shown as `*`}
  public boolean isImplicitDeny() {
    return number >= FIRST_RESERVED_NUMBER;
  }

  /// The entry's number as the console shows it: `100`, or `*`.
  public String name() {
    return isImplicitDeny() ? "*" : Integer.toString(number);
  }

  /// The entry in words, without its number and effect: `tcp 443 from 10.0.0.0/8`.
  public String text() {
    return traffic + (direction == Direction.INGRESS ? " from " : " to ") + cidr;
  }
}
