package io.flowverdict.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.snapshot.ChosenHistory;
import io.flowverdict.core.snapshot.History;
import io.flowverdict.core.snapshot.InMemoryHistory;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Records around a rule that was added at second 10000 and removed at second 20000.
class HistoryJudgeTest {

  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");

  private static final String WITHOUT =
      """
      vpc-1 has 10.0.0.0/16
      subnet-1 of vpc-1 has 10.0.1.0/24
      acl-1 of vpc-1 guards subnet-1
      acl-1 in 100 allow all from any
      eni-1 of subnet-1 has 10.0.1.10 carries sg-1
      sg-1 of vpc-1
      """;

  private static final Snapshot CLOSED = TestNetwork.of(WITHOUT);
  private static final Snapshot OPEN = TestNetwork.of(WITHOUT + "sg-1 in tcp 443 from any\n");

  private final InMemoryHistory history = new InMemoryHistory();

  private HistoryJudge judge() {
    observe(CLOSED, 5_000);
    observe(CLOSED, 9_700);
    observe(OPEN, 10_000);
    observe(OPEN, 19_700);
    observe(CLOSED, 20_000);
    observe(CLOSED, 30_000);
    return new HistoryJudge(history, SCOPE, Instant.ofEpochSecond(25_000));
  }

  private void observe(Snapshot snapshot, long second) {
    history.observe(SCOPE, snapshot, Instant.ofEpochSecond(second));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # when                        | at    | until | action | verdict
          long before the first reading | 100   | 160   | REJECT | UNDECIDED configuration-unknown
          shortly before it             | 4000  | 4060  | REJECT | REJECT
          before the rule               | 9000  | 9060  | REJECT | REJECT
          across its coming             | 9700  | 9900  | REJECT | UNDECIDED configuration-changed
          at an unknown time of it      | 9860  | 9880  | ACCEPT | UNDECIDED configuration-changed
          while it was there            | 15000 | 15060 | ACCEPT | ACCEPT
          across its going              | 19600 | 20100 | ACCEPT | UNDECIDED configuration-changed
          after it was gone             | 25000 | 25060 | REJECT | REJECT
          just after the last reading   | 30000 | 30060 | REJECT | REJECT
          later than the tolerance      | 30000 | 30061 | REJECT | UNDECIDED configuration-unknown
          long after the last reading   | 40000 | 40060 | REJECT | UNDECIDED configuration-unknown
          """)
  void aRecordIsJudgedByTheConfigurationOfItsTime(
      String when, long at, long until, String action, String expected) {
    assertThat(inWords(judge(record(at, until, action)))).describedAs(when).isEqualTo(expected);
  }

  private Verdict judge(FlowRecord record) {
    return judge().judge(record, Evidence.of(record));
  }

  private static FlowRecord record(long at, long until, String action) {
    return TestRecord.of(
        "eni-1 tcp 192.0.2.5:40000 > 10.0.1.10:443 syn at=%d until=%d %s"
            .formatted(at, until, action));
  }

  private static String inWords(Verdict verdict) {
    String doubts =
        verdict.doubts().stream()
            .map(doubt -> " " + doubt.reason().code())
            .collect(Collectors.joining());
    return verdict.outcome() + doubts;
  }

  @Test
  void anUndecidedVerdictHoldsTheTracesOfBothRevisions() {
    Verdict verdict = judge(record(9_700, 9_900, "REJECT"));

    assertThat(verdict.trace().stream().map(step -> step.layer() + " " + step.effect()))
        .containsExactlyInAnyOrder("NACL allow", "SG no-match", "SG allow");
  }

  @Test
  void aRecordWithoutTimesIsJudgedByTheTimeOfItsObject() {
    FlowRecord record = TestRecord.of("eni-1 tcp 192.0.2.5:40000 > 10.0.1.10:443 syn REJECT");

    assertThat(judge(record).outcome()).isEqualTo(Verdict.Outcome.REJECT);
  }

  @Test
  void aRecordOfUnknownTimeIsJudgedByEveryRevision() {
    FlowRecord record = TestRecord.of("eni-1 tcp 192.0.2.5:40000 > 10.0.1.10:443 syn REJECT");
    observe(CLOSED, 5_000);
    HistoryJudge timeless = new HistoryJudge(history, SCOPE, /* objectTime= */ null);

    assertThat(inWords(timeless.judge(record, Evidence.of(record)))).isEqualTo("REJECT");

    observe(OPEN, 10_000);
    assertThat(inWords(timeless.judge(record, Evidence.of(record))))
        .isEqualTo("UNDECIDED configuration-changed");
  }

  @Test
  void anAccountThatWasNeverReadLeavesItsRecordsUndecided() {
    FlowRecord record = record(15_000, 15_060, "ACCEPT");
    HistoryJudge unread =
        new HistoryJudge(new InMemoryHistory(), SCOPE, Instant.ofEpochSecond(15_000));

    assertThat(inWords(unread.judge(record, Evidence.of(record))))
        .isEqualTo("UNDECIDED configuration-unknown");
    assertThat(unread.snapshotAt(Instant.ofEpochSecond(15_000))).isEqualTo(Snapshot.EMPTY);
  }

  @Test
  void whatWasChosenOnceDecidesAgainWhenTheHistoryHasGrown() {
    observe(CLOSED, 5_000);
    Instant objectTime = Instant.ofEpochSecond(6_000);
    ChosenHistory chosen = new ChosenHistory(history, objectTime);
    FlowRecord record = record(5_500, 5_560, "REJECT");
    Verdict first = new HistoryJudge(chosen, SCOPE, objectTime).judge(record, Evidence.of(record));
    observe(OPEN, 5_530);

    History pinned = ChosenHistory.of(chosen.chosen(), id -> history.snapshot(SCOPE, id));
    Verdict again = new HistoryJudge(pinned, SCOPE, objectTime).judge(record, Evidence.of(record));
    Verdict anew = new HistoryJudge(history, SCOPE, objectTime).judge(record, Evidence.of(record));

    assertThat(again).isEqualTo(first);
    assertThat(inWords(anew)).isEqualTo("UNDECIDED configuration-changed");
  }

  @Test
  void aTimeThatNoRecordOfTheObjectCanHaveAsksForNoConfiguration() {
    Instant objectTime = Instant.ofEpochSecond(1_000_000);
    observe(CLOSED, 5_000);
    FlowRecord record = record(5_500, 5_560, "REJECT");
    Verdict verdict =
        new HistoryJudge(new ChosenHistory(history, objectTime), SCOPE, objectTime)
            .judge(record, Evidence.of(record));

    assertThat(inWords(verdict)).isEqualTo("UNDECIDED configuration-unknown");
  }
}
