package io.flowverdict.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.judge.SecurityGroupLayer.State;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// References to other groups have a test of their own, [GroupReferencesTest].
class SecurityGroupLayerTest {

  /// An interface with two groups; the cases add their rules.
  private static final String INTERFACE =
      """
      vpc-1 has 10.0.0.0/16
      subnet-1 of vpc-1 has 10.0.1.0/24
      eni-1 of subnet-1 has 10.0.1.10 carries sg-1 sg-2
      sg-1 of vpc-1
      sg-2 of vpc-1
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case | rules | packet of a new connection | decision

          a rule of any of the groups is enough                     | sg-2 in tcp 443 from any                                | in tcp 443 from 198.51.100.4 | PASS sg-2 sgr-2-1 allow
          every rule that allows is named                           | sg-1 in all from any; sg-2 in tcp 443 from any          | in tcp 443 from 198.51.100.4 | PASS sg-1 sgr-1-1 allow, sg-2 sgr-2-1 allow
          groups without rules allow nothing                        |                                                         | in tcp 443 from 198.51.100.4 | BLOCK sg-1 no-match, sg-2 no-match
          no outbound rule means no outbound traffic                | sg-1 in all from any                                    | out tcp 443 to 198.51.100.4  | BLOCK sg-1 no-match, sg-2 no-match
          an outbound rule says nothing of inbound traffic          | sg-1 out all to any                                     | in tcp 443 from 198.51.100.4 | BLOCK sg-1 no-match, sg-2 no-match
          an outbound rule allows outbound traffic                  | sg-1 out tcp 443 to any                                 | out tcp 443 to 198.51.100.4  | PASS sg-1 sgr-1-1 allow

          a range holds its first port                              | sg-1 in tcp 80-443 from any                             | in tcp 80 from 198.51.100.4  | PASS sg-1 sgr-1-1 allow
          and its last                                              | sg-1 in tcp 80-443 from any                             | in tcp 443 from 198.51.100.4 | PASS sg-1 sgr-1-1 allow
          but not the port below                                    | sg-1 in tcp 80-443 from any                             | in tcp 79 from 198.51.100.4  | BLOCK sg-1 no-match, sg-2 no-match
          nor the port above                                        | sg-1 in tcp 80-443 from any                             | in tcp 444 from 198.51.100.4 | BLOCK sg-1 no-match, sg-2 no-match
          a rule for TCP does not allow UDP                         | sg-1 in tcp 53 from any                                 | in udp 53 from 198.51.100.4  | BLOCK sg-1 no-match, sg-2 no-match
          all traffic holds protocols without ports                 | sg-1 in all from any                                    | in 47 from 198.51.100.4      | PASS sg-1 sgr-1-1 allow
          a protocol by number is matched by its number             | sg-1 in 47 from any                                     | in 47 from 198.51.100.4      | PASS sg-1 sgr-1-1 allow
          an IPv4 rule does not allow IPv6                          | sg-1 in all from any                                    | in tcp 443 from 2001:db8::4  | BLOCK sg-1 no-match, sg-2 no-match
          an IPv6 rule does                                         | sg-1 in all from any6                                   | in tcp 443 from 2001:db8::4  | PASS sg-1 sgr-1-1 allow
          a rule for one address holds no other                     | sg-1 in tcp 22 from 203.0.113.1                         | in tcp 22 from 203.0.113.2   | BLOCK sg-1 no-match, sg-2 no-match
          a rule for ICMP with an IPv6 block does not allow ICMPv6  | sg-1 in icmp from any6                                  | in icmpv6 128/0 from 2001:db8::4 | BLOCK sg-1 no-match, sg-2 no-match

          an ICMP rule for one type may match the unknown one       | sg-1 in icmp 8 from any                                 | in icmp from 198.51.100.4    | UNKNOWN icmp-type-not-recorded type 8
          another rule for all types settles it                     | sg-1 in icmp 8 from any; sg-2 in icmp from any          | in icmp from 198.51.100.4    | PASS sg-2 sgr-2-1 allow
          a type that is known is matched                           | sg-1 in icmp 8/0 from any                               | in icmp 8/0 from 198.51.100.4 | PASS sg-1 sgr-1-1 allow
          and another is not                                        | sg-1 in icmp 8 from any                                 | in icmp 0/0 from 198.51.100.4 | BLOCK sg-1 no-match, sg-2 no-match
          a port that is not recorded may match                     | sg-1 in tcp 443 from any                                | in tcp from 198.51.100.4     | UNKNOWN port-not-recorded 443
          a rule for all ports needs none                           | sg-1 in tcp from any                                    | in tcp from 198.51.100.4     | PASS sg-1 sgr-1-1 allow

          an entry of a prefix list allows                          | sg-1 in all from pl-1; pl-1 has 192.0.2.0/24 198.51.100.0/24 | in tcp 443 from 198.51.100.4 | PASS sg-1 sgr-1-1 allow
          an address outside the list is not allowed                | sg-1 in all from pl-1; pl-1 has 192.0.2.0/24            | in tcp 443 from 198.51.100.4 | BLOCK sg-1 no-match, sg-2 no-match
          a list without its entries is unknown, not a no           | sg-1 in all from pl-1; pl-1                             | in tcp 443 from 198.51.100.4 | UNKNOWN prefix-list-unknown pl-1
          so is a list that is missing                              | sg-1 in all from pl-1                                   | in tcp 443 from 198.51.100.4 | UNKNOWN prefix-list-unknown pl-1
          a missing list does not matter to another port            | sg-1 in tcp 22 from pl-1                                | in tcp 443 from 198.51.100.4 | BLOCK sg-1 no-match, sg-2 no-match
          nor where another rule allows                             | sg-1 in all from pl-1; sg-2 in tcp 443 from any         | in tcp 443 from 198.51.100.4 | PASS sg-2 sgr-2-1 allow
          two missing lists are two doubts                          | sg-1 in all from pl-1; sg-2 in all from pl-2            | in tcp 443 from 198.51.100.4 | UNKNOWN prefix-list-unknown pl-1, prefix-list-unknown pl-2
          one list missing twice is one                             | sg-1 in all from pl-1; sg-2 in all from pl-1            | in tcp 443 from 198.51.100.4 | UNKNOWN prefix-list-unknown pl-1
          """)
  void aNewConnectionNeedsARule(String name, String rules, String packet, String decision) {
    String network = INTERFACE + (rules == null ? "" : rules);

    assertThat(decide(network, packet, State.NEW)).isEqualTo(decision);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case | rules | state | decision about: in tcp 443 from 198.51.100.4

          a reply passes by state without a rule            |                          | REPLY       | PASS sg-1 tracked, sg-2 tracked
          a reply passes by state also where a rule allows  | sg-1 in tcp 443 from any | REPLY       | PASS sg-1 tracked, sg-2 tracked
          a reply passes by state where a rule is unknown   | sg-1 in tcp 443 from pl-1 | REPLY      | PASS sg-1 tracked, sg-2 tracked
          a known connection passes by state without a rule |                          | ESTABLISHED | PASS sg-1 tracked, sg-2 tracked
          a known connection names the rule that allows it  | sg-1 in tcp 443 from any | ESTABLISHED | PASS sg-1 sgr-1-1 allow
          a known connection needs no rule that is unknown  | sg-1 in tcp 443 from pl-1 | ESTABLISHED | PASS sg-1 tracked, sg-2 tracked
          """)
  void stateLetsPassWhatBelongsToAConnection(
      String name, String rules, State state, String decision) {
    String network = INTERFACE + (rules == null ? "" : rules);

    assertThat(decide(network, "in tcp 443 from 198.51.100.4", state)).isEqualTo(decision);
  }

  @Test
  void anInterfaceWithoutGroupsIsUnfiltered() {
    String network = "eni-1 of subnet-1 has 10.0.1.10 type nat_gateway";

    for (State state : State.values()) {
      assertThat(decide(network, "in tcp 443 from 198.51.100.4", state))
          .isEqualTo("PASS SG skipped");
    }
  }

  @Test
  void aGroupThatTheConfigurationLacksIsUnknownUnlessAnotherAllows() {
    String network = "eni-1 of subnet-1 has 10.0.1.10 carries sg-1 sg-2; sg-2 in tcp 22 from any";

    assertThat(decide(network, "in tcp 443 from 198.51.100.4", State.NEW))
        .isEqualTo("UNKNOWN security-group-unknown sg-1");
    assertThat(decide(network, "in tcp 22 from 198.51.100.4", State.NEW))
        .isEqualTo("PASS sg-2 sgr-2-1 allow");
  }

  private static String decide(String network, String text, State state) {
    Snapshot snapshot = TestNetwork.of(network);
    NetworkInterface at = Objects.requireNonNull(snapshot.interfaces().get("eni-1"));
    TestPacket packet = TestPacket.of(text);
    return InWords.of(
        new SecurityGroupLayer(snapshot).decide(at, packet.direction(), packet.packet(), state));
  }
}
