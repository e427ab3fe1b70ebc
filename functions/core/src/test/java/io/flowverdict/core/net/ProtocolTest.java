package io.flowverdict.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {

  @ParameterizedTest
  @CsvSource({
    "tcp, 6",
    "TCP, 6",
    "udp, 17",
    "icmp, 1",
    "icmpv6, 58",
    "ICMPv6, 58",
    "0, 0",
    "6, 6",
    "006, 6",
    "47, 47",
    "255, 255"
  })
  void aProtocolIsANameOrANumber(String text, int number) {
    assertThat(Protocol.parse(text).number()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "256", "1000", "6.0", "+6", " 6", "٦", "gre", "tcp ", "icmp6"})
  void whatIsNeitherIsRefused(String text) {
    assertThat(Protocol.tryParse(text)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Protocol.parse(text))
        .withMessageStartingWith("Not a protocol: \"" + text + "\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void aNumberIsOneByte(int number) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Protocol(number));
  }

  @ParameterizedTest
  @CsvSource({
    "1,  ICMP,        false, true",
    "6,  TCP,         true,  false",
    "17, UDP,         true,  false",
    "58, ICMPv6,      false, true",
    "47, protocol 47, false, false",
    "132, protocol 132, false, false"
  })
  void rulesRestrictPortsOrTypesOfFourProtocols(
      int number, String text, boolean ports, boolean icmp) {
    Protocol protocol = new Protocol(number);

    assertThat(protocol).hasToString(text);
    assertThat(protocol.hasPorts()).isEqualTo(ports);
    assertThat(protocol.isIcmp()).isEqualTo(icmp);
  }

  @Test
  void everyNumberIsReadBack() {
    for (int number = 0; number <= 255; number++) {
      assertThat(Protocol.tryParse(Integer.toString(number))).contains(new Protocol(number));
    }
  }
}
