package io.flowverdict.core.explain;

import io.flowverdict.core.snapshot.Snapshot;

/// The smallest world with every layer: a client and a server in two subnets of one VPC, everything
/// open. A case replaces the rules or entries of one place.
final class Pair {

  static final String PLACES =
      """
      vpc vpc-1 10.0.0.0/16,2001:db8:1::/56
      subnet subnet-c vpc-1 10.0.1.0/24,2001:db8:1:1::/64
      subnet subnet-s vpc-1 10.0.2.0/24,2001:db8:1:2::/64
      eni eni-c subnet-c 10.0.1.5,2001:db8:1:1::5 groups=sg-c
      eni eni-s subnet-s 10.0.2.5,2001:db8:1:2::5 groups=sg-s public=203.0.113.6
      sg sg-c vpc-1
      sg sg-s vpc-1
      acl acl-c vpc-1 subnet-c
      acl acl-s vpc-1 subnet-s
      """;

  static final String OPEN =
      """
      rule sg-c out all * 0.0.0.0/0 sgr-c-out
      rule sg-s in all * 0.0.0.0/0 sgr-s-in
      entry acl-c in 100 allow all * 0.0.0.0/0
      entry acl-c out 100 allow all * 0.0.0.0/0
      entry acl-s in 100 allow all * 0.0.0.0/0
      entry acl-s out 100 allow all * 0.0.0.0/0
      """;

  private Pair() {}

  /// {@return the open world, where the place (`sg-s in`, `acl-s out`) has these lines instead}
  ///
  /// @param lines separated by `;`, without the words for the resource and the place: `tcp 443
  ///   sg-c`, `100 allow tcp 443 0.0.0.0/0`
  static Snapshot with(String place, String lines) {
    return World.of(PLACES, without(OPEN, place), at(place, lines));
  }

  /// {@return the same without IPv6 addresses and blocks, so that no audit misses entries for them}
  static Snapshot inIpv4(String place, String lines) {
    return World.of(ipv4(PLACES), without(OPEN, place), at(place, lines));
  }

  /// {@return the world without IPv6 addresses and blocks}
  static String ipv4(String world) {
    return world.replaceAll(",2001:[^ \\n]*", "");
  }

  /// {@return the world with no line of the place} The place can be a resource alone: `sg-s`.
  static String without(String world, String place) {
    return world.replaceAll("(?m)^\\w+ " + place + " .*\\R", "");
  }

  static String at(String place, String lines) {
    String word = place.startsWith("sg") ? "rule " : "entry ";
    StringBuilder text = new StringBuilder();
    for (String line : lines.split(";", -1)) {
      if (!line.isBlank()) {
        text.append(word).append(place).append(' ').append(line.strip()).append('\n');
      }
    }
    return text.toString();
  }
}
