package io.flowverdict.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One of the sample logs as Parquet, which Apache Arrow wrote from the text.
class ParquetLogTest {

  private static final String FLOW_LOG = "fl-0b000000000000005";

  private final Samples samples = Samples.open();
  @TempDir private Path folder;
  private Path parquet = Path.of("");
  private Path text = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    parquet = folder.resolve(FLOW_LOG + ".log.parquet");
    try (InputStream object =
        requireNonNull(getClass().getResourceAsStream(FLOW_LOG + ".parquet"))) {
      Files.copy(object, parquet);
    }
    Path logs = requireNonNull(samples.configuration().getParent()).resolve("logs");
    try (Stream<Path> files = Files.walk(logs)) {
      text = files.filter(file -> file.toString().contains(FLOW_LOG)).findFirst().orElseThrow();
    }
  }

  @AfterEach
  void closeSamples() {
    samples.close();
  }

  /// The first line of text is its header, so a row is a line earlier.
  @Test
  void itsRowsAreJudgedAsTheLinesOfText() {
    List<String> ofText =
        judge(text).out().stream().map(line -> line.replace(text.toString(), "LOG")).toList();

    Run run = judge(folder);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).hasSize(11);
    for (int row = 1; row <= 11; row++) {
      assertThat(run.out().get(row - 1).replace(parquet.toString(), "LOG"))
          .contains("\"line\":" + row + ",")
          .isEqualTo(
              ofText.get(row - 1).replace("\"line\":" + (row + 1) + ",", "\"line\":" + row + ","));
    }
  }

  @Test
  void theRulesThatItUsesAreThoseOfText() {
    Run ofText = audit(text);

    Run run = audit(parquet);

    assertThat(run.exitCode()).isEqualTo(ofText.exitCode());
    assertThat(run.out()).isEqualTo(ofText.out()).isNotEmpty();
  }

  @Test
  void aDamagedOneIsOneLineThatNamesIt() throws IOException {
    byte[] object = Files.readAllBytes(parquet);
    object[object.length - 20] ^= 0x55;
    object[object.length - 2] = 'x';
    Files.write(parquet, object);

    Run run = judge(parquet);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .singleElement()
        .asString()
        .isEqualTo(
            parquet
                + ": The Parquet object cannot be read (it does not end with PAR1): deliver the"
                + " whole object again");
  }

  @Test
  void aFileIsReadByRangesAndNotBeyondItsEnd() throws IOException {
    byte[] object = Files.readAllBytes(parquet);
    try (FileRanges ranges = FileRanges.open(parquet)) {
      assertThat(ranges.size()).isEqualTo(object.length);
      assertThat(ranges.read(0, object.length)).isEqualTo(object);
      assertThat(ranges.read(object.length - 4, 4)).asString().isEqualTo("PAR1");
      assertThatThrownBy(() -> ranges.read(object.length - 4, 5))
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(EOFException.class);
    }
  }

  private Run judge(Path log) {
    return Run.of("judge", "--config", samples.configuration(), "--format", "json", log);
  }

  private Run audit(Path log) {
    return Run.of("audit", "--config", samples.configuration(), "--format", "json", "--logs", log);
  }
}
