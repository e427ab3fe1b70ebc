package io.flowverdict.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.bench.throughput.GeneratedTraffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryRunTest {

  private static final int RECORDS = 100_000;

  @TempDir private Path folder;

  @Test
  void whatAnObjectTakesIsTold() throws IOException {
    MemoryRun.Result result = MemoryRun.measure(object(), RECORDS, 2, /* looks= */ true);
    assertThat(result.firstWall()).isPositive();
    assertThat(result.laterCpu()).isPositive();
    assertThat(result.live()).isBetween(1L, result.resident());
    assertThat(result.afterGc()).isPositive();
    assertThat(MemoryRun.Result.parse(result.line() + "\n")).isEqualTo(result);
  }

  @Test
  void anObjectThatIsNotJudgedToItsEndIsNoMeasurement() {
    assertThatThrownBy(() -> MemoryRun.measure(object(), RECORDS + 1, 1, /* looks= */ false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Of 100001 records 100000 were judged");
  }

  private Path object() throws IOException {
    return Files.write(
        folder.resolve("object.log.gz"),
        GeneratedTraffic.object(MemoryRun.TIERS, /* wide= */ false, RECORDS));
  }
}
