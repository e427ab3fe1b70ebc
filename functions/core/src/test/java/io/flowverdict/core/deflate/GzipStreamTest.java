package io.flowverdict.core.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipStreamTest {

  private static final int HEADER = 10;
  private static final int FLAGS = 3;

  @Test
  void filesThatTheJdkReadsAreReadAlike() throws IOException {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      byte[] file = randomFile(random);
      try (GZIPInputStream expected = new GZIPInputStream(new ByteArrayInputStream(file));
          GzipStream actual = open(file)) {
        assertThat(actual.readAllBytes()).isEqualTo(expected.readAllBytes());
      }
    }
  }

  /// One to three members of 0 to 100,000 bytes, random ones or a repeated one.
  private static byte[] randomFile(Random random) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int member = random.nextInt(3); member >= 0; member--) {
      byte[] content = new byte[random.nextInt(4) * random.nextInt(33_000)];
      if (random.nextBoolean()) {
        random.nextBytes(content);
      }
      try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
        gzip.write(content);
      }
    }
    return file.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 8, 16, 31})
  void optionalPartsOfTheHeaderAreSkipped(int flags) throws IOException {
    try (GzipStream stream = open(withHeaderParts(gzip("srcaddr"), flags))) {
      assertThat(stream.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("srcaddr");
    }
  }

  private static byte[] withHeaderParts(byte[] file, int flags) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    file[FLAGS] = (byte) flags;
    changed.write(file, 0, HEADER);
    if ((flags & 4) != 0) {
      changed.writeBytes(new byte[] {3, 0, 'a', 0, 'b'});
    }
    if ((flags & 8) != 0) {
      changed.writeBytes(new byte[] {'n', 'a', 'm', 'e', 0});
    }
    if ((flags & 16) != 0) {
      changed.writeBytes(new byte[] {0});
    }
    if ((flags & 2) != 0) {
      changed.writeBytes(new byte[] {1, 2});
    }
    changed.write(file, HEADER, file.length - HEADER);
    return changed.toByteArray();
  }

  @Test
  void aWrongChecksumOrLengthIsDamage() throws IOException {
    for (int fromEnd = 1; fromEnd <= 8; fromEnd++) {
      byte[] file = gzip("srcaddr");
      file[file.length - fromEnd]++;

      assertThatExceptionOfType(ZipException.class).isThrownBy(() -> open(file).readAllBytes());
    }
  }

  @Test
  void aDamagedSecondMemberIsNotTheEndOfTheFile() throws IOException {
    byte[] first = gzip("srcaddr");
    byte[] file = Arrays.copyOf(first, first.length + 20);

    assertThatExceptionOfType(ZipException.class).isThrownBy(() -> open(file).readAllBytes());
  }

  @Test
  void aSecondMemberWithoutItsEndIsATruncatedFile() throws IOException {
    byte[] member = gzip("srcaddr");
    byte[] file = Arrays.copyOf(member, 2 * member.length - 1);
    System.arraycopy(member, 0, file, member.length, member.length - 1);

    assertThatExceptionOfType(EOFException.class).isThrownBy(() -> open(file).readAllBytes());
  }

  private static GzipStream open(byte[] file) {
    return new GzipStream(new ByteArrayInputStream(file));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file.toByteArray();
  }
}
