package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherFamilyTest {

  private static final String PLACE =
      """
      vpc-1 has 10.0.0.0/16 2600:1f14::/56
      subnet-1 of vpc-1 has 10.0.1.0/24 2600:1f14::/64
      subnet-2 of vpc-1 has 10.0.2.0/24 2600:1f14:0:1::/64
      acl-1 of vpc-1 guards subnet-1
      eni-1 of subnet-1 has 10.0.1.10 2600:1f14::10 public 54.0.0.1 carries sg-1
      eni-2 of subnet-2 has 10.0.2.10 2600:1f14:0:1::10 carries sg-2
      sg-1 of vpc-1 named web; sg-2 of vpc-1 named app
      """;

  private static final String ALLOWED =
      """
      acl-1 in 100 allow all from any
      acl-1 in 101 allow all from any6
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          icmp from the IPv6 Internet      | sg-1 in icmp from any6                                  | LOW sg-1 sgr-1-1
          one type of it                   | sg-1 in icmp 8 from any6                                | LOW sg-1 sgr-1-1
          icmp to an IPv6 network          | sg-1 out icmp to 2600:1f14::/56                         | LOW sg-1 sgr-1-1
          icmpv6 from the IPv4 Internet    | sg-1 in icmpv6 from any                                 | LOW sg-1 sgr-1-1
          icmpv6 from one address          | sg-1 in icmpv6 128 from 10.0.2.10/32                    | LOW sg-1 sgr-1-1
          58 is icmpv6                     | sg-1 in 58 from any                                     | LOW sg-1 sgr-1-1
          a list of the other family       | sg-1 in icmp from pl-1; pl-1 has 2600:1f14:0:1::/64     | LOW sg-1 sgr-1-1
          a list of both                   | sg-1 in icmp from pl-1; pl-1 has 2600:1f14:0:1::/64 10.0.0.0/8 | -
          a list that is not known         | sg-1 in icmp from pl-1; pl-1                            | -
          a reference has what it has      | sg-1 in icmp from sg-2; sg-1 in icmpv6 from sg-2        | -
          icmp from the IPv4 Internet      | sg-1 in icmp from any                                   | -
          icmpv6 from the IPv6 Internet    | sg-1 in icmpv6 from any6                                | -
          all traffic                      | sg-1 in all from any6; sg-1 in all from any             | -
          another protocol                 | sg-1 in 47 from any6; sg-1 in tcp 22 from any6          | -
          an entry                         | acl-1 in 200 allow icmp from any6                       | LOW acl-1 ingress entry 200
          an entry that was to deny        | acl-1 in 90 deny icmpv6 from any                        | MEDIUM acl-1 ingress entry 90
          an outbound entry                | acl-1 out 90 allow icmp 3/4 to any6                     | LOW acl-1 egress entry 90
          an entry of its own family       | acl-1 in 200 allow icmp from any; acl-1 in 201 allow icmpv6 from any6 | -
          """)
  void whatNoPacketCanMatchHasNoEffect(String name, String rows, String findings) {
    assertThat(Found.in(new OtherFamily(), PLACE + ALLOWED + rows))
        .containsExactlyElementsOf(Found.expected(findings));
  }

  /// What has no effect is neither open nor blocked nor implied nor unused, and shadows nothing.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          it opens nothing                 | sg-1 in icmp from any6; sg-1 in icmpv6 from any
          it is implied by nothing         | sg-1 in icmp from any6; sg-1 in icmp 8 from any6; sg-1 in all from 2600:1f14:0:1::/64
          it implies nothing               | sg-1 in icmp from any6; sg-1 in icmpv6 from 10.0.2.0/24; sg-1 in icmpv6 from sg-2
          it does not need entries         | acl-1 in 90 deny icmpv6 from any6; sg-1 in icmp from any6
          an entry decides nothing         | acl-1 in 90 deny icmp from any6; acl-1 in 200 allow icmp from any6
          """)
  void itIsTheOnlyFinding(String name, String rows) {
    List<AuditFinding> findings =
        Audits.run(AuditInput.of(Found.SCOPE, TestNetwork.of(PLACE + ALLOWED + rows)));

    assertThat(findings)
        .extracting(AuditFinding::kind)
        .contains(AuditKind.RULE_OF_OTHER_FAMILY)
        .doesNotContain(
            AuditKind.OPEN_TO_INTERNET,
            AuditKind.ACL_BLOCKS_GROUP,
            AuditKind.ACL_IPV6_FORGOTTEN,
            AuditKind.ACL_ENTRY_SHADOWED,
            AuditKind.RULE_IMPLIED,
            AuditKind.RULE_DUPLICATE);
  }

  @Test
  void aNetworkAclThatOnlyIcmpOfIpv6WouldNeedIsNotForgotten() {
    String rows = "acl-1 in 100 allow all from any; sg-1 in icmp from any6";

    assertThat(Found.in(new AclIpv6Forgotten(), PLACE + rows)).isEmpty();
  }

  @Test
  void onlyTheMessagesOfTheFamilyAreOpen() {
    String rows =
        """
        acl-1 in 90 deny icmpv6 from any6; acl-1 in 91 deny tcp from any6
        acl-1 in 92 deny udp from any6; acl-1 in 101 allow all from any6
        sg-1 in icmp from any6; sg-1 in icmpv6 from any6
        """;

    assertThat(Found.in(new OpenToInternet(), PLACE + rows)).isEmpty();
  }

  @Test
  void theSentenceNamesWhatWasProbablyMeant() {
    String rows = "sg-1 in icmp from any6; acl-1 in 90 deny icmpv6 from any";

    assertThat(Found.findings(new OtherFamily(), TestNetwork.of(PLACE + rows)))
        .extracting(AuditFinding::sentence)
        .containsExactly(
            "Entry 90 of acl-1 (inbound, deny icmpv6 all types from 0.0.0.0/0) matches no packet:"
                + " icmpv6 (protocol 58) exists between IPv6 addresses only. Probably icmp"
                + " (protocol 1) was meant.",
            "Rule sgr-1-1 (inbound icmp all types from ::/0) of sg-1 matches no packet: icmp"
                + " (protocol 1) exists between IPv4 addresses only. Probably icmpv6 (protocol 58)"
                + " was meant.");
  }
}
