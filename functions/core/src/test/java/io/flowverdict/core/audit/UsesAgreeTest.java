package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Judge;
import io.flowverdict.core.judge.TestRecord;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import io.flowverdict.core.snapshot.Traffic;
import io.flowverdict.core.usage.RuleUse;
import io.flowverdict.core.usage.RuleUses;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the table keeps of the uses of rules, and what audits collect from logs, are one thing.
class UsesAgreeTest {

  private static final Snapshot NETWORK =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16
          subnet-1 of vpc-1 has 10.0.1.0/24
          acl-1 of vpc-1 guards subnet-1
          acl-1 in 90 deny tcp 8080 from any
          acl-1 in 100 allow all from any
          acl-1 out 100 allow all to any
          eni-1 of subnet-1 has 10.0.1.10 carries sg-1 sg-2
          sg-1 of vpc-1
          sg-1 in tcp 440-450 from any
          sg-1 in tcp 8080 from any
          sg-1 in icmp 8 from any
          sg-1 in udp from 192.0.2.0/24
          sg-1 out tcp to any
          sg-2 of vpc-1
          sg-2 in tcp 443 from 192.0.2.0/24
          sg-2 in tcp 22 from pl-1
          pl-1
          """);

  /// How a rule was used.
  private record Use(
      Instant hour, Set<String> protocols, Set<Integer> lowest, Set<Integer> highest) {}

  @Test
  void bothWaysFindEqualUsesInARandomLog() {
    Random random = new Random(18);
    Judge judge = new Judge(NETWORK);
    int used = 0;
    for (int log = 0; log < 200; log++) {
      EvidenceCollector collector = new EvidenceCollector(NETWORK);
      RuleUses uses = new RuleUses(Found.SCOPE);
      StringBuilder told = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        String line = line(random);
        told.append(line).append("\n");
        FlowRecord record = TestRecord.of(line);
        Verdict verdict = judge.judge(record);
        collector.add(record, verdict);
        uses.add(record, verdict);
      }
      SortedMap<String, Use> kept = kept(uses);
      used += kept.size();

      assertThat(collected(collector)).as(told.toString()).isEqualTo(kept);
    }
    System.out.println("Uses of rules in random logs: logs 200, uses " + used);
    assertThat(used).isGreaterThan(200);
  }

  private static String line(Random random) {
    String peer = random.nextBoolean() ? "192.0.2.5" : "198.51.100.7";
    int port = new int[] {22, 443, 445, 8_080, 9_999}[random.nextInt(5)];
    String action = random.nextInt(3) == 0 ? "REJECT" : "ACCEPT";
    String flags = new String[] {" syn", " syn-ack", ""}[random.nextInt(3)];
    long at = 3_600L * random.nextInt(4);
    String times = " at=" + at + " until=" + (at + 60) + " ";
    return switch (random.nextInt(5)) {
      case 0 -> "eni-1 udp " + peer + ":40000 > 10.0.1.10:" + port + times + action;
      case 1 -> "eni-1 icmp " + peer + " > 10.0.1.10" + times + action;
      case 2 -> "eni-1 tcp 10.0.1.10:40000 > " + peer + ":" + port + flags + times + action;
      default -> "eni-1 tcp " + peer + ":40000 > 10.0.1.10:" + port + flags + times + action;
    };
  }

  private static SortedMap<String, Use> kept(RuleUses uses) {
    SortedMap<String, Use> kept = new TreeMap<>();
    for (RuleUse use : uses.used()) {
      if (use.owner().startsWith("sg-")) {
        Use own = new Use(use.lastUsed(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        add(own, use.protocol(), use.ports());
        kept.merge(use.rule(), own, UsesAgreeTest::merge);
      }
    }
    return kept;
  }

  private static SortedMap<String, Use> collected(EvidenceCollector collector) {
    SortedMap<String, Use> collected = new TreeMap<>();
    collector
        .evidence()
        .orElseThrow()
        .uses()
        .forEach((rule, use) -> {
          Use own =
              new Use(
                  use.last().truncatedTo(ChronoUnit.HOURS),
                  new TreeSet<>(),
                  new TreeSet<>(),
                  new TreeSet<>());
          SortedMap<Protocol, PortRange> hulls = new TreeMap<>();
          for (Traffic traffic : use.traffic()) {
            switch (traffic) {
              case Traffic.Ports(Protocol protocol, PortRange ports) ->
                  hulls.merge(
                      protocol,
                      ports,
                      (one, other) ->
                          new PortRange(
                              Math.min(one.from(), other.from()), Math.max(one.to(), other.to())));
              case Traffic.Icmp(Protocol protocol, _, _) -> add(own, protocol, null);
              case Traffic.All _, Traffic.Whole _ -> throw new AssertionError(traffic);
            }
          }
          hulls.forEach((protocol, ports) -> add(own, protocol, ports));
          collected.put(rule, own);
        });
    return collected;
  }

  private static void add(Use use, Protocol protocol, @Nullable PortRange ports) {
    use.protocols.add(protocol.toString());
    if (ports != null) {
      use.lowest.add(ports.from());
      use.highest.add(ports.to());
    }
  }

  private static Use merge(Use one, Use other) {
    one.protocols.addAll(other.protocols);
    one.lowest.addAll(other.lowest);
    one.highest.addAll(other.highest);
    return new Use(
        one.hour.isAfter(other.hour) ? one.hour : other.hour,
        one.protocols,
        one.lowest,
        one.highest);
  }
}
