package io.flowverdict.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.flowlog.FlowLogFormat;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbTest {

  private static final GeneratedTiers TIERS = new GeneratedTiers(1, 100, 20);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itReadsTheRecordsAndWritesThemAsParquetThatIsJudgedAsTheText(boolean wide) throws Exception {
    byte[] object = GeneratedTraffic.object(TIERS, wide, 5_000);
    FlowLogFormat format = wide ? GeneratedTraffic.THIRTY_FIELDS : FlowLogFormat.DEFAULT;
    try (DuckDb duckDb = DuckDb.open(object, format)) {
      assertThat(Stream.of(duckDb.groupText(), duckDb.groupParquet(), duckDb.readParquet()))
          .containsOnly(5_000L);
      Contenders text = new Contenders(TIERS, object);
      Contenders columnar = new Contenders(TIERS, duckDb.parquet());
      assertThat(columnar.readColumns()).isEqualTo(5_000);
      assertThat(counts(columnar)).isEqualTo(counts(text));
      assertThat(columnar.judged().uses().used()).isEqualTo(text.judged().uses().used());
    }
  }

  /// What both show alike: rows have no header line before them.
  private static Map<Cause, SortedMap<Instant, Counts>> counts(Contenders contenders) {
    return contenders.judged().causes().observed().stream()
        .collect(Collectors.toMap(ObservedCause::cause, ObservedCause::hours));
  }
}
