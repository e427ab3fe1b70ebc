package io.flowverdict.core.flowlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Objects that have more than is read.
class LimitedColumnReaderTest {

  private static final int WINDOW = FlowColumns.CAPACITY;
  private static final ReadingLimits LIMITS =
      new ReadingLimits(
          /* content= */ 1_000_000,
          /* lines= */ 5L * WINDOW,
          /* rejectedMore= */ 1_000,
          /* names= */ 50);
  private static final String HEADER = "interface-id srcaddr dstaddr\n";
  private static final String RECORD = "eni-00000001 10.0.0.1 10.0.0.2\n";

  /// What was read of an object.
  private record Read(long lines, @Nullable UnreadableObjectException damage) {}

  private static Read read(String text) {
    FlowColumns columns = new FlowColumns();
    long lines = 0;
    UnreadableObjectException damage = null;
    try (ColumnReader reader =
        new LimitedColumnReader(
            FlowColumnReader.open(new ByteArrayInputStream(gzip(text)), LIMITS), LIMITS)) {
      while (reader.read(columns)) {
        assertThat(damage).describedAs("nothing is read after damage").isNull();
        lines += columns.size();
        damage = columns.damage();
      }
    }
    return new Read(lines, damage);
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(US_ASCII));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void assertGivenUp(Read read, UnreadableReason reason, String words) {
    assertThat(read.damage())
        .isNotNull()
        .hasMessageContaining(words)
        .extracting(UnreadableObjectException::reason)
        .isEqualTo(reason);
  }

  @Test
  void anObjectWithinTheLimitsIsReadWhole() {
    String text = HEADER + (RECORD.repeat(1_000) + "\n".repeat(1_000)).repeat(10);

    assertThat(read(text)).isEqualTo(new Read(20_000, null));
  }

  @Test
  void anObjectThatUnpacksToTooMuchIsReadUpToThere() {
    int lines = 1_000_000 / RECORD.length();

    Read read = read(HEADER + RECORD.repeat(10_000) + ("x".repeat(40_000) + "\n").repeat(100));

    assertGivenUp(read, UnreadableReason.OBJECT_TOO_LARGE, "more than 1000000 bytes");
    assertThat(read.lines()).isBetween(10_000L, (long) lines);
  }

  @Test
  void textThatIsNotPackedIsAsLongAsTheObject() {
    String text = HEADER + RECORD.repeat(4 * WINDOW) + ("x".repeat(60_000) + "\n").repeat(20);

    FlowColumns columns = new FlowColumns();
    try (ColumnReader reader =
        FlowColumnReader.open(new ByteArrayInputStream(text.getBytes(US_ASCII)), LIMITS)) {
      while (reader.read(columns)) {
        assertThat(columns.damage()).isNull();
      }
    }
  }

  @Test
  void anObjectThatGoesOnWithoutARecordIsGivenUpAndTheRecordsBeforeAreRead() {
    Read read = read(HEADER + RECORD.repeat(WINDOW) + "\n".repeat(900_000));

    assertGivenUp(read, UnreadableReason.TOO_MANY_REJECTED_LINES, "no flow-log records");
    assertThat(read.lines()).isBetween(WINDOW + 1_000L, 3L * WINDOW);
  }

  @Test
  void aRecordNowAndThenDoesNotKeepItFromBeingGivenUp() {
    Read read = read(HEADER + (RECORD + "\n".repeat(999)).repeat(20));

    assertGivenUp(read, UnreadableReason.TOO_MANY_REJECTED_LINES, "no flow-log records");
    assertThat(read.lines()).isEqualTo(WINDOW);
  }

  @Test
  void blankLinesBeforeTheFirstLineAreNotReadOnAndOn() {
    assertThatThrownBy(() -> read("\n".repeat(900_000) + HEADER + RECORD))
        .isInstanceOfSatisfying(
            UnreadableObjectException.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(UnreadableReason.TOO_MANY_REJECTED_LINES);
              assertThat(refused.line()).isEqualTo(1_001);
            });
  }

  @Test
  void anObjectOfTooManyLinesIsGivenUp() {
    Read read = read(HEADER + RECORD.repeat(7 * WINDOW));

    assertGivenUp(read, UnreadableReason.TOO_MANY_LINES, "more than " + 5 * WINDOW + " lines");
    assertThat(read.lines()).isEqualTo(6L * WINDOW);
  }

  @Test
  void anObjectThatNamesMoreInterfacesThanAnAccountHasIsGivenUp() {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 3 * WINDOW; i++) {
      text.append("eni-%08d 10.0.0.1 10.0.0.2%n".formatted(i));
    }

    Read read = read(text.toString());

    assertGivenUp(read, UnreadableReason.TOO_MANY_NAMES, "more than 50 network interfaces");
    assertThat(read.lines()).isEqualTo(WINDOW);
  }
}
