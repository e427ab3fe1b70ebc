package io.flowverdict.core.flowlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NamesTest {

  @Test
  void aNameHasOneNumberHoweverItIsGiven() {
    Names names = new Names();
    Map<String, Integer> numbers = new HashMap<>();
    Random random = new Random(1);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder drawn = new StringBuilder();
      random.ints(1 + random.nextInt(30), 'a', 'c').forEach(c -> drawn.append((char) c));
      String name = drawn.toString();
      byte[] text = ("x".repeat(Ascii.MARGIN) + name + "y".repeat(Ascii.MARGIN)).getBytes(US_ASCII);
      int number =
          random.nextBoolean()
              ? names.numberOf(name)
              : names.numberOf(text, Ascii.MARGIN, text.length - Ascii.MARGIN);

      assertThat(names.name(number)).isEqualTo(name);
      assertThat(numbers.putIfAbsent(name, number)).isIn(null, number);
    }
  }

  /// Searching all names for each would take minutes.
  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void manyNamesMayBeginOrEndAlike() {
    Names names = new Names();
    int before = names.size();
    for (int i = 0; i < 200_000; i++) {
      names.numberOf("eni-%06x-as-they-end".formatted(i));
      names.numberOf("as-they-begin-%06x".formatted(i));
      names.numberOf("of-no-spelling-as-these-are-long-%06x".formatted(i));
    }

    assertThat(names.size()).isEqualTo(before + 600_000);
  }

  @Test
  void aQuestionMarkIsNotTakenForWhatAsciiLacks() {
    Names names = new Names();
    int other = names.numberOf("eni-\u4e00bcdefgh");
    byte[] text = "eni-?bcdefgh".getBytes(US_ASCII);

    assertThat(names.numberOf(text, 0, text.length)).isNotEqualTo(other);
  }
}
