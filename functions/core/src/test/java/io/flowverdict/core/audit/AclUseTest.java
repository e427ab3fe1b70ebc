package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.change.Change;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AclUseTest {

  private static final String PLACE =
      """
      vpc-1 has 10.0.0.0/16 2600:1f14::/56
      subnet-1 of vpc-1 has 10.0.1.0/24 2600:1f14::/64
      subnet-2 of vpc-1 has 10.0.2.0/24
      acl-1 of vpc-1 guards subnet-1
      eni-1 of subnet-1 has 10.0.1.10 2600:1f14::10 carries sg-1
      sg-1 of vpc-1; sg-2 of vpc-1
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the port is denied                     | acl-1 in 90 deny tcp 443 from any; acl-1 in 100 allow all from any; sg-1 in tcp 443 from any                      | sgr-1-1
          the port is not allowed                | acl-1 in 100 allow tcp 80 from any; sg-1 in tcp 443 from any                                                        | sgr-1-1
          a part of the ports is allowed         | acl-1 in 100 allow tcp 80 from any; sg-1 in tcp 80-443 from any                                                     | -
          halves of the ports are denied         | acl-1 in 80 deny tcp 0-80 from any; acl-1 in 90 deny tcp 81-65535 from any; acl-1 in 100 allow all from any; sg-1 in tcp from any | sgr-1-1
          halves of the Internet are denied      | acl-1 in 80 deny tcp from 0.0.0.0/1; acl-1 in 90 deny tcp from 128.0.0.0/1; acl-1 in 100 allow all from any; sg-1 in tcp 443 from any | sgr-1-1
          one half of the Internet is denied     | acl-1 in 80 deny tcp from 0.0.0.0/1; acl-1 in 100 allow all from any; sg-1 in tcp 443 from any                      | -
          UDP is denied                          | acl-1 in 90 deny udp from any; acl-1 in 100 allow all from any; sg-1 in tcp 443 from any                            | -
          only UDP is allowed                    | acl-1 in 100 allow udp from any; sg-1 in tcp 443 from any                                                           | sgr-1-1
          an allow comes before the deny         | acl-1 in 80 allow tcp 443 from 10.0.0.0/8; acl-1 in 90 deny all from any; sg-1 in tcp 443 from any                  | -
          peers in the subnet pass no ACL        | acl-1 in 90 deny all from any; sg-1 in tcp 443 from 10.0.1.0/25                                                    | -
          and others do                          | acl-1 in 90 deny all from any; sg-1 in tcp 443 from 10.0.0.0/16                                                    | sgr-1-1
          peers outside the subnet               | acl-1 in 90 deny all from any; sg-1 in tcp 443 from 10.0.2.0/24                                                     | sgr-1-1
          outbound                               | acl-1 out 100 allow tcp 80 to any; sg-1 out tcp 443 to any                                                          | sgr-1-1
          IPv6 denied                            | acl-1 in 100 allow tcp 80 from any6; sg-1 in tcp 443 from any6                                                      | sgr-1-1
          IPv6 forgotten is told otherwise       | acl-1 in 100 allow all from any; sg-1 in tcp 443 from any6                                                          | -
          a prefix list                          | acl-1 in 100 allow all from 10.0.0.0/8; sg-1 in tcp 443 from pl-1; pl-1 has 198.51.100.0/24 203.0.113.0/24          | sgr-1-1
          a prefix list with an allowed entry    | acl-1 in 100 allow all from 10.0.0.0/8; sg-1 in tcp 443 from pl-1; pl-1 has 198.51.100.0/24 10.9.0.0/16             | -
          a prefix list without entries          | acl-1 in 100 allow tcp 443 from 10.0.0.0/8; sg-1 in tcp 443 from pl-1; pl-1                                         | -
          a reference to members elsewhere       | acl-1 in 100 allow all from 10.0.9.0/24; sg-1 in tcp 443 from sg-2; eni-2 of subnet-2 has 10.0.2.10 carries sg-2    | sgr-1-1
          a reference to members in the subnet   | acl-1 in 100 allow all from 10.0.9.0/24; sg-1 in tcp 443 from sg-2; eni-2 of subnet-1 has 10.0.1.20 carries sg-2    | -
          a reference without members            | acl-1 in 100 allow all from 10.0.9.0/24; sg-1 in tcp 443 from sg-2                                                  | -
          an ACL of another subnet allows it     | acl-1 in 90 deny all from any; sg-1 in tcp 443 from any; acl-2 of vpc-1 guards subnet-2; acl-2 in 100 allow all from any; eni-3 of subnet-2 has 10.0.2.30 carries sg-1 | -
          an ACL of another subnet is not known  | acl-1 in 90 deny all from any; sg-1 in tcp 443 from any; eni-3 of subnet-2 has 10.0.2.30 carries sg-1               | -
          the group is carried nowhere           | acl-1 in 90 deny all from any; sg-2 in tcp 443 from any                                                             | -
          a transit gateway in the subnet        | acl-1 in 90 deny all from any; sg-1 in tcp 443 from 10.50.0.0/16; eni-t of subnet-1 has 10.0.1.5 type transit_gateway | -
          """)
  void aRuleThatTheNetworkAclDeniesEverywhereHasNoEffect(String name, String rows, String rules) {
    assertThat(Found.findings(new AclBlocksGroup(), TestNetwork.of(PLACE + rows)))
        .extracting(AuditFinding::rule)
        .containsExactlyElementsOf(Found.expected(rules));
  }

  @Test
  void aRuleThatHoldsInsideItsSubnetIsSaidTo() {
    String network = PLACE + "acl-1 in 90 deny all from any; sg-1 in tcp 443 from 10.0.0.0/16";

    assertThat(Found.findings(new AclBlocksGroup(), TestNetwork.of(network)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(Severity.LOW);
          assertThat(finding.sentence())
              .isEqualTo(
                  "Rule sgr-1-1 (inbound tcp 443 from 10.0.0.0/16) of sg-1 has no effect but inside"
                      + " the subnet: in every subnet that the group is used in (subnet-1) the"
                      + " network ACL denies all of it (acl-1 ingress entry 90).");
        });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no IPv6 entries                | acl-1 in 100 allow all from any; sg-1 in tcp 443 from any6                                      | MEDIUM acl-1 [ingress]
          AWS's own entry is none        | acl-1 in 100 allow all from any; acl-1 in 32768 deny all from any6; sg-1 in tcp 443 from any6   | MEDIUM acl-1 [ingress]
          IPv6 allowed                   | acl-1 in 100 allow all from any; acl-1 in 101 allow all from any6; sg-1 in tcp 443 from any6    | -
          IPv6 denied knowingly          | acl-1 in 100 allow all from any; acl-1 in 101 deny all from any6; sg-1 in tcp 443 from any6     | -
          no group allows IPv6           | acl-1 in 100 allow all from any; sg-1 in tcp 443 from any                                       | -
          the outbound rule of new groups | acl-1 in 101 allow all from any6; acl-1 out 100 allow all to any; sg-1 out all to any6         | MEDIUM acl-1 [egress]
          a subnet without IPv6          | acl-2 of vpc-1 guards subnet-2; eni-2 of subnet-2 has 10.0.2.2 carries sg-2; sg-2 in tcp 443 from any6 | -
          no address of that family      | acl-2 of vpc-1 guards subnet-3; subnet-3 of vpc-1 has 10.0.3.0/24 2600:1f14:0:3::/64; eni-2 of subnet-3 has 10.0.3.2 carries sg-2; sg-2 in tcp 443 from any6 | LOW acl-2 [ingress]
          a load balancer without groups | acl-2 of vpc-1 guards subnet-3; subnet-3 of vpc-1 has 10.0.3.0/24 2600:1f14:0:3::/64; eni-2 of subnet-3 has 10.0.3.2 2600:1f14:0:3::2 type network_load_balancer | MEDIUM acl-2 [egress]; MEDIUM acl-2 [ingress]
          a NAT gateway has IPv4 only    | acl-2 of vpc-1 guards subnet-3; subnet-3 of vpc-1 has 10.0.3.0/24 2600:1f14:0:3::/64; eni-2 of subnet-3 has 10.0.3.2 type nat_gateway | -
          a reference to members elsewhere | subnet-3 of vpc-1 has 2600:1f14:0:3::/64; eni-2 of subnet-3 has 2600:1f14:0:3::2 carries sg-2; sg-1 in tcp 443 from sg-2; acl-3 of vpc-1 guards subnet-3; acl-3 in 100 allow all from any6 | MEDIUM acl-1 [ingress]
          """)
  void ipv6ThatGroupsAllowNeedsEntries(String name, String rows, String findings) {
    assertThat(Found.in(new AclIpv6Forgotten(), PLACE + rows))
        .containsExactlyElementsOf(Found.expected(findings));
  }

  @Test
  void theFixOfForgottenIpv6AllowsWhatTheGroupsAllowAndItsReplies() {
    Snapshot snapshot =
        TestNetwork.of(
            PLACE
                + """
                sg-1 in tcp 443 from any6
                acl-1 in 100 allow tcp 443 from any
                acl-1 in 110 allow tcp 22 from any
                acl-1 out 100 allow tcp 1024-65535 to any
                """);
    AuditFinding finding = Found.findings(new AclIpv6Forgotten(), snapshot).getFirst();

    Snapshot changed = Change.applyAll(finding.fix().changes(), snapshot);

    assertThat(finding.fix().changes())
        .map(Change::toString)
        .containsExactly(
            "In acl-1 add inbound entry 200: allow tcp 443 from ::/0.",
            "In acl-1 add outbound entry 200: allow tcp 1024-65535 to ::/0.");
    assertThat(Found.findings(new AclIpv6Forgotten(), changed)).isEmpty();
  }

  @Test
  void noFixOfForgottenIpv6OpensRemoteAdministrationToTheInternet() {
    Snapshot snapshot =
        TestNetwork.of(
            PLACE
                + """
                sg-1 in tcp 22 from any6
                acl-1 in 100 allow tcp 22 from any
                """);

    assertThat(Found.findings(new AclIpv6Forgotten(), snapshot).getFirst().fix().changes())
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no subnet             | acl-1 of vpc-1                  | LOW acl-1
          a subnet              | acl-1 of vpc-1 guards subnet-1  | -
          the default one       | acl-1 of vpc-1 is default       | -
          """)
  void anAclShouldGuardSomething(String name, String rows, String findings) {
    assertThat(Found.in(new AclUnassociated(), rows))
        .containsExactlyElementsOf(Found.expected(findings));
  }
}
