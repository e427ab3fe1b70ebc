package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.change.Change;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.snapshot.Incomplete;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathMtuBlockedTest {

  private static final String PLACE =
      """
      vpc-1 has 10.0.0.0/16 2600:1f14::/56
      subnet-1 of vpc-1 has 10.0.1.0/24 2600:1f14::/64
      subnet-2 of vpc-1 has 10.0.2.0/24
      acl-1 of vpc-1 guards subnet-1
      sg-1 of vpc-1; sg-1 out all to any; sg-1 out all to any6
      """;

  private static final String WEB =
      "acl-1 in 100 allow tcp 443 from any; acl-1 in 110 allow tcp 1024-65535 from any;"
          + " acl-1 out 100 allow tcp to any;";

  private static final String PUBLIC =
      "eni-1 of subnet-1 has 10.0.1.10 public 54.0.0.1 carries sg-1;";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TCP alone                        | PUBLIC; WEB                                                          | LOW acl-1 [ingress IPv4]
          everything                       | PUBLIC; acl-1 in 100 allow all from any; acl-1 out 100 allow all to any | -
          with the message                 | PUBLIC; WEB; acl-1 in 120 allow icmp 3/4 from any                    | -
          with all codes of the type       | PUBLIC; WEB; acl-1 in 120 allow icmp 3 from any                      | -
          with all ICMP                    | PUBLIC; WEB; acl-1 in 120 allow icmp from any                        | -
          with another message             | PUBLIC; WEB; acl-1 in 120 allow icmp 8 from any                      | LOW acl-1 [ingress IPv4]
          with the message of the other family | PUBLIC; WEB; acl-1 in 120 allow icmpv6 from any                  | LOW acl-1 [ingress IPv4]
          ICMP denied before               | PUBLIC; acl-1 in 90 deny icmp from any; acl-1 in 100 allow all from any; acl-1 out 100 allow all to any | LOW acl-1 [ingress IPv4]
          a list of blocked networks       | PUBLIC; acl-1 in 90 deny all from 198.51.100.0/24; acl-1 in 100 allow all from any; acl-1 out 100 allow all to any | -
          the message from inside only     | PUBLIC; WEB; acl-1 in 120 allow icmp from 10.0.0.0/8                 | LOW acl-1 [ingress IPv4]
          nothing comes in                 | PUBLIC; acl-1 out 100 allow tcp to any                               | -
          nothing goes out                 | PUBLIC; acl-1 in 100 allow tcp from any                              | -
          inside the VPC alone             | PUBLIC; acl-1 in 100 allow tcp from 10.0.0.0/16; acl-1 out 100 allow tcp to 10.0.0.0/16 | -
          no way to the Internet           | eni-1 of subnet-1 has 10.0.1.10 carries sg-1; WEB                    | -
          behind a NAT gateway             | eni-1 of subnet-1 has 10.0.1.10 carries sg-1; WEB; eni-n of subnet-2 has 10.0.2.5 type nat_gateway | LOW acl-1 [ingress IPv4]
          no group lets it talk outside    | eni-1 of subnet-1 has 10.0.1.10 public 54.0.0.1 carries sg-2; sg-2 of vpc-1; sg-2 out tcp to 10.0.0.0/16; WEB | -
          a network over a VPN             | eni-1 of subnet-1 has 10.0.1.10 carries sg-1; acl-1 in 100 allow tcp from 10.9.0.0/16; acl-1 out 100 allow tcp to 10.9.0.0/16 | LOW acl-1 [ingress IPv4]
          a VPC peered in the Region       | eni-1 of subnet-1 has 10.0.1.10 carries sg-1; acl-1 in 100 allow tcp from 10.9.0.0/16; acl-1 out 100 allow tcp to 10.9.0.0/16; pcx-1 between vpc-1=10.0.0.0/16 vpc-2=10.9.0.0/16 is active | -
          a VPC peered in another Region   | eni-1 of subnet-1 has 10.0.1.10 carries sg-1; acl-1 in 100 allow tcp from 10.9.0.0/16; acl-1 out 100 allow tcp to 10.9.0.0/16; pcx-1 between vpc-1=10.0.0.0/16 vpc-2@us-east-1=10.9.0.0/16 is active | LOW acl-1 [ingress IPv4]
          IPv6                             | eni-1 of subnet-1 has 2600:1f14::10 carries sg-1; acl-1 in 100 allow tcp from any6; acl-1 out 100 allow tcp to any6 | LOW acl-1 [ingress IPv6]
          IPv6 with its message            | eni-1 of subnet-1 has 2600:1f14::10 carries sg-1; acl-1 in 100 allow tcp from any6; acl-1 in 110 allow icmpv6 2 from any6; acl-1 out 100 allow tcp to any6 | -
          IPv6 with the message of IPv4    | eni-1 of subnet-1 has 2600:1f14::10 carries sg-1; acl-1 in 100 allow tcp from any6; acl-1 in 110 allow icmp from any6; acl-1 out 100 allow tcp to any6 | LOW acl-1 [ingress IPv6]
          a NAT gateway                    | eni-1 of subnet-1 has 10.0.1.10 public 54.0.0.1 type nat_gateway; acl-1 in 100 allow tcp from any; acl-1 out 100 allow tcp to any | LOW acl-1 [egress IPv4]; LOW acl-1 [ingress IPv4]
          a NAT gateway with both          | eni-1 of subnet-1 has 10.0.1.10 public 54.0.0.1 type nat_gateway; acl-1 in 100 allow tcp from any; acl-1 out 100 allow tcp to any; acl-1 in 110 allow icmp 3/4 from any; acl-1 out 110 allow icmp 3/4 to any | -
          """)
  void whereTcpPassesTheMessagesOfPathMtuDiscoveryDoToo(String name, String rows, String findings) {
    String network = PLACE + rows.replace("PUBLIC;", PUBLIC).replace("WEB", WEB);

    assertThat(Found.in(new PathMtuBlocked(), network))
        .map(line -> line.replaceFirst(" (in|e)gress entry.* \\[", " ["))
        .containsExactlyElementsOf(Found.expected(findings));
  }

  @Test
  void aPrivateNetworkMayBeAPeeredVpcWhereConnectionsAreMissing() {
    Snapshot whole =
        TestNetwork.of(
            PLACE
                + """
                eni-1 of subnet-1 has 10.0.1.10 carries sg-1
                acl-1 in 100 allow tcp from 10.9.0.0/16; acl-1 out 100 allow tcp to 10.9.0.0/16
                """);
    Snapshot part = whole.toBuilder().incomplete(Incomplete.of(Listing.PEERINGS)).build();

    assertThat(Found.in(new PathMtuBlocked(), whole)).hasSize(1);
    assertThat(Audits.run(AuditInput.of(Found.SCOPE, part)))
        .extracting(AuditFinding::kind)
        .doesNotContain(AuditKind.ACL_BLOCKS_PATH_MTU);
  }

  @Test
  void theSentenceNamesTheMessageAndTheFixLetsItPass() {
    Snapshot snapshot = TestNetwork.of(PLACE + PUBLIC + WEB);
    List<AuditFinding> findings = Found.findings(new PathMtuBlocked(), snapshot);

    Snapshot changed = snapshot;
    for (Change change : findings.getFirst().fix().changes()) {
      changed = change.applyTo(changed);
    }

    assertThat(findings)
        .singleElement()
        .extracting(AuditFinding::sentence)
        .isEqualTo(
            "Network ACL acl-1 lets TCP or UDP pass between eni-1 and the whole IPv4 Internet, and"
                + " its inbound entry * drops ICMP type 3 code 4 (fragmentation needed): Path MTU"
                + " Discovery fails, and packets larger than the path takes are lost.");
    assertThat(findings.getFirst().fix().commands())
        .containsExactly(
            "aws ec2 create-network-acl-entry --network-acl-id acl-1 --ingress --rule-number 200"
                + " --protocol 1 --icmp-type-code 'Type=3,Code=4' --cidr-block 0.0.0.0/0"
                + " --rule-action allow");
    assertThat(Found.findings(new PathMtuBlocked(), changed)).isEmpty();
  }
}
