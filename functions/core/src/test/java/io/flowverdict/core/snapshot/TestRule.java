package io.flowverdict.core.snapshot;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import java.util.List;

/// The rules and entries of a [TestNetwork].
///
/// ```
/// in 100 allow tcp 80-443 from 10.0.0.0/8
/// out udp 53 to any
/// in icmp 3/4 from sg-lb of vpc-2 over pcx-1 active
/// ```
///
/// Traffic is `all`, or a protocol's name or number with at most one limit: ports (`443`,
/// `80-443`), or an ICMP type and code (`8`, `3/4`). `any` and `any6` are all addresses of a
/// family.
public final class TestRule {

  private TestRule() {}

  static NetworkAclEntry entry(TestRow row) {
    List<String> words = row.words();
    return new NetworkAclEntry(
        Integer.parseInt(words.get(1)),
        direction(words.getFirst()),
        words.get(2).equals("allow") ? NetworkAclEntry.Effect.ALLOW : NetworkAclEntry.Effect.DENY,
        traffic(words.subList(3, words.size())),
        cidr(row.all(peerClause(row)).getFirst()));
  }

  static SecurityGroupRule rule(String ruleId, TestRow row) {
    List<String> words = row.words();
    return new SecurityGroupRule(
        ruleId,
        row.id(),
        direction(words.getFirst()),
        traffic(words.subList(1, words.size())),
        peer(row),
        null);
  }

  private static String peerClause(TestRow row) {
    return direction(row.words().getFirst()) == Direction.INGRESS ? "from" : "to";
  }

  private static Peer peer(TestRow row) {
    String name = row.all(peerClause(row)).getFirst();
    if (name.startsWith("pl-")) {
      return new Peer.OfPrefixList(name);
    }
    if (name.startsWith("sg-")) {
      return new Peer.OfGroup(
          name, null, row.word("of", 0), row.word("over", 0), row.word("over", 1));
    }
    return new Peer.OfCidr(cidr(name));
  }

  /// {@return the direction that a row calls `in` or `out`}
  public static Direction direction(String text) {
    return switch (text) {
      case "in" -> Direction.INGRESS;
      case "out" -> Direction.EGRESS;
      default -> throw new IllegalArgumentException("Neither in nor out: " + text);
    };
  }

  /// {@return the traffic that these words mean, for example `tcp`, `80-443`}
  public static Traffic traffic(List<String> words) {
    if (words.getFirst().equals("all")) {
      return new Traffic.All();
    }
    Protocol protocol = Protocol.parse(words.getFirst());
    return words.size() == 1 ? Traffic.allOf(protocol) : limited(protocol, words.get(1));
  }

  private static Traffic limited(Protocol protocol, String limit) {
    int[] numbers = List.of(limit.split("[-/]", -1)).stream().mapToInt(Integer::parseInt).toArray();
    int first = numbers[0];
    if (protocol.isIcmp()) {
      return new Traffic.Icmp(protocol, first, numbers.length == 1 ? Traffic.Icmp.ANY : numbers[1]);
    }
    return new Traffic.Ports(
        protocol, new PortRange(first, numbers.length == 1 ? first : numbers[1]));
  }

  /// {@return the block that a row spells `any`, `any6`, as an address or as a block}
  public static Cidr cidr(String text) {
    return switch (text) {
      case "any" -> Cidr.ALL_IPV4;
      case "any6" -> Cidr.ALL_IPV6;
      default -> text.contains("/") ? Cidr.parse(text) : Cidr.of(IpAddress.parse(text));
    };
  }
}
