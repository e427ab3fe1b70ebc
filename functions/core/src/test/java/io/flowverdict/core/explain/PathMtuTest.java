package io.flowverdict.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.audit.AuditCheck;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.TestNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathMtuTest {

  private static final String NETWORK =
      """
      vpc-1 has 10.0.0.0/16 2600:1f14::/56
      subnet-1 of vpc-1 has 10.0.1.0/24 2600:1f14::/64
      subnet-2 of vpc-1 has 10.0.2.0/24
      acl-1 of vpc-1 guards subnet-1
      acl-1 out 100 allow tcp to any; acl-1 out 101 allow tcp to any6
      acl-1 in 100 allow tcp from any; acl-1 in 101 allow tcp from any6
      acl-2 of vpc-1 guards subnet-2
      acl-2 in 100 allow all from any; acl-2 out 100 allow all to any
      eni-1 of subnet-1 has 10.0.1.10 2600:1f14::10 public 54.0.0.1 carries sg-1
      eni-2 of subnet-2 has 10.0.2.10 carries sg-1
      sg-1 of vpc-1; sg-1 out all to any; sg-1 out all to any6; sg-1 in all from any
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          to the Internet            | 10.0.1.10     | 198.51.100.7  | -                                     | drops ICMP type 3 code 4 (fragmentation needed) from 198.51.100.7
          from the Internet          | 198.51.100.7  | 10.0.1.10     | -                                     | drops ICMP type 3 code 4 (fragmentation needed) from 198.51.100.7
          to the IPv6 Internet       | 2600:1f14::10 | 2600:9000::1  | -                                     | drops ICMPv6 type 2 (packet too big) from 2600:9000::1
          to a network over a VPN    | 10.0.1.10     | 10.9.0.1      | -                                     | drops ICMP type 3 code 4 (fragmentation needed) from 10.9.0.1
          inside the VPC             | 10.0.1.10     | 10.0.2.10     | -                                     | -
          the message is let in      | 10.0.1.10     | 198.51.100.7  | acl-1 in 110 allow icmp 3/4 from any  | -
          another message is         | 10.0.1.10     | 198.51.100.7  | acl-1 in 110 allow icmp 8 from any    | drops ICMP type 3 code 4 (fragmentation needed) from 198.51.100.7
          a network ACL for all      | 10.0.2.10     | 198.51.100.7  | -                                     | -
          """)
  void anOpenPathThatDropsTheMessageIsSaidTo(
      String name, String from, String to, String rows, String note) {
    Explanation explanation = explain(NETWORK + (rows == null ? "" : rows), from, to);

    assertThat(explanation.outcome()).isEqualTo(Verdict.Outcome.ACCEPT);
    if (note == null) {
      assertThat(explanation.sentence()).doesNotContain("ICMP");
    } else {
      assertThat(explanation.sentence()).contains("Network ACL acl-1 (subnet-1) " + note + ": ");
    }
  }

  @ParameterizedTest(name = "{0} to {1} without {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          10.0.1.10     | 198.51.100.7  | acl-1 in 100 allow tcp from any;  | ICMP type 3 code 4 (fragmentation needed) from 198.51.100.7
          10.0.1.10     | 198.51.100.7  | acl-1 out 100 allow tcp to any;   | ICMP type 3 code 4 (fragmentation needed) from 198.51.100.7
          10.0.1.10     | 198.51.100.7  | sg-1 out all to any;              | ICMP type 3 code 4 (fragmentation needed) from 198.51.100.7
          2600:1f14::10 | 2600:9000::1  | acl-1 in 101 allow tcp from any6  | ICMPv6 type 2 (packet too big) from 2600:9000::1
          10.0.1.10     | 10.0.2.10     | acl-1 in 100 allow tcp from any;  | -
          """)
  void ofAPathThatIsClosedItIsSaidWhatTheFixLeavesClosed(
      String from, String to, String row, String message) {
    Explanation explanation = explain(NETWORK.replace(row, ""), from, to);

    assertThat(explanation.outcome()).isEqualTo(Verdict.Outcome.REJECT);
    assertThat(explanation.fixes()).isNotEmpty();
    if (message == null) {
      assertThat(explanation.sentence()).doesNotContain("ICMP");
    } else {
      assertThat(explanation.sentence())
          .contains(
              "With the fix made, network ACL acl-1 (subnet-1) still drops "
                  + message
                  + ", without which connections hang: allow it as well.");
    }
  }

  @Test
  void aFixThatLetsTheMessagePassLeavesNothingToSay() {
    String network =
        NETWORK.replace("acl-1 in 100 allow tcp from any;", "acl-1 in 90 allow icmp 3/4 from any;");

    assertThat(explain(network, "10.0.1.10", "198.51.100.7").sentence()).doesNotContain("ICMP");
  }

  private static Explanation explain(String network, String from, String to) {
    return new Explainer(TestNetwork.of(network), new AuditCheck())
        .explain(
            new Question(
                new End.OfAddress(IpAddress.parse(from)),
                new End.OfAddress(IpAddress.parse(to)),
                Protocol.TCP,
                443,
                null));
  }
}
