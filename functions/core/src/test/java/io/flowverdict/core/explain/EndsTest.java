package io.flowverdict.core.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which interface, instance or address an end means, and with which addresses the ends talk.
class EndsTest {

  /// vpc-1 and vpc-3 use the same block; vpc-2 is peered with vpc-1, vpc-4 with nothing.
  private static final String PLACE_LINES =
      """
      vpc vpc-1 10.0.0.0/16,2001:db8:1::/56
      vpc vpc-2 10.2.0.0/16
      vpc vpc-3 10.0.0.0/16
      vpc vpc-4 10.4.0.0/16
      subnet subnet-1 vpc-1 10.0.1.0/24,2001:db8:1:1::/64
      subnet subnet-2 vpc-2 10.2.1.0/24
      subnet subnet-3 vpc-3 10.0.1.0/24
      subnet subnet-4 vpc-4 10.4.1.0/24
      eni eni-1 subnet-1 10.0.1.5,10.0.1.55,2001:db8:1:1::5 prefix=10.0.1.16/28,2001:db8:1:1:1::/80 public=203.0.113.1@10.0.1.5 instance=i-1
      eni eni-1b subnet-1 10.0.1.6 instance=i-1
      eni eni-1c subnet-1 10.0.1.7 public=203.0.113.7
      eni eni-2 subnet-2 10.2.1.5 instance=i-2
      eni eni-3 subnet-3 10.0.1.5 instance=i-3
      eni eni-3b subnet-3 10.0.1.8
      eni eni-4 subnet-4 10.4.1.5
      eni eni-6 subnet-1 2001:db8:1:1::6
      eni eni-8 subnet-1 10.0.1.10,2001:db8:1:1::8 instance=i-8
      eni eni-none subnet-1 10.0.1.9
      peering pcx-1 vpc-1 vpc-2 active
      peering pcx-2 vpc-1 vpc-4 deleted
      """;

  private static final Snapshot PLACES = World.of(PLACE_LINES);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eni-1 eni-2 tcp 443        | TCP from eni-1 (10.0.1.5) to eni-2 (10.2.1.5) port 443
          i-2 eni-1 udp 53           | UDP from eni-2 (10.2.1.5) to eni-1 (10.0.1.5) port 53
          # secondary, delegated and IPv6 addresses
          eni-2 10.0.1.55 tcp 443    | TCP from eni-2 (10.2.1.5) to eni-1 (10.0.1.55) port 443
          eni-2 10.0.1.17 tcp 443    | TCP from eni-2 (10.2.1.5) to eni-1 (10.0.1.17) port 443
          2001:db8::9 2001:db8:1:1:1::9 tcp 443 | TCP from 2001:db8::9 to eni-1 (2001:db8:1:1:1::9) port 443
          2001:0DB8:0::9 eni-1 tcp 443 | TCP from 2001:db8::9 to eni-1 (2001:db8:1:1::5) port 443
          # IPv6 when it is all they share
          eni-1 eni-6 tcp 443        | TCP from eni-1 (2001:db8:1:1::5) to eni-6 (2001:db8:1:1::6) port 443
          # a public address is its interface, whose rules see the private one
          198.51.100.7 203.0.113.1 tcp 443 | TCP from 198.51.100.7 to eni-1 (10.0.1.5) port 443
          # of two owners the one in the other end's VPC, or in a peered one
          eni-1b 10.0.1.5 tcp 443    | TCP from eni-1b (10.0.1.6) to eni-1 (10.0.1.5) port 443
          eni-3b 10.0.1.5 tcp 443    | TCP from eni-3b (10.0.1.8) to eni-3 (10.0.1.5) port 443
          eni-2 10.0.1.5 tcp 443     | TCP from eni-2 (10.2.1.5) to eni-1 (10.0.1.5) port 443
          10.0.1.5 10.0.1.8 tcp 443  | TCP from eni-3 (10.0.1.5) to eni-3b (10.0.1.8) port 443
          # an address of the own VPC does not lead to another VPC with the same block
          eni-1 10.0.1.8 tcp 443     | TCP from eni-1 (10.0.1.5) to 10.0.1.8 port 443
          # nor does an unknown one
          eni-1 192.168.1.1 tcp 443  | TCP from eni-1 (10.0.1.5) to 192.168.1.1 port 443
          # ICMP is about IPv4 addresses, ICMPv6 about IPv6 addresses, whatever else the ends have
          eni-1 eni-8 icmp           | ICMP echo request from eni-1 (10.0.1.5) to eni-8 (10.0.1.10)
          eni-1 eni-8 1              | ICMP echo request from eni-1 (10.0.1.5) to eni-8 (10.0.1.10)
          eni-1 eni-8 icmpv6         | ICMPv6 echo request from eni-1 (2001:db8:1:1::5) to eni-8 (2001:db8:1:1::8)
          i-8 i-1 58                 | ICMPv6 echo request from eni-8 (2001:db8:1:1::8) to eni-1 (2001:db8:1:1::5)
          eni-1 eni-6 icmpv6         | ICMPv6 echo request from eni-1 (2001:db8:1:1::5) to eni-6 (2001:db8:1:1::6)
          eni-1 2001:db8:9::9 icmpv6 135/0 | ICMPv6 type 135 code 0 from eni-1 (2001:db8:1:1::5) to 2001:db8:9::9
          # but an address says more than a name for a ping
          eni-1 2001:db8:1:1::6 icmp | ICMPv6 echo request from eni-1 (2001:db8:1:1::5) to eni-6 (2001:db8:1:1::6)
          # other protocols prefer IPv4
          eni-1 eni-8 47             | protocol 47 from eni-1 (10.0.1.5) to eni-8 (10.0.1.10)
          """)
  void theEndsAreLocated(String question, String exchange) {
    assertThat(new Ends(PLACES).locate(Asked.question(question)).exchange()).hasToString(exchange);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          i-1 eni-2 tcp 443 | i-1 has 2 interfaces (eni-1, eni-1b); this is about eni-1.
          eni-4 eni-1 tcp 443 | The configuration has no active peering connection between vpc-4 and vpc-1.
          eni-2 198.51.100.7 tcp 443 | eni-2 has no public IPv4 address: it reaches the Internet only through a NAT gateway or the like.
          198.51.100.7 eni-2 tcp 443 | eni-2 has no public IPv4 address: the Internet reaches it only through a load balancer or the like.
          eni-1c 203.0.113.1 tcp 443 | 203.0.113.1 is a public address: the Internet gateway translates, and the rules see 203.0.113.7 and 203.0.113.1.
          eni-2 203.0.113.1 tcp 443 | eni-2 has no public IPv4 address: what it sends to 203.0.113.1 arrives from the public address of a NAT gateway or the like, which is not known.
          # a server without one is reached by its private address only
          203.0.113.1 eni-2 tcp 443 | eni-2 has no public IPv4 address, so this is about the private addresses.
          eni-1 2001:db8:1:1::6 icmp | Between IPv6 addresses there is no ICMP but ICMPv6 (protocol 58): this is about ICMPv6.
          """)
  void whatWasChosenOrAssumedIsSaid(String question, String note) {
    assertThat(new Ends(PLACES).locate(Asked.question(question)).notes()).containsExactly(note);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eni-2 52.219.140.77 tcp 443       | a NAT gateway
          eni-1 52.219.140.77 tcp 443       | the Internet gateway
          10.0.1.55 52.219.140.77 tcp 443   | a NAT gateway
          eni-1 2a05:d07a:a000::1 tcp 443   | an Internet gateway or an egress-only Internet gateway
          """)
  void aServiceIsReachedByAGatewayEndpointOrByTheWayThatTheClientHas(String question, String way) {
    Snapshot snapshot =
        World.of(
            PLACE_LINES,
            "list pl-s3 com.amazonaws.eu-central-1.s3 52.219.140.0/24,2a05:d07a:a000::/40");

    assertThat(new Ends(snapshot).locate(Asked.question(question)).notes())
        .singleElement()
        .asString()
        .endsWith("(pl-s3), which a gateway endpoint reaches as well as " + way + ".");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "eni-1 eni-2 tcp 443",
        "eni-1 198.51.100.7 tcp 443",
        "198.51.100.7 eni-1 tcp 443",
        "eni-2 192.168.1.1 tcp 443",
        "10.0.1.6 10.0.1.5 tcp 443",
        "eni-1 eni-8 icmp",
        "eni-1 eni-8 icmpv6"
      })
  void nothingIsSaidWhereNothingWasAssumed(String question) {
    assertThat(new Ends(PLACES).locate(Asked.question(question)).notes()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eni-9 eni-1 tcp 443 | The configuration has no network interface eni-9; it has eni-1, eni-1b, eni-1c, eni-2, eni-3, eni-3b, eni-4, eni-6 and 2 more: name one of them or an IP address
          i-9 eni-1 tcp 443   | The configuration has no network interface of an instance i-9; it has i-1, i-2, i-3, i-8: name one of them or an IP address
          eni-1 eni-1 tcp 443 | Both ends are eni-1: such traffic does not leave the host; name two ends
          10.0.1.55 eni-1 tcp 443 | Both ends are eni-1: such traffic does not leave the host; name two ends
          198.51.100.7 192.0.2.1 tcp 443 | Neither 198.51.100.7 nor 192.0.2.1 belongs to an interface of the configuration: name at least one interface, instance or address of it
          198.51.100.7 10.0.1.5 tcp 443 | Several interfaces own the address: the question could mean 198.51.100.7 to 10.0.1.5 (eni-1), 198.51.100.7 to 10.0.1.5 (eni-3); name the interfaces
          eni-2 eni-6 tcp 443 | eni-2 and eni-6 have no address family in common in the configuration
          2001:db8::9 eni-2 tcp 443 | eni-2 has no IPv6 address in the configuration, and 2001:db8::9 is one
          10.0.1.6 2001:db8:1:1::5 tcp 443 | 10.0.1.6 and 2001:db8:1:1::5 are of different address families
          10.0.1.6 2001:db8:1:1::5 icmpv6 | 10.0.1.6 and 2001:db8:1:1::5 are of different address families
          10.0.1.6 2001:db8:1:1::5 icmp | 10.0.1.6 and 2001:db8:1:1::5 are of different address families
          # each ICMP has its family
          eni-1 eni-2 icmpv6 | eni-2 has no IPv6 address in the configuration, and ICMPv6 exists between IPv6 addresses only: ask about icmp
          eni-1 eni-6 icmp | eni-6 has no IPv4 address in the configuration, and ICMP exists between IPv4 addresses only: ask about icmpv6
          eni-8 10.2.1.5 icmpv6 | ICMPv6 exists between IPv6 addresses only, and 10.2.1.5 is an IPv4 address: name IPv6 addresses, or ask about icmp
          203.0.113.1 eni-8 58 | ICMPv6 exists between IPv6 addresses only, and 203.0.113.1 is an IPv4 address: name IPv6 addresses, or ask about icmp
          eni-2 2001:db8:9::9 icmpv6 | eni-2 has no IPv6 address in the configuration, and 2001:db8:9::9 is one
          """)
  void anUnanswerableQuestionIsRefusedWithAWayOut(String question, String message) {
    assertThatThrownBy(() -> new Ends(PLACES).locate(Asked.question(question)))
        .isInstanceOf(UnanswerableException.class)
        .hasMessage(message);
  }

  @Test
  void anEmptyConfigurationSaysWhatToAdd() {
    assertThatThrownBy(() -> new Ends(Snapshot.EMPTY).locate(Asked.question("eni-1 eni-2 tcp 443")))
        .hasMessage(
            "The configuration has no network interface eni-1; it has none: add the output of aws"
                + " ec2 describe-network-interfaces");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "web", "10.0.0.0/8", "sg-1", "10.0.0.256"})
  void anEndIsAnInterfaceAnInstanceOrAnAddress(String text) {
    assertThatThrownBy(() -> End.parse(text))
        .isInstanceOf(UnanswerableException.class)
        .hasMessageContaining("\"" + text + "\" is no end");
  }

  @ParameterizedTest(name = "{0} port {1}")
  @CsvSource({
    "47, 443, has no ports",
    "1, 443, has no ports",
    "6, 65536, not in 0..65535",
    "6, -1, not in"
  })
  void aPortMustFitTheProtocol(int protocol, int port, String message) {
    End end = End.parse("eni-1");

    assertThatThrownBy(() -> new Question(end, end, new Protocol(protocol), port, null))
        .isInstanceOf(UnanswerableException.class)
        .hasMessageContaining(message);
  }
}
