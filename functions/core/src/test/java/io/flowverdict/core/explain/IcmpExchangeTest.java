package io.flowverdict.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.judge.Packet.IcmpMessage;
import io.flowverdict.core.net.Protocol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which ICMP messages are answered, and how.
class IcmpExchangeTest {

  @ParameterizedTest(name = "{0} type {1} is answered by type {2}")
  @CsvSource({
    "icmp,   8,   0",
    "icmp,   13,  14",
    "icmp,   15,  16",
    "icmp,   17,  18",
    "icmpv6, 128, 129",
    // what only tells something, and types that mean something in the other family
    "icmp,   3,   none",
    "icmp,   11,  none",
    "icmp,   128, none",
    "icmpv6, 1,   none",
    "icmpv6, 8,   none",
    "icmpv6, 13,  none",
  })
  void requestsAreAnsweredInTheirFamily(String protocol, int type, String reply) {
    String answer =
        IcmpExchange.reply(Protocol.parse(protocol), new IcmpMessage(type, 0))
            .map(message -> Integer.toString(message.type()))
            .orElse("none");

    assertThat(answer).isEqualTo(reply);
  }
}
