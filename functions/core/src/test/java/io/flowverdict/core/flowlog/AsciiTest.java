package io.flowverdict.core.flowlog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiTest {

  @Test
  void addressesAreReadAsElsewhere() {
    Random random = new Random(1);
    String alphabet = "0123456789..25:-x\u00ae\u00af\u00b0";
    for (int i = 0; i < 300_000; i++) {
      StringBuilder text = new StringBuilder();
      if (random.nextInt(3) == 0) {
        random
            .ints(1 + random.nextInt(17), 0, alphabet.length())
            .forEach(at -> text.append(alphabet.charAt(at)));
      } else {
        for (int part = 0; part < 4; part++) {
          text.append(part == 0 ? "" : ".").append(random.nextInt(random.nextInt(1, 300)));
        }
      }
      assertReadAsElsewhere(text.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "255.255.255.255",
        "256.0.0.0",
        "0.0.0.256",
        "1.2.3.999",
        "01.2.3.4",
        "1.2.3.04",
        "1.2.3.00",
        "1.2.3",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "1.2.3.4.",
        "1.2.3.4.5",
        "1111.2.3.4",
        "1.2.3.0004",
        "1.2.3.x",
        "1.2.3./",
        "1.2.3.:",
        "1234567.8",
        ".......",
        "10.0\u00af1.5",
        "10.0\u00ae.1.5",
        "\u00b01.2.3.4"
      })
  void whatIsNoAddressIsRefusedAsElsewhere(String text) {
    assertReadAsElsewhere(text);
  }

  @Test
  void theFirstSeparatorEndsAText() {
    long blanks = Ascii.all(' ');
    for (int length = 0; length < 40; length++) {
      for (char separator : new char[] {' ', '\n', '\t', '\0', '\u007f', '\u0080', '\u00ff'}) {
        byte[] text = margined("x".repeat(length) + separator + " \n!~");
        int end = Ascii.MARGIN + length;

        assertThat(Ascii.end(text, Ascii.MARGIN)).isEqualTo(end);
        assertThat(Ascii.end(text, Ascii.MARGIN, blanks))
            .isEqualTo(Math.min(separator == ' ' ? end : end + 1, Ascii.MARGIN + 16));
      }
    }
  }

  @Test
  void theFirstLineFeedIsFound() {
    for (int length = 0; length < 100; length++) {
      byte[] text = margined("\u000b\t\u008a x".repeat(20).substring(0, length) + "\n\u000b\n");

      assertThat(Ascii.afterFeed(text, Ascii.MARGIN)).isEqualTo(Ascii.MARGIN + length + 1);
    }
  }

  @Test
  void textsDifferIfOneOfTheirBytesDoes() {
    for (int length = 1; length < 80; length++) {
      byte[] text = margined("x".repeat(length) + '1' + "x".repeat(length) + '2');
      int other = Ascii.MARGIN + length + 1;
      assertThat(Ascii.differ(text, Ascii.MARGIN, other, length)).isFalse();
      for (int at = 0; at < length; at++) {
        text[other + at] = 'y';
        assertThat(Ascii.differ(text, Ascii.MARGIN, other, length)).isTrue();
        text[other + at] = 'x';
      }
    }
  }

  private static byte[] margined(String text) {
    String margin = "1.2.3.4.".repeat(Ascii.MARGIN / 8);
    return (margin + text + margin).getBytes(ISO_8859_1);
  }

  private static void assertReadAsElsewhere(String text) {
    byte[] bytes = margined(text + ' ');
    long address = Ascii.ipv4(bytes, Ascii.MARGIN, Ascii.MARGIN + text.length());

    assertThat(address)
        .as(text)
        .isEqualTo(
            IpAddress.tryParse(text)
                .filter(found -> found.family() == IpFamily.IPV4)
                .map(IpAddress::low)
                .orElse(Ascii.NONE));
  }
}
