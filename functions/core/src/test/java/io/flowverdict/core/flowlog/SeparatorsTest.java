package io.flowverdict.core.flowlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeparatorsTest {

  private static final int FROM = 5;
  private static final int LONGEST = 3 * Separators.PIECE;

  private final Separators separators = new Separators(LONGEST);

  @Test
  void everyByteThatIsNoVisibleAsciiCharacterSeparates() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    assertFound(all);
  }

  @Test
  void textsOfEveryLengthAreSearchedToTheirEndAndNoFurther() {
    for (int length = 0; length < 300; length++) {
      assertFound(new byte[length]);
      assertFound(filled(length, 'x'));
    }
    for (int more = -70; more <= 70; more++) {
      assertFound(filled(Separators.PIECE + more, ' '));
      assertFound(filled(2 * Separators.PIECE + more, ' '));
    }
  }

  @Test
  void aSeparatorIsFoundWhereverItIs() {
    for (int at = 0; at < Separators.PIECE + 200; at++) {
      byte[] text = filled(Separators.PIECE + 200, 'x');
      text[at] = '\n';
      assertFound(text);
    }
  }

  @Test
  void textsOfAnyBytes() {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      byte[] text = new byte[random.nextInt(LONGEST + 1)];
      random.nextBytes(text);
      assertFound(text);
    }
  }

  @Test
  void textsWithFewSeparators() {
    Random random = new Random(2);
    byte[] alphabet = "0123456789abc.-~! \n".getBytes(US_ASCII);
    for (int i = 0; i < 300; i++) {
      byte[] text = new byte[random.nextInt(LONGEST + 1)];
      for (int at = 0; at < text.length; at++) {
        text[at] = alphabet[random.nextInt(alphabet.length)];
      }
      assertFound(text);
    }
  }

  private static byte[] filled(int length, char character) {
    byte[] text = new byte[length];
    Arrays.fill(text, (byte) character);
    return text;
  }

  /// Finds them by a loop; blanks are around the text.
  private void assertFound(byte[] text) {
    byte[] margined = filled(FROM + text.length + Ascii.MARGIN, ' ');
    System.arraycopy(text, 0, margined, FROM, text.length);

    separators.find(margined, FROM, FROM + text.length);

    int[] expected =
        IntStream.concat(
                IntStream.of(FROM - 1),
                IntStream.range(FROM, FROM + text.length)
                    .filter(at -> margined[at] <= ' ' || margined[at] > '~'))
            .toArray();
    assertThat(separators.last()).isEqualTo(expected.length - 1);
    assertThat(Arrays.copyOf(separators.places, expected.length)).isEqualTo(expected);
  }
}
