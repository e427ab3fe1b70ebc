package io.flowverdict.core.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.flowverdict.core.deflate.DeflateDifferenceTest.Content;
import io.flowverdict.core.deflate.Outcome.End;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Data that is cut, damaged, random or made to expand has the outcome that the JDK's decoder gives
/// it, byte for byte of the content before its end.
class HostileDeflateTest {

  @ParameterizedTest
  @EnumSource
  void everyCutGivesWhatCameBefore(Content kind) {
    for (int level : new int[] {0, 1, 6}) {
      byte[] data =
          DeflateDifferenceTest.deflated(
              kind.of(1500, new Random(1)), level, Deflater.DEFAULT_STRATEGY);
      for (int length = 0; length <= data.length; length++) {
        byte[] cut = Arrays.copyOf(data, length);
        Outcome expected = Outcome.ofJdk(cut);

        assertThat(expected.end()).isEqualTo(length < data.length ? End.CUT_SHORT : End.REACHED);
        assertThat(Outcome.of(cut, 1, 1)).isEqualTo(expected);
        assertThat(Outcome.of(cut, length + 1, 1000)).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void flippedBitsAreNoticedWhereTheJdkNoticesThem(Content kind) {
    Random random = new Random(1);
    for (int round = 0; round < 2000; round++) {
      byte[] content = kind.of(random.nextInt(1 << random.nextInt(14)), random);
      byte[] data = DeflateDifferenceTest.deflated(content, random.nextInt(10), random.nextInt(3));
      int places = random.nextBoolean() ? data.length : Math.min(data.length, 60);
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        data[random.nextInt(places)] ^= (byte) (1 << random.nextInt(8));
      }

      assertSameOutcome(data, random);
    }
  }

  /// Random data with a header of each type; of the dynamic type many are refused at once,
  /// therefore some have the beginning of a valid code.
  @Test
  void randomDataHasTheOutcomeOfTheJdk() {
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      byte[] data = new byte[1 + random.nextInt(200)];
      random.nextBytes(data);
      assertSameOutcome(data, random);
    }
  }

  /// Codes of random lengths, nearly all of them complete, and random data after them.
  @Test
  void randomCodesHaveTheOutcomeOfTheJdk() {
    Random random = new Random(8);
    int reached = 0;
    for (int round = 0; round < 10_000; round++) {
      BitOutput data = new BitOutput().header(random.nextBoolean(), 2);
      data.codes(
          randomCode(257 + random.nextInt(30), 256, random),
          randomCode(1 + random.nextInt(30), 0, random));
      for (int i = random.nextInt(300); i > 0; i--) {
        data.number(random.nextInt(256), 8);
      }
      reached += assertSameOutcome(data.toByteArray(), random).content().length() > 10 ? 1 : 0;
    }
    assertThat(reached).isGreaterThan(500);
  }

  /// Lengths of a complete code: a code is split in two until there are enough. One in 50 is
  /// changed.
  private static int[] randomCode(int size, int necessary, Random random) {
    int[] lengths = new int[size];
    int[] codes = new int[size];
    int count = 1;
    for (int wanted = random.nextInt(size + 1); count < wanted; ) {
      int split = random.nextBoolean() ? count - 1 : random.nextInt(count);
      if (codes[split] == PrefixCode.LONGEST) {
        split = random.nextInt(count);
      }
      if (codes[split] < PrefixCode.LONGEST) {
        codes[split]++;
        codes[count++] = codes[split];
      }
    }
    for (int i = 0; i < count; i++) {
      int symbol = random.nextInt(size);
      while (lengths[symbol] > 0) {
        symbol = random.nextInt(size);
      }
      lengths[symbol] = codes[i];
    }
    if (lengths[necessary] == 0) {
      int other = random.nextInt(size);
      lengths[necessary] = lengths[other];
      lengths[other] = 0;
    }
    if (random.nextInt(50) == 0) {
      lengths[random.nextInt(size)] = random.nextInt(16);
    }
    return lengths;
  }

  /// Zeros are compressed most, about 1,032 to 1.
  @Test
  void expansionUsesNoMemory() throws ZipException {
    byte[] data = DeflateDifferenceTest.deflated(new byte[1 << 26], 9, Deflater.DEFAULT_STRATEGY);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    byte[] buffer = new byte[1000];
    long before = threads.getCurrentThreadAllocatedBytes();
    DeflateDecoder decoder = new DeflateDecoder();
    decoder.setInput(data, 0, data.length);
    long length = 0;
    while (!decoder.finished()) {
      length += decoder.decode(buffer, 0, buffer.length);
    }

    assertThat(length).isEqualTo(1 << 26);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(300_000);
  }

  private static Outcome assertSameOutcome(byte[] data, Random random) {
    Outcome expected = Outcome.ofJdk(data);
    int inputPiece = 1 + random.nextInt(1 << random.nextInt(15));
    int outputPiece = 1 + random.nextInt(1 << random.nextInt(17));

    assertThat(Outcome.of(data, inputPiece, outputPiece)).isEqualTo(expected);
    return expected;
  }
}
