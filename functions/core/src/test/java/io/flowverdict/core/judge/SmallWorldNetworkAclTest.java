package io.flowverdict.core.judge;

import static io.flowverdict.core.judge.LiteralReading.EVERY_PROTOCOL;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.judge.LiteralReading.Entry;
import io.flowverdict.core.judge.SmallWorld.SmallPacket;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Every network ACL of a few entries in the [SmallWorld], compared with the [LiteralReading] about
/// every packet: verdict and deciding entry.
class SmallWorldNetworkAclTest {

  /// An entry without number and direction.
  private record Row(boolean allow, int protocol, int fromPort, int toPort, Cidr cidr) {
    Entry literal(int number, Direction direction) {
      return new Entry(
          number, direction, allow, protocol, fromPort, toPort, SmallWorld.literal(cidr));
    }

    NetworkAclEntry entry(int number, Direction direction) {
      return new NetworkAclEntry(
          number,
          direction,
          allow ? NetworkAclEntry.Effect.ALLOW : NetworkAclEntry.Effect.DENY,
          SmallWorld.traffic(protocol, fromPort, toPort),
          cidr);
    }
  }

  /// Entries with every effect, every block, every protocol and every range.
  @Test
  void everyNetworkAclOfUpToTwoEntriesIsReadLiterally() {
    List<Row> alphabet = new ArrayList<>();
    for (Cidr block : SmallWorld.blocks()) {
      for (boolean allow : new boolean[] {true, false}) {
        alphabet.add(new Row(allow, EVERY_PROTOCOL, 0, 0, block));
        alphabet.add(new Row(allow, SmallWorld.GRE, 0, 0, block));
        for (PortRange range : SmallWorld.ranges()) {
          alphabet.add(new Row(allow, SmallWorld.TCP, range.from(), range.to(), block));
          alphabet.add(new Row(allow, SmallWorld.UDP, range.from(), range.to(), block));
        }
      }
    }

    long compared = compareAll(alphabet, 2);

    assertThat(alphabet).hasSize(308);
    assertThat(compared).isEqualTo((1 + 308 + 308 * 308) * 48L);
    System.out.println(
        "Network ACLs of up to 2 entries out of 308: cases compared "
            + compared
            + ", disagreements 0");
  }

  /// Entries with every effect and protocol, and blocks and ranges of which some are equal, some
  /// nested and some disjoint.
  @Test
  void everyNetworkAclOfUpToThreeEntriesIsReadLiterally() {
    List<Row> alphabet = new ArrayList<>();
    for (Cidr block : List.of(block(0, 30), block(0, 31), block(1, 32), block(2, 32))) {
      for (boolean allow : new boolean[] {true, false}) {
        alphabet.add(new Row(allow, EVERY_PROTOCOL, 0, 0, block));
        alphabet.add(new Row(allow, SmallWorld.TCP, 80, 443, block));
        alphabet.add(new Row(allow, SmallWorld.TCP, 443, 65_535, block));
        alphabet.add(new Row(allow, SmallWorld.UDP, 80, 80, block));
        alphabet.add(new Row(allow, SmallWorld.GRE, 0, 0, block));
      }
    }

    long compared = compareAll(alphabet, 3);

    assertThat(alphabet).hasSize(40);
    assertThat(compared).isEqualTo((1 + 40 + 40 * 40 + 40 * 40 * 40) * 48L);
    System.out.println(
        "Network ACLs of up to 3 entries out of 40: cases compared "
            + compared
            + ", disagreements 0");
  }

  private static Cidr block(int first, int length) {
    return SmallWorld.block(first, length);
  }

  private static long compareAll(List<Row> alphabet, int longest) {
    AtomicLong compared = new AtomicLong();
    int count = 1;
    for (int length = 0; length <= longest; length++) {
      int entries = length;
      IntStream.range(0, count)
          .parallel()
          .forEach(index -> compared.addAndGet(compare(rows(alphabet, entries, index), index)));
      count *= alphabet.size();
    }
    return compared.get();
  }

  /// The digits of the index, one for each entry.
  private static List<Row> rows(List<Row> alphabet, int length, int index) {
    List<Row> rows = new ArrayList<>();
    int rest = index;
    for (int i = 0; i < length; i++) {
      rows.add(alphabet.get(rest % alphabet.size()));
      rest /= alphabet.size();
    }
    return rows;
  }

  /// Entries are handed to the judge last first, after one of the other direction that must not
  /// matter; every second network ACL is about outbound packets.
  private static long compare(List<Row> rows, int index) {
    Direction direction = index % 2 == 0 ? Direction.INGRESS : Direction.EGRESS;
    List<Entry> literal = new ArrayList<>();
    List<NetworkAclEntry> entries = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      literal.add(rows.get(i).literal(i + 1, direction));
      entries.addFirst(rows.get(i).entry(i + 1, direction));
    }
    Row allowAll = new Row(true, EVERY_PROTOCOL, 0, 0, Cidr.ALL_IPV4);
    entries.addFirst(allowAll.entry(1, direction.opposite()));
    NetworkAcl acl = new NetworkAcl("acl-1", null, null, false, Set.of(), entries);
    List<SmallPacket> packets = SmallWorld.packets(direction);
    packets.forEach(packet -> compare(literal, acl, direction, packet));
    return packets.size();
  }

  private static void compare(
      List<Entry> literal, NetworkAcl acl, Direction direction, SmallPacket packet) {
    Entry expected = LiteralReading.deciding(literal, literal.size(), packet.header());
    Decision decision = NetworkAclLayer.decide(acl, direction, packet.packet());

    boolean allowed = expected != null && expected.allow();
    String rule = expected == null ? "*" : Integer.toString(expected.number());
    boolean agree =
        decision.outcome() == (allowed ? Decision.Outcome.PASS : Decision.Outcome.BLOCK)
            && decision.steps().size() == 1
            && rule.equals(decision.steps().getFirst().rule());
    if (!agree) {
      throw new AssertionError(
          "Of " + literal + " literally " + rule + " decides " + packet + ", judged: " + decision);
    }
  }
}
