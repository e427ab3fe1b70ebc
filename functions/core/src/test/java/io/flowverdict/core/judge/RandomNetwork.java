package io.flowverdict.core.judge;

import static io.flowverdict.core.judge.LiteralReading.EVERY_PROTOCOL;

import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.TcpFlags;
import io.flowverdict.core.judge.LiteralReading.Entry;
import io.flowverdict.core.judge.LiteralReading.Rule;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A large network drawn from a seed, as rows of a [TestNetwork] and as the rows of the
/// [LiteralReading], and records of traffic at its interface eni-1 that come close to its rules.
public final class RandomNetwork {

  static final int LAST_NUMBER = 100;

  private static final String AROUND =
      """
      vpc-1 has 10.0.0.0/16 2001:db8:1::/56
      subnet-1 of vpc-1 has 10.0.1.0/24 2001:db8:1:1::/64
      subnet-2 of vpc-1 has 10.0.2.0/24 2001:db8:1:2::/64
      acl-1 of vpc-1 guards subnet-1
      eni-1 of subnet-1 has 10.0.1.10 2001:db8:1:1::10 carries sg-1 sg-2 sg-3
      eni-2 of subnet-2 has 10.0.2.20 10.0.2.21 2001:db8:1:2::20 carries sg-app
      eni-3 of subnet-2 has 10.0.2.30 carries sg-app sg-db
      eni-4 of subnet-1 has 10.0.1.99 2001:db8:1:1::99 carries sg-db
      sg-1 of vpc-1; sg-2 of vpc-1; sg-3 of vpc-1; sg-app of vpc-1; sg-db of vpc-1
      pl-1 has 203.0.113.0/25 2001:db8:f::/48
      """;

  /// What the peers that are no block stand for.
  private static final Map<String, List<String>> MEANING =
      Map.of(
          "sg-app", List.of("10.0.2.20", "10.0.2.21", "2001:db8:1:2::20", "10.0.2.30"),
          "sg-db", List.of("10.0.2.30", "10.0.1.99", "2001:db8:1:1::99"),
          "pl-1", List.of("203.0.113.0/25", "2001:db8:f::/48"));

  private static final List<String> IPV4 =
      List.of(
          "10.0.2.20",
          "10.0.2.21",
          "10.0.2.30",
          "10.0.1.99",
          "203.0.113.1",
          "203.0.113.128",
          "198.51.100.7",
          "10.0.255.255",
          "192.0.2.255",
          "127.255.255.255",
          "128.0.0.1");
  private static final List<String> IPV6 =
      List.of(
          "2001:db8:1:2::20",
          "2001:db8:1:1::99",
          "2001:db8:f::1",
          "2001:db8:1:ff:ffff::",
          "2001:db8::8000:0:0:1",
          "7fff::1");
  private static final List<Integer> BITS_IPV4 = List.of(0, 1, 8, 15, 16, 17, 23, 24, 25, 31, 32);
  private static final List<Integer> BITS_IPV6 =
      List.of(0, 1, 32, 48, 56, 63, 64, 65, 80, 127, 128);
  private static final List<Integer> PORTS =
      List.of(0, 1, 22, 53, 80, 443, 1023, 1024, 5432, 32_767, 32_768, 50_000, 65_534, 65_535);

  private static final IpAddress OWN_IPV4 = IpAddress.parse("10.0.1.10");
  private static final IpAddress OWN_IPV6 = IpAddress.parse("2001:db8:1:1::10");

  private final Random random;
  private final StringBuilder rows = new StringBuilder(AROUND);
  private final List<Entry> entries = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();

  private RandomNetwork(long seed) {
    this.random = new Random(seed);
  }

  /// {@return the network of a seed}
  public static RandomNetwork of(long seed) {
    RandomNetwork network = new RandomNetwork(seed);
    for (Direction direction : Direction.values()) {
      network.addEntries(direction);
    }
    for (int group = 1; group <= 3; group++) {
      int count = network.random.nextInt(13);
      for (int number = 1; number <= count; number++) {
        network.addRule("sg-" + group, "sgr-" + group + "-" + number);
      }
    }
    return network;
  }

  String rows() {
    return rows.toString();
  }

  public Snapshot snapshot() {
    return TestNetwork.of(rows());
  }

  List<Entry> entries() {
    return entries;
  }

  List<Rule> rules() {
    return rules;
  }

  private void addEntries(Direction direction) {
    List<Integer> numbers =
        IntStream.rangeClosed(1, LAST_NUMBER)
            .boxed()
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(numbers, random);
    for (int number : numbers.subList(0, random.nextInt(21))) {
      boolean allow = random.nextInt(4) > 0;
      Limit limit = limit();
      Cidr cidr = cidr();
      row("acl-1", direction, number + (allow ? " allow " : " deny "), limit, cidr.toString());
      entries.add(
          new Entry(
              number,
              direction,
              allow,
              limit.protocol,
              limit.from,
              limit.to,
              SmallWorld.literal(cidr)));
    }
  }

  private void addRule(String group, String ruleId) {
    Direction direction = direction();
    Limit limit = limit();
    String peer =
        random.nextInt(3) == 0 ? any(List.of("sg-app", "sg-db", "pl-1")) : cidr().toString();
    row(group, direction, "", limit, peer);
    rules.add(
        new Rule(
            ruleId,
            direction,
            limit.protocol,
            limit.from,
            limit.to,
            MEANING.getOrDefault(peer, List.of(peer)).stream()
                .map(text -> text.contains("/") ? Cidr.parse(text) : Cidr.of(IpAddress.parse(text)))
                .map(SmallWorld::literal)
                .toList()));
  }

  private void row(String id, Direction direction, String words, Limit limit, String peer) {
    boolean in = direction == Direction.INGRESS;
    rows.append(id)
        .append(in ? " in " : " out ")
        .append(words)
        .append(limit.text())
        .append(in ? " from " : " to ")
        .append(peer)
        .append('\n');
  }

  /// A protocol, and of TCP and UDP the ports.
  private record Limit(int protocol, int from, int to) {
    String text() {
      return switch (protocol) {
        case EVERY_PROTOCOL -> "all";
        case 6, 17 -> protocol + " " + from + "-" + to;
        default -> Integer.toString(protocol);
      };
    }
  }

  private Limit limit() {
    int one = any(PORTS);
    int other = random.nextInt(3) == 0 ? one : any(PORTS);
    return new Limit(
        any(List.of(EVERY_PROTOCOL, 6, 6, 6, 17, 17, 1, 58, 50)),
        Math.min(one, other),
        Math.max(one, other));
  }

  private Cidr cidr() {
    return random.nextInt(3) == 0
        ? new Cidr(IpAddress.parse(any(IPV6)), any(BITS_IPV6))
        : new Cidr(IpAddress.parse(any(IPV4)), any(BITS_IPV4));
  }

  /// {@return the next record, without flags and action: traffic with an address that a rule has as
  /// its first or last one, or with the next}
  FlowRecord record() {
    return draw().build();
  }

  /// {@return the next record, whose flags and action are random too}
  FlowRecord recordWithFlagsAndAction() {
    return draw()
        .tcpFlags(new TcpFlags(any(List.of(0, 2, 18))))
        .action(
            switch (random.nextInt(3)) {
              case 0 -> Action.ACCEPT;
              case 1 -> Action.REJECT;
              default -> null;
            })
        .build();
  }

  private FlowRecord.Builder draw() {
    Direction direction = direction();
    boolean in = direction == Direction.INGRESS;
    IpAddress peer = peer();
    IpAddress own = peer.family() == IpFamily.IPV4 ? OWN_IPV4 : OWN_IPV6;
    return FlowRecord.builder()
        .interfaceId("eni-1")
        .flowDirection(direction)
        .protocol(new Protocol(any(List.of(6, 6, 6, 17, 17, 50, 1, 58))))
        .source(in ? peer : own)
        .sourcePort(any(PORTS))
        .destination(in ? own : peer)
        .destinationPort(any(PORTS));
  }

  private IpAddress peer() {
    if (random.nextBoolean()) {
      return IpAddress.parse(random.nextInt(3) == 0 ? any(IPV6) : any(IPV4));
    }
    Cidr near = cidr();
    return switch (random.nextInt(3)) {
      case 0 -> near.network();
      case 1 -> near.last();
      default -> isLast(near.last()) ? near.last() : near.last().plus(1);
    };
  }

  private static boolean isLast(IpAddress address) {
    return address.equals(Cidr.all(address.family()).last());
  }

  private Direction direction() {
    return random.nextBoolean() ? Direction.INGRESS : Direction.EGRESS;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
