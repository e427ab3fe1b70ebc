package io.flowverdict.core.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.audit.AuditCheck;
import io.flowverdict.core.finding.Lifecycle.Circumstances;
import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Judge;
import io.flowverdict.core.judge.TestRecord;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// When a finding ends, and when it is there again.
class LifecycleTest {

  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final Instant SEEN = Instant.parse("2026-11-20T10:01:00Z");
  private static final Duration QUIET = Duration.ofDays(2);

  private static final String NETWORK =
      """
      vpc-1 has 10.0.0.0/16
      subnet-1 of vpc-1 has 10.0.1.0/24
      acl-1 of vpc-1 guards subnet-1
      acl-1 in 90 deny tcp 23 from any
      acl-1 in 100 allow all from any
      eni-1 of subnet-1 has 10.0.1.10 carries sg-1
      sg-1 of vpc-1
      sg-1 in tcp 22 from any
      """;

  private final InMemoryFindings findings =
      new InMemoryFindings(Clock.fixed(SEEN.plusSeconds(600), ZoneOffset.UTC));
  private final Lifecycle lifecycle = new Lifecycle(QUIET);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # then                               | record                                          | change of the network                        | days | logs     | status
          nothing changed                      | tcp 10.0.9.9:40000 > 10.0.1.10:3306 syn REJECT  |                                              | 1    | complete | OPEN
          it was not seen for long             | tcp 10.0.9.9:40000 > 10.0.1.10:3306 syn REJECT  |                                              | 2    | complete | RESOLVED
          nobody knows whether it was seen     | tcp 10.0.9.9:40000 > 10.0.1.10:3306 syn REJECT  |                                              | 9    | gap      | OPEN
          only accepted traffic was logged     | tcp 10.0.9.9:40000 > 10.0.1.10:3306 syn REJECT  |                                              | 9    | ACCEPT   | OPEN
          rejected traffic was logged          | tcp 10.0.9.9:40000 > 10.0.1.10:3306 syn REJECT  |                                              | 9    | REJECT   | RESOLVED
          the interface is gone                | tcp 10.0.9.9:40000 > 10.0.1.10:3306 syn REJECT  | eni-1 of subnet-1 has 10.0.1.10 carries sg-1 >  | 1 | gap      | RESOLVED
          the interface changed its group      | tcp 10.0.9.9:40000 > 10.0.1.10:3306 syn REJECT  | carries sg-1 > carries sg-2                  | 1    | gap      | RESOLVED
          the group has another rule           | tcp 10.0.9.9:40000 > 10.0.1.10:3306 syn REJECT  | tcp 22 > tcp 24                              | 1    | gap      | OPEN
          the entry is gone                    | tcp 10.0.9.9:40000 > 10.0.1.10:23 syn REJECT    | acl-1 in 90 deny tcp 23 from any >           | 1    | gap      | RESOLVED
          the entry is another                 | tcp 10.0.9.9:40000 > 10.0.1.10:23 syn REJECT    | deny tcp 23 > deny tcp 24                    | 1    | gap      | RESOLVED
          the entry has another number         | tcp 10.0.9.9:40000 > 10.0.1.10:23 syn REJECT    | in 90 > in 91                                | 1    | gap      | RESOLVED
          the subnet has another network ACL   | tcp 10.0.9.9:40000 > 10.0.1.10:23 syn REJECT    | guards subnet-1 > guards subnet-2            | 1    | gap      | RESOLVED
          the exposing rule is gone            | tcp 192.0.2.9:40000 > 10.0.1.10:22 syn ACCEPT   | sg-1 in tcp 22 from any >                    | 1    | gap      | RESOLVED
          the exposing rule is there           | tcp 192.0.2.9:40000 > 10.0.1.10:22 syn ACCEPT   |                                              | 1    | complete | OPEN
          the exposing rule is not used        | tcp 192.0.2.9:40000 > 10.0.1.10:22 syn ACCEPT   |                                              | 3    | ACCEPT   | RESOLVED
          a contradiction does not come again  | tcp 192.0.2.9:40000 > 10.0.1.10:22 syn REJECT   |                                              | 3    | REJECT   | RESOLVED
          """)
  void aFindingOfTrafficIsResolvedWhenItsCauseIsKnownToBeGone(
      String then, String record, String change, int days, String logs, Status expected) {
    see(record, SEEN, "fl-1");
    Instant later = SEEN.plus(Duration.ofDays(days));

    keepHouse(changed(change), later, new FixedCoverage(logs));

    assertThat(finding().status()).describedAs(then).isEqualTo(expected);
    if (expected == Status.RESOLVED) {
      assertThat(finding().changes())
          .singleElement()
          .satisfies(stamp -> {
            assertThat(stamp.at()).isEqualTo(later);
            assertThat(stamp.by()).isEqualTo(StatusChange.AUTOMATIC);
          });
    }
  }

  private static Snapshot changed(String change) {
    if (change == null) {
      return TestNetwork.of(NETWORK);
    }
    String[] parts = change.split(">", -1);
    assertThat(NETWORK).contains(parts[0].strip());
    return TestNetwork.of(NETWORK.replace(parts[0].strip(), parts[1].strip()));
  }

  @Test
  void aResolvedFindingThatIsSeenAgainIsReopened() {
    see(SEEN);
    keepHouse(TestNetwork.of(NETWORK), SEEN.plus(QUIET), new FixedCoverage("complete"));

    see(SEEN.plus(QUIET).plusSeconds(60));

    assertThat(finding().status()).isEqualTo(Status.REOPENED);
    assertThat(finding().changes())
        .map(StatusChange::status)
        .containsExactly(Status.RESOLVED, Status.REOPENED);
    assertThat(findings.open(SCOPE, PageRequest.first(10)).items()).hasSize(1);
  }

  @Test
  void aLateRecordOfBeforeTheEndReopensNothing() {
    see(SEEN);
    keepHouse(TestNetwork.of(NETWORK), SEEN.plus(QUIET), new FixedCoverage("complete"));

    see(SEEN.plus(QUIET).minusSeconds(60));

    assertThat(finding().status()).isEqualTo(Status.RESOLVED);
  }

  @Test
  void aFindingThatIsSeenWhileItIsBeingResolvedStaysOpen() {
    see(SEEN);
    Finding asRead = finding();
    see(SEEN.plusSeconds(60));

    assertThat(
            findings.change(
                asRead, StatusChange.automatic(Status.RESOLVED, SEEN.plus(QUIET), "Gone.")))
        .isFalse();
    assertThat(finding().status()).isEqualTo(Status.OPEN);
  }

  @Test
  void aSuppressionHoldsUntilItsEndWhateverIsSeen() {
    see(SEEN);
    suppress(SEEN.plusSeconds(60), SEEN.plus(Duration.ofDays(7)));

    see(SEEN.plus(Duration.ofDays(6)));
    keepHouse(
        TestNetwork.of(NETWORK), SEEN.plus(Duration.ofDays(6)), new FixedCoverage("complete"));

    assertThat(finding().status()).isEqualTo(Status.SUPPRESSED);
    assertThat(finding().total().records()).isEqualTo(2);
    assertThat(findings.open(SCOPE, PageRequest.first(10)).items()).isEmpty();
    assertThat(findings.ofStatus(SCOPE, Status.SUPPRESSED, PageRequest.first(10)).items())
        .hasSize(1);
  }

  @Test
  void aSuppressionEndsByItself() {
    see(SEEN);
    suppress(SEEN.plusSeconds(60), SEEN.plus(Duration.ofDays(7)));

    keepHouse(TestNetwork.of(NETWORK), SEEN.plus(Duration.ofDays(7)), new FixedCoverage("gap"));

    assertThat(finding().status()).isEqualTo(Status.REOPENED);
  }

  @Test
  void aCauseThatWentWhileItWasSuppressedIsResolvedWhenTheSuppressionEnds() {
    see(SEEN);
    suppress(SEEN.plusSeconds(60), SEEN.plus(Duration.ofDays(7)));
    Snapshot without = changed("eni-1 of subnet-1 has 10.0.1.10 carries sg-1 >");

    keepHouse(without, SEEN.plus(Duration.ofDays(6)), new FixedCoverage("gap"));
    assertThat(finding().status()).isEqualTo(Status.SUPPRESSED);

    keepHouse(without, SEEN.plus(Duration.ofDays(7)), new FixedCoverage("gap"));
    assertThat(finding().status()).isEqualTo(Status.RESOLVED);
  }

  @Test
  void aSuppressionIsOverForWhatIsSeenAfterItsEnd() {
    see(SEEN);
    suppress(SEEN.plusSeconds(60), SEEN.plus(Duration.ofDays(7)));

    see(SEEN.plus(Duration.ofDays(8)));

    assertThat(finding().status()).isEqualTo(Status.REOPENED);
  }

  @Test
  void ofTheChangesTheLatestAreKept() {
    see(SEEN);
    for (int day = 1; day <= 20; day++) {
      suppress(SEEN.plus(Duration.ofDays(day)), SEEN.plus(Duration.ofDays(day + 100)));
    }
    assertThat(finding().changes()).hasSize(Finding.MOST_CHANGES);
    assertThat(finding().changes().getLast().at()).isEqualTo(SEEN.plus(Duration.ofDays(20)));
  }

  @ParameterizedTest(name = "by \"{0}\" because \"{1}\"")
  @CsvSource({"'', because", "'  ', because", "me, ''", "me, '\t'"})
  void aSuppressionNamesAPersonAndAReason(String by, String reason) {
    assertThatThrownBy(() -> StatusChange.suppression(SEEN, by, reason, SEEN.plusSeconds(60)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -60})
  void aSuppressionEndsAfterItBegan(long seconds) {
    assertThatThrownBy(
            () -> StatusChange.suppression(SEEN, "me", "because", SEEN.plusSeconds(seconds)))
        .hasMessageContaining("would end");
  }

  private void see(Instant at) {
    see("tcp 10.0.9.9:40000 > 10.0.1.10:3306 syn REJECT", at, "fl-1");
  }

  private void see(String record, Instant at, String flowLog) {
    Snapshot network = TestNetwork.of(NETWORK);
    FlowRecord seen = TestRecord.of("eni-1 " + record + " until=" + at.getEpochSecond());
    Source source = new Source("s3://logs/" + at, flowLog);
    Causes causes = new Causes(SCOPE, source, at, network, null, new AuditCheck());
    causes.add(seen, new Judge(network).judge(seen));
    findings.record(source, causes.observed());
  }

  private void suppress(Instant at, Instant until) {
    assertThat(findings.change(finding(), StatusChange.suppression(at, "me", "known", until)))
        .isTrue();
  }

  private void keepHouse(Snapshot snapshot, Instant at, LogCoverage logs) {
    new Housekeeping(findings, lifecycle, Clock.fixed(at, ZoneOffset.UTC))
        .run(SCOPE, new Circumstances(snapshot, at, logs, Set.of()));
  }

  private Finding finding() {
    List<Finding> all = findings.ofResource(SCOPE, "eni-1", PageRequest.first(10)).items();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  /// Logs of which everything, only the records of one action, or nothing is complete.
  private record FixedCoverage(String complete) implements LogCoverage {
    @Override
    public boolean ofInterface(String interfaceId, Action action, Instant from, Instant to) {
      assertThat(interfaceId).isEqualTo("eni-1");
      assertThat(from).isEqualTo(SEEN);
      return complete.equals("complete") || complete.equals(action.name());
    }

    @Override
    public boolean ofFlowLog(String flowLogId, Instant from, Instant to) {
      return complete.equals("complete");
    }

    @Override
    public boolean ofAny(Instant from, Instant to) {
      return complete.equals("complete");
    }
  }
}
