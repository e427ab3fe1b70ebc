package io.flowverdict.core.flowlog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

  private static final long LARGEST = 900_000_000_000_000L;

  private final Decimals decimals = new Decimals();

  @Test
  void numbersOfEveryLength() {
    Random random = new Random(1);
    for (int length = 1; length <= 15; length++) {
      for (int i = 0; i < 200; i++) {
        long number = random.nextLong((long) Math.pow(10, length));
        String padded = ("%0" + length + "d").formatted(Math.min(number, LARGEST));
        assertRead(List.of(padded), List.of(Long.parseLong(padded)));
      }
    }
  }

  @Test
  void numbersOfManyLinesWhateverTheirLengths() {
    Random random = new Random(2);
    for (int i = 0; i < 300; i++) {
      List<String> words =
          IntStream.range(0, 1 + random.nextInt(PlainLines.MOST))
              .mapToObj(any ->
                  random.nextInt(9) == 0
                      ? "-"
                      : "" + random.nextLong(LARGEST >> random.nextInt(49)))
              .toList();
      assertRead(
          words,
          words.stream().map(word -> word.equals("-") ? -1L : Long.parseLong(word)).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "/",
        ":",
        "+1",
        "-1",
        "1-",
        "--",
        "1.5",
        "0x1",
        "12345678x",
        "x12345678",
        "1234567x",
        "123456781234567x",
        "1234567812345678",
        "900000000000001",
        "00000000000000000",
        "12345678901234-",
        "\u0080",
        "1\u00b2",
        "\u0000",
        "12345678901234567890123"
      })
  void whatIsNoNumberEndsTheLines(String word) {
    for (String usual : List.of("1", "1763632800")) {
      assertRead(List.of(word, usual), List.of());
      assertRead(List.of(usual, word, usual), List.of(Long.parseLong(usual)));
    }
  }

  @Test
  void aNumberFollowedByAnotherSeparatorEndsTheLines() {
    for (String usual : List.of("1", "1763632800")) {
      PlainLines lines = lines(usual + "\tx\n" + usual + " x\n");

      decimals.read(lines, ' ', LARGEST);

      assertThat(lines.rows).isZero();
    }
  }

  @Test
  void theNextFieldIsAfterTheNumber() {
    PlainLines lines = lines("1 x\n- xx\n1234567 xxx\n");
    decimals.read(lines, ' ', 9_999_999);
    lines.passText('\n');
    lines.end();
    assertThat(lines.rows).isEqualTo(3);

    lines = lines("1 x\n- xx\n123456781234567 xxx\n");
    decimals.read(lines, ' ', LARGEST);
    lines.passText('\n');
    lines.end();
    assertThat(lines.rows).isEqualTo(3);
  }

  @Test
  void aNumberMayEndTheLine() {
    PlainLines lines = lines("1\n1763632800\n-\n");

    long[] read = decimals.read(lines, '\n', LARGEST);

    assertThat(Arrays.copyOf(read, lines.rows)).containsExactly(1, 1763632800, -1);
  }

  @Test
  void aNumberAboveTheLargestEndsTheLines() {
    PlainLines lines = lines("65535 x\n- x\n65536 x\n1 x\n");

    long[] read = decimals.read(lines, ' ', 65_535);

    assertThat(Arrays.copyOf(read, lines.rows)).containsExactly(65_535, -1);
  }

  /// Reads words as the first of two fields.
  private void assertRead(List<String> words, List<Long> numbers) {
    String text = String.join("", words.stream().map(word -> word + " x\n").toList());
    PlainLines lines = lines(text);

    long[] read = decimals.read(lines, ' ', LARGEST);

    assertThat(Arrays.stream(read, 0, lines.rows).boxed().toList()).as(text).isEqualTo(numbers);
  }

  private static PlainLines lines(String text) {
    String margin = "7".repeat(Ascii.MARGIN);
    byte[] bytes = (margin + text + margin).getBytes(ISO_8859_1);
    PlainLines lines = new PlainLines();
    lines.begin(bytes, Ascii.MARGIN, bytes.length - Ascii.MARGIN, PlainLines.MOST);
    return lines;
  }
}
