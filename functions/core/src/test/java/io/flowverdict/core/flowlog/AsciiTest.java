package io.flowverdict.core.flowlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
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
    String alphabet = "0123456789..25:-x";
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
        "......."
      })
  void whatIsNoAddressIsRefusedAsElsewhere(String text) {
    assertReadAsElsewhere(text);
  }

  private static void assertReadAsElsewhere(String text) {
    String margin = "1.2.3.4.".repeat(Ascii.MARGIN / 8);
    byte[] bytes = (margin + text + margin).getBytes(US_ASCII);
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
