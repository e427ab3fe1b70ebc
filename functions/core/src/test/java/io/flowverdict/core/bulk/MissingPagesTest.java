package io.flowverdict.core.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.flowlog.FlowLogReader;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Judge;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.MissingPages;
import io.flowverdict.core.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is said with pages of listings missing is said with all of them too, or is UNDECIDED.
class MissingPagesTest {

  private static final int NETWORKS = 400;
  private static final int RECORDS = 300;

  @Test
  void noVerdictRestsOnWhatIsNotThere() {
    Map<Verdict.Outcome, Integer> certain = new EnumMap<>(Verdict.Outcome.class);
    int lost = 0;
    for (long seed = 0; seed < NETWORKS; seed++) {
      GeneratedLog generated = new GeneratedLog(seed);
      Snapshot whole = generated.network();
      Snapshot part = MissingPages.of(whole, seed);
      Judge all = new Judge(whole);
      Judge some = new Judge(part);
      byte[] log = generated.log(generated.format(), RECORDS);
      for (Object entry : FlowLogReader.open(new ByteArrayInputStream(log))) {
        if (entry instanceof FlowRecord record) {
          Verdict.Outcome known = some.judge(record).outcome();
          Verdict.Outcome right = all.judge(record).outcome();
          if (known == Verdict.Outcome.UNDECIDED) {
            lost += right == Verdict.Outcome.UNDECIDED ? 0 : 1;
          } else {
            certain.merge(known, 1, Integer::sum);
            assertThat(known)
                .as("seed %d, %s, without %s", seed, record, part.incomplete())
                .isEqualTo(right);
          }
        }
      }
    }

    System.out.println("Missing pages: certain " + certain + ", UNDECIDED for them " + lost);
    assertThat(certain.keySet()).contains(Verdict.Outcome.ACCEPT, Verdict.Outcome.REJECT);
    assertThat(certain.values()).allSatisfy(count -> assertThat(count).isGreaterThan(1_000));
    assertThat(lost).isGreaterThan(1_000);
  }
}
