package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Sightings.DUBLIN;
import static io.flowverdict.aws.findings.Sightings.FRANKFURT;
import static io.flowverdict.aws.findings.Sightings.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.finding.RecordCounts;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.finding.VerdictCounts;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every place that keeps the counts of records does.
abstract class RecordCountsContract {

  private static final VerdictCounts SOME = new VerdictCounts(5, 3, 2, 1);

  abstract RecordCounts counts();

  @Test
  void theObjectsOfAnHourAddUp() {
    RecordCounts counts = counts();
    for (int object = 0; object < 20; object++) {
      counts.judged(
          FRANKFURT, source("object-" + object), Instant.parse("2026-11-22T10:55:00Z"), SOME);
    }
    counts.judged(FRANKFURT, source("late"), Instant.parse("2026-11-22T11:00:00Z"), SOME);
    counts.judged(DUBLIN, source("there"), Instant.parse("2026-11-22T10:00:00Z"), SOME);

    assertThat(hours(counts, "2026-11-22T10:00:00Z", "2026-11-22T12:00:00Z"))
        .isEqualTo(
            Map.of(
                Instant.parse("2026-11-22T10:00:00Z"),
                new VerdictCounts(100, 60, 40, 20),
                Instant.parse("2026-11-22T11:00:00Z"),
                SOME));
  }

  @Test
  void anObjectThatIsJudgedAgainChangesNothing() {
    RecordCounts counts = counts();
    for (int time = 0; time < 3; time++) {
      counts.judged(FRANKFURT, source("object"), Instant.parse("2026-11-22T10:55:00Z"), SOME);
    }
    counts.judged(
        FRANKFURT, source("empty"), Instant.parse("2026-11-22T12:00:00Z"), VerdictCounts.NONE);

    assertThat(hours(counts, "2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z"))
        .isEqualTo(Map.of(Instant.parse("2026-11-22T10:00:00Z"), SOME));
  }

  @Test
  void whatALaterAttemptCountsTakesThePlaceOfWhatAnEarlierOneCounted() {
    RecordCounts counts = counts();
    Instant delivered = Instant.parse("2026-11-22T10:55:00Z");
    counts.judged(FRANKFURT, source("object"), delivered, SOME);
    counts.judged(FRANKFURT, source("other"), delivered, SOME);
    counts.judged(FRANKFURT, new Source("object", "fl-1", 2), delivered, VerdictCounts.NONE);
    counts.judged(FRANKFURT, source("object"), delivered, SOME);

    assertThat(hours(counts, "2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z"))
        .isEqualTo(Map.of(Instant.parse("2026-11-22T10:00:00Z"), SOME));
  }

  @Test
  void anHourThatARangeBeginsInBelongsToItAndTheOneThatItEndsWithDoesNot() {
    RecordCounts counts = counts();
    counts.judged(FRANKFURT, source("object"), Instant.parse("2026-11-22T10:55:00Z"), SOME);

    assertThat(hours(counts, "2026-11-22T10:59:00Z", "2026-11-22T11:30:00Z")).hasSize(1);
    assertThat(hours(counts, "2026-11-22T09:00:00Z", "2026-11-22T10:00:00Z")).isEmpty();
    assertThat(hours(counts, "2026-11-22T11:00:00Z", "2026-11-22T12:00:00Z")).isEmpty();
  }

  private static Map<Instant, VerdictCounts> hours(RecordCounts counts, String from, String to) {
    return counts.hours(FRANKFURT, Instant.parse(from), Instant.parse(to));
  }
}
