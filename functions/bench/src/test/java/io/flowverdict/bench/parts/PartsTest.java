package io.flowverdict.bench.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.bench.throughput.GeneratedTiers;
import io.flowverdict.bench.throughput.TiersJudge;
import io.flowverdict.core.explain.Explanation;
import io.flowverdict.core.finding.FindingKind;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.judge.HistoryJudge;
import io.flowverdict.core.judge.Sentence;
import io.flowverdict.core.judge.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each part does for every record what is measured of it.
class PartsTest {

  private static final int RECORDS = 10_000;

  @ParameterizedTest
  @EnumSource
  void theWholeTextIsInflated(GeneratedLog log) throws Exception {
    Inflating inflating = new Inflating();
    inflating.log = log;
    inflating.records = RECORDS;
    inflating.generate();
    int length = log.text(RECORDS).length;
    assertThat(inflating.gzipStream()).isEqualTo(length);
    assertThat(inflating.gzipInputStream()).isEqualTo(length);
  }

  @ParameterizedTest
  @EnumSource
  void everyRecordIsRead(GeneratedLog log) throws Exception {
    Reading reading = new Reading();
    reading.log = log;
    reading.records = RECORDS;
    reading.generate();
    assertThat(reading.text()).isEqualTo(RECORDS);
    assertThat(reading.parquet()).isEqualTo(RECORDS);
  }

  @ParameterizedTest
  @EnumSource
  void asManyRecordsAreOfKnownConnectionsAsOneByOne(GeneratedLog log) {
    JoiningConnections joining = new JoiningConnections();
    joining.log = log;
    joining.records = RECORDS;
    joining.read();
    long established =
        KnownRecord.of(log.gzip(RECORDS)).stream()
            .filter(each -> each.evidence().established())
            .count();
    assertThat(joining.join()).isEqualTo(established).isPositive();
  }

  @Test
  void everyRecordOfColumnsIsJudged() {
    JudgingColumns judging = new JudgingColumns();
    judging.records = RECORDS;
    judging.read();
    assertThat(judging.firstObject()).isEqualTo(RECORDS);
    assertThat(judging.laterObject()).isEqualTo(RECORDS);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000})
  void recordsAreAcceptedAsIsRecordedWhateverTheNumberOfRules(int rules) {
    JudgingRecords judging = new JudgingRecords();
    judging.rules = rules;
    judging.generate();
    List<KnownRecord> records = KnownRecord.of(new GeneratedTiers(1, 1_000, rules));
    assertThat(records).hasSize(KnownRecord.RECORDS);
    assertThat(judging.judge())
        .isEqualTo(
            records.stream().filter(each -> each.record().action() == Action.ACCEPT).count());
  }

  @Test
  void everyRejectedRecordIsInAFinding() {
    MergingFindings merging = new MergingFindings();
    merging.records = RECORDS;
    merging.read();
    merging.judge();
    List<ObservedCause> observed = merging.merge();
    long rejected =
        observed.stream()
            .filter(each -> each.cause().kind() == FindingKind.REJECTED_BY_SECURITY_GROUP)
            .mapToLong(each -> each.total().records())
            .sum();
    assertThat(rejected).isEqualTo(recordedAsRejected());
  }

  private static long recordedAsRejected() {
    long rejected = 0;
    for (FlowColumns next : GeneratedLog.VERSION_2.columns(RECORDS)) {
      for (int row = 0; row < next.size(); row++) {
        rejected += next.action[row] == FlowColumns.REJECT ? 1 : 0;
      }
    }
    return rejected;
  }

  @Test
  void everyRecordIsExplained() {
    Explaining explaining = new Explaining();
    explaining.judge();
    HistoryJudge judge = new TiersJudge(GeneratedLog.TIERS).recordJudge();
    long characters = 0;
    for (KnownRecord each : KnownRecord.of(GeneratedLog.TIERS)) {
      Verdict verdict = judge.judge(each.record(), each.evidence());
      characters += Sentence.of(each.record(), verdict).length();
    }
    assertThat(explaining.sentence()).isEqualTo(characters);
  }

  @Test
  void aBlockedConnectionIsExplainedWithWhatWouldLetItPass() {
    Explaining explaining = new Explaining();
    explaining.judge();
    Explanation explanation = explaining.blockedQuestion();
    assertThat(explanation.outcome()).isEqualTo(Verdict.Outcome.REJECT);
    assertThat(explanation.fixes()).hasSize(1);
  }
}
