package io.flowverdict.core.flowlog;

import static io.flowverdict.core.flowlog.FlowLogObject.RECORD;
import static io.flowverdict.core.flowlog.FlowLogObject.bytes;
import static io.flowverdict.core.flowlog.FlowLogObject.entries;
import static io.flowverdict.core.flowlog.FlowLogObject.gzip;
import static io.flowverdict.core.flowlog.FlowLogObject.text;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Gzip objects that were cut short or damaged on their way.
class DamagedGzipTest {

  @Test
  void everyCutOfAGzipFileGivesTheLinesBeforeItAndThenSaysSo() {
    List<FlowLogEntry> whole = entries(bytes(gzipOfManyLines()));
    byte[] file = gzipOfManyLines();
    for (int length = 2; length < file.length; length++) {
      List<FlowLogEntry> given = new ArrayList<>();
      UnreadableObjectException damage =
          requireNonNull(readUntilDamage(Arrays.copyOf(file, length), given));

      assertThat(damage.reason()).isEqualTo(UnreadableReason.TRUNCATED_GZIP);
      assertThat(given).isEqualTo(whole.subList(0, given.size()));
      assertThat(damage.line()).isEqualTo(given.isEmpty() ? damage.line() : given.size() + 2);
    }
  }

  @Test
  void everyDamagedByteOfAGzipFileIsNoticedOrDoesNotMatter() {
    byte[] file = gzipOfManyLines();
    List<FlowLogEntry> whole = entries(bytes(file));
    Random random = new Random(3);
    for (int i = 2; i < file.length; i++) {
      byte[] damaged = file.clone();
      damaged[i] ^= (byte) (1 << random.nextInt(8));
      List<FlowLogEntry> given = new ArrayList<>();
      UnreadableObjectException damage = readUntilDamage(damaged, given);

      if (damage == null) {
        assertThat(given).isEqualTo(whole);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "\0\0\0\0", "\u001F"})
  void whatFollowsTheGzipDataIsNotSilentlyIgnored(String rest) {
    InputStream object =
        new SequenceInputStream(
            bytes(gzip(FlowLogFormat.DEFAULT + "\n" + RECORD + "\n")), text(rest));
    List<FlowLogEntry> given = new ArrayList<>();
    UnreadableObjectException damage = requireNonNull(readUntilDamage(object, given));

    assertThat(given).hasSize(1);
    assertThat(damage.line()).isEqualTo(3);
  }

  @Test
  void aDamagedObjectStaysDamaged() {
    byte[] file = gzipOfManyLines();
    try (FlowLogReader reader = FlowLogReader.open(bytes(Arrays.copyOf(file, file.length - 1)))) {
      Iterator<FlowLogEntry> entries = reader.iterator();
      assertThatExceptionOfType(UnreadableObjectException.class)
          .isThrownBy(() -> entries.forEachRemaining(entry -> {}));

      assertThatExceptionOfType(UnreadableObjectException.class).isThrownBy(entries::hasNext);
      assertThatExceptionOfType(UnreadableObjectException.class).isThrownBy(entries::next);
    }
  }

  @Test
  void aFailingStreamIsNotTakenForADamagedObject() {
    byte[] file = gzipOfManyLines();
    InputStream failing =
        new SequenceInputStream(bytes(Arrays.copyOf(file, file.length / 2)), new LostConnection());

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> entries(failing))
        .withMessageContaining("connection lost");
  }

  @Test
  void aStreamThatGivesAByteAtATimeIsReadAsAnyOther() {
    byte[] file = gzipOfManyLines();
    InputStream slow =
        new ByteArrayInputStream(file) {
          @Override
          public int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(length, 1));
          }

          @Override
          public int available() {
            return 0;
          }
        };

    assertThat(entries(slow)).isEqualTo(entries(bytes(file)));
  }

  private static byte[] gzipOfManyLines() {
    String lines =
        IntStream.range(0, 20)
            .mapToObj(i -> RECORD.replace("40000", Integer.toString(40_000 + 777 * i)))
            .collect(Collectors.joining("\n"));
    return gzip(FlowLogFormat.DEFAULT + "\n" + lines + "\n");
  }

  private static @Nullable UnreadableObjectException readUntilDamage(
      byte[] object, List<FlowLogEntry> given) {
    return readUntilDamage(bytes(object), given);
  }

  /// Reads what can be read.
  ///
  /// @return what ended the object before its end; null when nothing did
  private static @Nullable UnreadableObjectException readUntilDamage(
      InputStream object, List<FlowLogEntry> given) {
    try (FlowLogReader reader = FlowLogReader.open(object)) {
      reader.forEach(given::add);
      return null;
    } catch (UnreadableObjectException damage) {
      return damage;
    }
  }

  /// A stream whose every read fails.
  private static final class LostConnection extends InputStream {

    @Override
    public int read() throws IOException {
      throw new EOFException("connection lost");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return read();
    }
  }
}
