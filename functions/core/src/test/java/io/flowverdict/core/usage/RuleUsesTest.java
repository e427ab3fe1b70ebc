package io.flowverdict.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Judge;
import io.flowverdict.core.judge.TestRecord;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which rules a record shows to be in use.
class RuleUsesTest {

  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");

  private static final Snapshot NETWORK =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16
          subnet-1 of vpc-1 has 10.0.1.0/24
          acl-1 of vpc-1 guards subnet-1
          acl-1 in 100 allow all from any
          acl-1 out 100 allow all to any
          eni-1 of subnet-1 has 10.0.1.10 carries sg-1 sg-2
          sg-1 of vpc-1
          sg-1 in tcp 440-450 from any
          sg-1 out all to any
          sg-2 of vpc-1
          sg-2 in tcp 443 from 192.0.2.0/24
          """);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          # record                                                                     | used
          eni-1 tcp 192.0.2.5:40000 > 10.0.1.10:443 syn at=7200 until=7260 ACCEPT      | acl-1 100 443, sg-1 sgr-1-1 443, sg-2 sgr-2-1 443
          eni-1 tcp 198.51.100.5:40000 > 10.0.1.10:443 syn at=7200 until=7260 ACCEPT   | acl-1 100 443, sg-1 sgr-1-1 443
          eni-1 tcp 10.0.1.10:40000 > 198.51.100.5:80 syn at=7200 until=7260 ACCEPT    | acl-1 100 80, sg-1 sgr-1-2 80
          eni-1 tcp 10.0.1.10:443 > 192.0.2.5:40000 syn-ack at=7200 until=7260 ACCEPT  | ""
          eni-1 tcp 192.0.2.5:40000 > 10.0.1.10:443 syn at=7200 until=7260 REJECT      | ""
          eni-1 tcp 192.0.2.5:40000 > 10.0.1.10:80 syn at=7200 until=7260 REJECT       | ""
          eni-1 tcp 192.0.2.5:40000 > 10.0.1.10:80 syn at=7200 until=7260 ACCEPT       | ""
          """)
  void anAcceptedRequestUsesEveryRuleThatAllowsIt(String record, String expected) {
    assertThat(
            used(record).stream()
                .map(use ->
                    use.owner() + " " + use.rule() + " " + (use.ports() == null ? "" : use.ports()))
                .collect(Collectors.joining(", ")))
        .isEqualTo(expected);
  }

  @Test
  void usesOfARuleTellTheLastHourAndWhatTheySpan() {
    assertThat(
            used(
                "eni-1 tcp 192.0.2.5:40000 > 10.0.1.10:443 syn at=7200 until=7260 ACCEPT",
                "eni-1 tcp 203.0.113.7:40000 > 10.0.1.10:441 syn at=3600 until=3660 ACCEPT",
                "eni-1 tcp 198.51.100.9:40000 > 10.0.1.10:450 syn at=10 until=60 ACCEPT"))
        .filteredOn(use -> use.owner().equals("sg-1"))
        .containsExactly(
            new RuleUse(
                SCOPE,
                "sg-1",
                Direction.INGRESS,
                "sgr-1-1",
                Protocol.TCP,
                Instant.ofEpochSecond(7200),
                new PortRange(441, 450),
                IpAddress.parse("192.0.2.5"),
                IpAddress.parse("203.0.113.7")));
  }

  @Test
  void usesMergeToTheSameInWhateverOrderAndHoweverOften() {
    Random random = new Random(11);
    List<RuleUse> uses = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      IpAddress peer = IpAddress.ipv4(random.nextInt());
      PortRange ports = random.nextInt(5) == 0 ? null : PortRange.of(random.nextInt(65_536));
      Instant at = Instant.ofEpochSecond(random.nextInt(1_000_000));
      uses.add(
          new RuleUse(
              SCOPE, "sg-1", Direction.INGRESS, "sgr-1", Protocol.TCP, at, ports, peer, peer));
    }
    RuleUse merged = uses.stream().reduce(RuleUse::merge).orElseThrow();
    for (int i = 0; i < 100; i++) {
      uses.add(uses.get(random.nextInt(50)));
      Collections.shuffle(uses, random);
      assertThat(uses.stream().reduce(RuleUse::merge)).contains(merged);
    }
  }

  @Test
  void whatIsAcceptedAndUndecidedMayHaveUsedAnyRule() {
    Judge judge = new Judge(NETWORK);
    RuleUses uses = new RuleUses(SCOPE);
    for (String text :
        List.of(
            "eni-9 tcp 192.0.2.5:40000 > 10.0.1.10:443 syn at=7200 until=7260 ACCEPT",
            "eni-9 tcp 192.0.2.5:40000 > 10.0.1.10:443 syn at=100 until=160 ACCEPT",
            "eni-8 tcp 192.0.2.5:40000 > 10.0.1.10:443 syn at=7200 until=7260 REJECT",
            "eni-1 tcp 192.0.2.5:40000 > 10.0.1.10:443 syn at=7200 until=7260 ACCEPT")) {
      FlowRecord record = TestRecord.of(text);
      uses.add(record, judge.judge(record));
    }
    assertThat(uses.undecided())
        .containsOnlyKeys("eni-9")
        .containsValue(new TreeSet<>(List.of(Instant.EPOCH, Instant.ofEpochSecond(7_200))));
  }

  @Test
  void usesOfDifferentRulesDoNotMerge() {
    List<RuleUse> used =
        used("eni-1 tcp 192.0.2.5:40000 > 10.0.1.10:443 syn at=7200 until=7260 ACCEPT");
    assertThatThrownBy(() -> used.get(0).merge(used.get(1))).hasMessageContaining("one rule");
  }

  private static List<RuleUse> used(String... records) {
    Judge judge = new Judge(NETWORK);
    RuleUses uses = new RuleUses(SCOPE);
    for (String text : records) {
      FlowRecord record = TestRecord.of(text);
      uses.add(record, judge.judge(record));
    }
    return uses.used();
  }

  @Test
  void undecidedInterfacesAreBoundedInWhateverOrderTheyCome() {
    Instant at = Instant.parse("2026-11-22T10:00:00Z");
    RuleUses ascending = new RuleUses(new Scope("111122223333", "eu-central-1"));
    RuleUses descending = new RuleUses(new Scope("111122223333", "eu-central-1"));
    for (int i = 0; i <= RuleUses.MOST_UNDECIDED; i++) {
      assertThat(ascending.isComplete()).isTrue();
      ascending.addUndecided("eni-%05d".formatted(i), at);
      descending.addUndecided("eni-%05d".formatted(RuleUses.MOST_UNDECIDED - i), at);
    }

    assertThat(ascending.isComplete()).isFalse();
    assertThat(descending.isComplete()).isFalse();
    assertThat(ascending.undecided().size()).isEqualTo(RuleUses.MOST_UNDECIDED);
    assertThat(ascending.undecided().equals(descending.undecided())).isTrue();
  }
}
