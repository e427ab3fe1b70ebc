package io.flowverdict.core.judge;

import static io.flowverdict.core.judge.LiteralReading.EVERY_PROTOCOL;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.judge.LiteralReading.Rule;
import io.flowverdict.core.judge.SecurityGroupLayer.State;
import io.flowverdict.core.judge.SmallWorld.SmallPacket;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every interface with two security groups of up to two rules in the [SmallWorld], compared with
/// the [LiteralReading] about every packet of a new connection: verdict and all rules that allow.
///
/// Rules are about every protocol, a range of TCP, one port of UDP, or GRE, and about all four
/// addresses, a half of them, a security group with the second and the fourth, or a prefix list
/// with the third.
class SmallWorldSecurityGroupTest {

  private static final Snapshot AROUND =
      TestNetwork.of(
          """
          eni-1 of subnet-1 has 10.0.1.10 carries sg-a sg-b
          eni-2 has 203.0.113.1 203.0.113.3 carries sg-members
          sg-members
          pl-third has 203.0.113.2/32
          """);

  /// A rule without group and direction.
  private record Row(int protocol, int fromPort, int toPort, Peer peer, List<Cidr> blocks) {
    Rule literal(String id, Direction direction) {
      return new Rule(
          id,
          direction,
          protocol,
          fromPort,
          toPort,
          blocks.stream().map(SmallWorld::literal).toList());
    }

    SecurityGroupRule rule(String id, String group, Direction direction) {
      return new SecurityGroupRule(
          id, group, direction, SmallWorld.traffic(protocol, fromPort, toPort), peer, null);
    }
  }

  private static final List<Row> ALPHABET = alphabet();

  @Test
  void everyUnionOfTwoSmallGroupsIsReadLiterally() {
    List<List<Row>> groups = smallGroups();
    long compared =
        IntStream.range(0, groups.size() * groups.size())
            .parallel()
            .mapToLong(index ->
                compare(
                    groups.get(index / groups.size()), groups.get(index % groups.size()), index))
            .sum();

    assertThat(groups).hasSize(1 + 16 + 16 * 15 / 2);
    assertThat(compared).isEqualTo(137L * 137 * 48);
    System.out.println(
        "Unions of two security groups of up to 2 rules out of 16: cases compared "
            + compared
            + ", disagreements 0");
  }

  private static List<List<Row>> smallGroups() {
    List<Row> rows = ALPHABET;
    List<List<Row>> groups = new ArrayList<>();
    groups.add(List.of());
    for (int i = 0; i < rows.size(); i++) {
      groups.add(List.of(rows.get(i)));
      for (int j = 0; j < i; j++) {
        groups.add(List.of(rows.get(i), rows.get(j)));
      }
    }
    return groups;
  }

  private static List<Row> alphabet() {
    List<Row> rows = new ArrayList<>();
    Cidr all = SmallWorld.block(0, 30);
    Cidr half = SmallWorld.block(2, 31);
    addAll(rows, new Peer.OfCidr(all), List.of(all));
    addAll(rows, new Peer.OfCidr(half), List.of(half));
    addAll(
        rows,
        Peer.OfGroup.local("sg-members"),
        List.of(SmallWorld.block(1, 32), SmallWorld.block(3, 32)));
    addAll(rows, new Peer.OfPrefixList("pl-third"), List.of(SmallWorld.block(2, 32)));
    return rows;
  }

  private static void addAll(List<Row> rows, Peer peer, List<Cidr> blocks) {
    rows.add(new Row(EVERY_PROTOCOL, 0, 0, peer, blocks));
    rows.add(new Row(SmallWorld.TCP, 80, 443, peer, blocks));
    rows.add(new Row(SmallWorld.UDP, 443, 443, peer, blocks));
    rows.add(new Row(SmallWorld.GRE, 0, 0, peer, blocks));
  }

  /// A rule of the other direction is added that must not matter.
  private static long compare(List<Row> groupA, List<Row> groupB, int index) {
    Direction direction = index % 2 == 0 ? Direction.INGRESS : Direction.EGRESS;
    List<Rule> literal = new ArrayList<>();
    Snapshot snapshot =
        AROUND.toBuilder()
            .securityGroups(
                List.of(
                    group("sg-a", groupA, direction, literal),
                    group("sg-b", groupB, direction, literal)))
            .build();
    SecurityGroupLayer layer = new SecurityGroupLayer(snapshot);
    List<SmallPacket> packets = SmallWorld.packets(direction);
    packets.forEach(packet -> compare(literal, layer, direction, packet));
    return packets.size();
  }

  private static SecurityGroup group(
      String id, List<Row> rows, Direction direction, List<Rule> literal) {
    List<SecurityGroupRule> rules = new ArrayList<>();
    rules.add(ALPHABET.getFirst().rule("sgr-other-" + id, id, direction.opposite()));
    for (Row row : rows) {
      String ruleId = "sgr-" + id + "-" + rules.size();
      rules.add(row.rule(ruleId, id, direction));
      literal.add(row.literal(ruleId, direction));
    }
    return new SecurityGroup(id, null, null, null, rules);
  }

  private static void compare(
      List<Rule> literal, SecurityGroupLayer layer, Direction direction, SmallPacket packet) {
    NetworkInterface at = Objects.requireNonNull(AROUND.interfaces().get("eni-1"));
    Set<String> expected = LiteralReading.allowing(literal, packet.header());
    Decision decision = layer.decide(at, direction, packet.packet(), State.NEW);

    Set<String> named =
        decision.steps().stream()
            .flatMap(step -> Stream.ofNullable(step.rule()))
            .collect(Collectors.toCollection(TreeSet::new));
    boolean passes = decision.outcome() == Decision.Outcome.PASS;
    if (passes == expected.isEmpty()
        || decision.outcome() == Decision.Outcome.UNKNOWN
        || !named.equals(expected)) {
      throw new AssertionError(
          "Literally " + expected + " allow " + packet + ", judged: " + decision);
    }
  }
}
