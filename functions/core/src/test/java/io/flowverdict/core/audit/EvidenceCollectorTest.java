package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.audit.LogEvidence.Interval;
import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.judge.Judge;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EvidenceCollectorTest {

  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  private static final Snapshot NETWORK =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16
          subnet-1 of vpc-1 has 10.0.1.0/24
          acl-1 of vpc-1 guards subnet-1
          acl-1 in 100 allow all from any
          eni-1 of subnet-1 has 10.0.1.10 carries sg-1
          sg-1 in tcp 443 from 10.0.0.0/8
          sg-1 in tcp 22 from pl-1
          pl-1
          """);

  private final EvidenceCollector collector = new EvidenceCollector(NETWORK);
  private final Judge judge = new Judge(NETWORK);

  @Test
  void anAcceptedRequestUsesTheRulesThatAllowIt() {
    add(0, "10.9.0.1", 50_000, 443, Action.ACCEPT);
    add(60, "10.9.0.7", 50_001, 443, Action.ACCEPT);

    LogEvidence.RuleUse use = use();

    assertThat(evidence().uses()).containsOnlyKeys("sgr-1-1");
    assertThat(use.traffic()).hasToString("[tcp 443]");
    assertThat(use.peers()).hasToString("[10.9.0.1/32, 10.9.0.7/32]");
    assertThat(use.last()).isEqualTo(START.plusSeconds(119));
  }

  @Test
  void manyPeersBecomeLargerBlocks() {
    for (int i = 0; i < 300; i++) {
      add(0, "10." + i / 100 + "." + i % 100 + ".1", 50_000, 443, Action.ACCEPT);
    }

    assertThat(use().peers()).hasSizeLessThanOrEqualTo(256).allMatch(block -> block.length() < 32);
  }

  @Test
  void logsAreCompleteWhileSomethingArrivesInEveryAggregationInterval() {
    add(0, "10.9.0.1", 50_000, 443, Action.ACCEPT);
    add(1_000, "10.9.0.1", 50_000, 443, Action.ACCEPT);
    add(9_000, "10.9.0.1", 50_000, 443, Action.ACCEPT);

    assertThat(evidence().missing("eni-1"))
        .containsExactly(new Interval(START.plusSeconds(1_659), START.plusSeconds(8_400)));
    assertThat(evidence().missing("eni-2")).hasSize(1);
  }

  @Test
  void skippedRecordsAreMissing() {
    add(0, "10.9.0.1", 50_000, 443, Action.ACCEPT);
    collector.add(gap(Gap.Status.SKIPDATA, 60));
    collector.add(gap(Gap.Status.NODATA, 120));

    assertThat(evidence().missing("eni-1"))
        .containsExactly(new Interval(START.plusSeconds(60), START.plusSeconds(119)));
  }

  @Test
  void anAcceptedRecordThatIsUndecidedMayHaveUsedAnyRule() {
    add(0, "10.9.0.1", 50_000, 443, Action.ACCEPT);
    add(60, "198.51.100.4", 50_000, 22, Action.ACCEPT);

    assertThat(evidence().missing("eni-1"))
        .containsExactly(new Interval(START.plusSeconds(60), START.plusSeconds(119)));
  }

  @Test
  void whatCouldNotBeReadIsMissingForAll() {
    collector.addLost();
    add(0, "10.9.0.1", 50_000, 443, Action.ACCEPT);
    add(3_600, "10.9.0.1", 50_000, 443, Action.ACCEPT);

    assertThat(evidence().missing("eni-1"))
        .first()
        .satisfies(gap -> assertThat(gap.from()).isEqualTo(START));
  }

  @Test
  void repliesThatAnEntryDropsAreCounted() {
    FlowRecord reply =
        FlowRecord.builder()
            .interfaceId("eni-1")
            .protocol(Protocol.TCP)
            .source(IpAddress.parse("10.0.1.10"))
            .sourcePort(443)
            .destination(IpAddress.parse("10.9.0.1"))
            .destinationPort(50_000)
            .flowDirection(Direction.EGRESS)
            .start(START)
            .end(START.plus(Duration.ofMinutes(1)))
            .action(Action.REJECT)
            .build();

    collector.add(reply, judge.judge(reply));

    assertThat(evidence().brokenReplies()).containsEntry("acl-1 egress entry *", 1L);
  }

  @Test
  void withoutATimeThereIsNoEvidence() {
    assertThat(collector.evidence()).isEmpty();
  }

  private LogEvidence.RuleUse use() {
    return Objects.requireNonNull(evidence().uses().get("sgr-1-1"), "sgr-1-1 was not used");
  }

  private LogEvidence evidence() {
    return collector.evidence().orElseThrow();
  }

  private void add(int seconds, String source, int sourcePort, int port, Action action) {
    FlowRecord record =
        FlowRecord.builder()
            .interfaceId("eni-1")
            .protocol(Protocol.TCP)
            .source(IpAddress.parse(source))
            .sourcePort(sourcePort)
            .destination(IpAddress.parse("10.0.1.10"))
            .destinationPort(port)
            .flowDirection(Direction.INGRESS)
            .start(START.plusSeconds(seconds))
            .end(START.plusSeconds(seconds + 59))
            .action(action)
            .build();
    collector.add(record, judge.judge(record));
  }

  private static Gap gap(Gap.Status status, int seconds) {
    return new Gap(
        1, status, null, "eni-1", START.plusSeconds(seconds), START.plusSeconds(seconds + 59));
  }
}
