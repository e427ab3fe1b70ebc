package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.change.Change;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AclReplyBlockedTest {

  private static final String PLACE =
      """
      vpc-1 has 10.0.0.0/16 2600:1f14::/56
      subnet-1 of vpc-1 has 10.0.1.0/24
      subnet-2 of vpc-1 has 10.0.2.0/24
      acl-1 of vpc-1 guards subnet-1
      eni-1 of subnet-1 has 10.0.1.10 carries sg-1
      eni-2 of subnet-2 has 10.0.2.10 carries sg-2
      sg-1 of vpc-1; sg-2 of vpc-1
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          only the service's port out           | acl-1 in 100 allow tcp 5432 from 10.0.0.0/16; acl-1 out 100 allow tcp 5432 to 10.0.0.0/16                                       | HIGH egress entry *
          all client ports out                  | acl-1 in 100 allow tcp 5432 from 10.0.0.0/16; acl-1 out 100 allow tcp 1024-65535 to 10.0.0.0/16                                 | -
          all client ports out in halves        | acl-1 in 100 allow tcp 5432 from any; acl-1 out 100 allow tcp 1024-40000 to any; acl-1 out 110 allow tcp 40001-65535 to any      | -
          to the halves of the Internet         | acl-1 in 100 allow tcp 5432 from any; acl-1 out 100 allow tcp 1024-65535 to 0.0.0.0/1; acl-1 out 110 allow tcp 1024-65535 to 128.0.0.0/1 | -
          to clients elsewhere only             | acl-1 in 100 allow tcp 5432 from 10.0.0.0/16; acl-1 out 100 allow tcp 1024-65535 to 10.9.0.0/16                                 | HIGH egress entry *
          what Linux clients use                | acl-1 in 100 allow tcp 5432 from 10.0.0.0/16; acl-1 out 100 allow tcp 32768-60999 to any                                        | MEDIUM egress entry *
          what Linux and Windows clients use    | acl-1 in 100 allow tcp 5432 from 10.0.0.0/16; acl-1 out 100 allow tcp 32768-65535 to any                                        | LOW egress entry *
          a deny before the allow               | acl-1 in 100 allow tcp 5432 from 10.0.0.0/16; acl-1 out 90 deny tcp 1024-65535 to any; acl-1 out 100 allow all to any           | HIGH egress entry 90
          a deny of UDP before the allow        | acl-1 in 100 allow tcp 5432 from 10.0.0.0/16; acl-1 out 90 deny udp 1024-65535 to any; acl-1 out 100 allow all to any           | -
          client ports of UDP only              | acl-1 in 100 allow tcp 5432 from 10.0.0.0/16; acl-1 out 100 allow udp to any                                                    | HIGH egress entry *
          a deny of a part of the ports         | acl-1 in 100 allow tcp 5432 from 10.0.0.0/16; acl-1 out 90 deny tcp 33000-34000 to any; acl-1 out 100 allow all to any          | MEDIUM egress entry 90
          a service no group allows             | acl-1 in 100 allow tcp 3306 from 10.0.0.0/16; acl-1 out 100 allow tcp 3306 to any                                               | -
          requests that are denied anyway       | acl-1 in 90 deny all from any; acl-1 in 100 allow tcp 5432 from 10.0.0.0/16; acl-1 out 100 allow tcp 443 to any                 | -
          a service through an entry for replies | acl-1 in 100 allow tcp 1024-65535 from 10.9.0.0/16; acl-1 out 100 allow tcp 443 to any                                          | HIGH egress entry *
          clients in the subnet itself only     | acl-1 in 100 allow tcp 5432 from 10.0.1.0/24; acl-1 out 100 allow tcp 443 to any                                                | -
          everything allowed                    | acl-1 in 100 allow all from any; acl-1 out 100 allow all to any                                                                 | -
          """)
  void repliesOfWhatIsLetInAreLetOut(String name, String entries, String findings) {
    String network = PLACE + "sg-1 in tcp 5432 from any\n" + entries;

    assertThat(Found.in(new AclReplyBlocked(), network))
        .map(line -> line.replace("acl-1 ", "").replaceFirst(" \\[.*", ""))
        .containsExactlyElementsOf(Found.expected(findings));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no client ports in                   | acl-1 out 100 allow tcp 443 to any; acl-1 in 100 allow tcp 443 from any                               | MEDIUM ingress entry *
          client ports in                      | acl-1 out 100 allow tcp 443 to any; acl-1 in 100 allow tcp 1024-65535 from any                        | -
          what Linux and Windows use           | acl-1 out 100 allow tcp 443 to any; acl-1 in 100 allow tcp 32768-65535 from any                       | -
          everything out, web in               | acl-1 out 100 allow all to any; acl-1 in 100 allow tcp 443 from any                                   | MEDIUM ingress entry *; MEDIUM ingress entry *
          replies out are no requests          | acl-1 out 100 allow tcp 1024-65535 to any; acl-1 in 100 allow tcp 443 from any                        | -
          IPv6                                 | acl-1 out 100 allow tcp 443 to any6; acl-1 in 100 allow tcp 1024-65535 from any                       | MEDIUM ingress entry *
          """)
  void repliesOfWhatIsLetOutAreLetIn(String name, String entries, String findings) {
    String network = PLACE + "sg-1 out all to any\nsg-1 out all to any6\n" + entries;

    assertThat(Found.in(new AclReplyBlocked(), network))
        .map(line -> line.replace("acl-1 ", "").replaceFirst(" \\[.*", ""))
        .containsExactlyElementsOf(Found.expected(findings));
  }

  private static final String GATEWAY =
      """
      vpc-1 has 10.0.0.0/16
      subnet-1 of vpc-1 has 10.0.1.0/24
      acl-1 of vpc-1 guards subnet-1
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          everything both ways                  | acl-1 in 100 allow all from any; acl-1 out 100 allow all to any                                                     | -
          half of the ports in                  | acl-1 in 100 allow all from 10.0.0.0/16; acl-1 in 110 allow tcp 32768-65535 from any; acl-1 in 120 allow udp from any; acl-1 out 100 allow all to any | MEDIUM ingress entry * [replies to egress TCP WIDE_PARTLY]
          the ports below those of Linux in     | acl-1 in 100 allow all from 10.0.0.0/16; acl-1 in 110 allow tcp 1024-32767 from any; acl-1 in 120 allow udp from any; acl-1 out 100 allow all to any | MEDIUM ingress entry * [replies to egress TCP WIDE_PARTLY]
          no client ports in                    | acl-1 in 100 allow all from 10.0.0.0/16; acl-1 in 110 allow tcp 443 from any; acl-1 in 120 allow udp from any; acl-1 out 100 allow all to any | HIGH ingress entry * [replies to egress TCP WIDE_BLOCKED]
          all of its ports in                   | acl-1 in 100 allow all from 10.0.0.0/16; acl-1 in 110 allow tcp 1024-65535 from any; acl-1 in 120 allow udp from any; acl-1 out 100 allow all to any | -
          all of its ports in, in two entries   | acl-1 in 100 allow all from 10.0.0.0/16; acl-1 in 110 allow tcp 1024-30000 from any; acl-1 in 115 allow tcp 30001-65535 from any; acl-1 in 120 allow udp from any; acl-1 out 100 allow all to any | -
          UDP forgotten                         | acl-1 in 100 allow all from 10.0.0.0/16; acl-1 in 110 allow tcp 1024-65535 from any; acl-1 out 100 allow all to any    | MEDIUM ingress entry * [replies to egress UDP WIDE_BLOCKED]
          HTTPS out, half of the ports in       | acl-1 in 100 allow all from 10.0.0.0/16; acl-1 in 110 allow tcp 32768-65535 from any; acl-1 out 100 allow tcp 443 to any; acl-1 out 110 allow tcp 1024-65535 to 10.0.0.0/16; acl-1 out 120 allow udp to 10.0.0.0/16 | MEDIUM ingress entry * [replies to egress TCP WIDE_PARTLY]
          a deny of a port of others            | acl-1 in 90 deny tcp 3389 from any; acl-1 in 100 allow all from any; acl-1 out 100 allow all to any                   | MEDIUM ingress entry 90 [replies to egress TCP WIDE_PARTLY]
          a list of blocked networks            | acl-1 in 90 deny all from 198.51.100.0/24; acl-1 in 100 allow all from any; acl-1 out 100 allow all to any            | -
          a partner named out and not in        | acl-1 in 90 deny all from 198.51.100.0/24; acl-1 in 100 allow all from any; acl-1 out 90 allow tcp 443 to 198.51.100.0/24; acl-1 out 100 allow all to any | HIGH ingress entry 90 [replies to egress TCP WIDE_BLOCKED]
          nothing out to the Internet           | acl-1 in 100 allow all from 10.0.0.0/16; acl-1 out 100 allow all to 10.0.0.0/16                                     | -
          a private gateway to another network  | acl-1 in 100 allow all from 10.0.0.0/16; acl-1 out 100 allow tcp to 10.9.0.0/16; acl-1 out 110 allow all to 10.0.0.0/16 | HIGH ingress entry * [replies to egress TCP WIDE_BLOCKED]
          no replies out to the clients inside  | acl-1 in 100 allow all from any; acl-1 out 100 allow tcp 443 to any                                                  | HIGH egress entry * [replies to ingress TCP BLOCKED]; MEDIUM egress entry * [replies to ingress UDP BLOCKED]
          the halves of the Internet            | acl-1 in 100 allow all from 10.0.0.0/16; acl-1 in 110 allow all from 0.0.0.0/1; acl-1 out 100 allow tcp to any; acl-1 out 110 allow udp to 10.0.0.0/16 | HIGH ingress entry * [replies to egress TCP WIDE_BLOCKED]
          IPv6 of others                        | acl-1 in 100 allow all from any; acl-1 out 100 allow all to any; acl-1 out 101 allow all to any6                    | -
          """)
  void aNatGatewayOpensConnectionsAndTakesTheirRepliesOnAllItsPorts(
      String name, String entries, String findings) {
    String gateway = GATEWAY + "eni-1 of subnet-1 has 10.0.1.10 type nat_gateway\n";

    assertThat(Found.in(new AclReplyBlocked(), gateway + entries))
        .map(line -> line.replace("acl-1 ", ""))
        .containsExactlyElementsOf(Found.expected(findings));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an NLB, all of its service            | network_load_balancer          | acl-1 in 100 allow tcp 443 from any; acl-1 out 100 allow tcp 443 to any        | HIGH ingress entry * [replies to egress TCP WIDE_BLOCKED]; HIGH egress entry * [replies to ingress TCP BLOCKED]
          an NLB, what no entry names           | network_load_balancer          | acl-1 in 100 allow all from any; acl-1 out 100 allow tcp 443 to 10.0.0.0/16    | -
          an NLB, everything out to targets     | network_load_balancer          | acl-1 in 100 allow tcp 443 from any; acl-1 out 100 allow all to any             | HIGH ingress entry * [replies to egress TCP WIDE_BLOCKED]; MEDIUM ingress entry * [replies to egress UDP WIDE_BLOCKED]
          an NLB, replies of its targets let in | network_load_balancer          | acl-1 in 90 allow all from 10.0.0.0/16; acl-1 in 100 allow tcp 443 from any; acl-1 out 100 allow all to any | -
          an NLB, a service of the Internet out | network_load_balancer          | acl-1 in 90 allow all from 10.0.0.0/16; acl-1 in 100 allow tcp 443 from any; acl-1 out 100 allow tcp 1024-65535 to any; acl-1 out 110 allow tcp 443 to any | -
          a Gateway Load Balancer, all to targets | gateway_load_balancer        | acl-1 in 100 allow udp 6081 from any; acl-1 out 100 allow tcp to any; acl-1 out 110 allow udp 6081 to any | HIGH ingress entry * [replies to egress TCP WIDE_BLOCKED]
          an NLB, client ports out              | network_load_balancer          | acl-1 in 100 allow tcp 443 from any; acl-1 out 100 allow tcp 1024-65535 to any | -
          a transit gateway, a service of the VPC | transit_gateway              | acl-1 in 100 allow tcp 443 from 10.0.0.0/16; acl-1 out 100 allow tcp 5432 to 10.0.0.0/16 | HIGH ingress entry * [replies to egress TCP BLOCKED]; HIGH egress entry * [replies to ingress TCP BLOCKED]
          a transit gateway, everything one way | transit_gateway                | acl-1 in 100 allow tcp 443 from any; acl-1 out 100 allow all to any            | -
          a transit gateway, networks elsewhere | transit_gateway                | acl-1 in 100 allow tcp 443 from 10.9.0.0/16; acl-1 out 100 allow tcp 443 to 10.9.0.0/16 | -
          an endpoint, a service                | gateway_load_balancer_endpoint | acl-1 in 100 allow tcp 443 from any; acl-1 out 100 allow tcp 443 to 10.0.0.0/16 | HIGH ingress entry * [replies to egress TCP BLOCKED]; HIGH egress entry * [replies to ingress TCP BLOCKED]
          """)
  void ofOtherInterfacesWithoutGroupsOnlyNamedServicesAreKnown(
      String name, String type, String entries, String findings) {
    String gateway = GATEWAY + "eni-1 of subnet-1 has 10.0.1.10 type " + type + "\n";

    assertThat(Found.in(new AclReplyBlocked(), gateway + entries))
        .map(line -> line.replace("acl-1 ", ""))
        .containsExactlyInAnyOrderElementsOf(Found.expected(findings));
  }

  @Test
  void nobodyOpensConnectionsToLambda() {
    String network =
        GATEWAY
            + """
            eni-1 of subnet-1 has 10.0.1.10 type lambda carries sg-1
            sg-1 of vpc-1; sg-1 in tcp 443 from any; sg-1 out tcp 443 to any
            acl-1 in 100 allow all from any
            acl-1 out 100 allow tcp 443 to any
            """;

    assertThat(Found.in(new AclReplyBlocked(), network)).isEmpty();
    assertThat(Found.in(new AclReplyBlocked(), network.replace(" type lambda", "")))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("replies to ingress TCP BLOCKED");
  }

  @Test
  void lambdaUsesAllOfTheWidePortsToo() {
    String network =
        GATEWAY
            + """
            eni-1 of subnet-1 has 10.0.1.10 type lambda carries sg-1
            eni-2 of subnet-1 has 10.0.1.11 carries sg-1
            sg-1 of vpc-1; sg-1 out tcp 443 to any
            acl-1 in 100 allow tcp 32768-65535 from any
            acl-1 out 100 allow all to any
            """;

    assertThat(Found.findings(new AclReplyBlocked(), TestNetwork.of(network)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
          assertThat(finding.related()).containsExactly("eni-1", "sg-1");
        });
  }

  @Test
  void aGatewayIsNamedWithItsTypeAndTheClosedPorts() {
    String network =
        GATEWAY
            + """
            eni-1 of subnet-1 has 10.0.1.10 type nat_gateway
            acl-1 in 100 allow all from 10.0.0.0/16
            acl-1 in 110 allow tcp 32768-65535 from any
            acl-1 out 100 allow tcp to any
            acl-1 out 110 allow udp to 10.0.0.0/16
            """;

    assertThat(Found.findings(new AclReplyBlocked(), TestNetwork.of(network)))
        .singleElement()
        .extracting(AuditFinding::sentence)
        .isEqualTo(
            "Network ACL acl-1 lets outbound requests TCP all ports to 0.0.0.0/0 (outside the VPC)"
                + " pass from eni-1 (nat_gateway), and its inbound entry * drops the replies to TCP"
                + " 1024–32767 of the ports that NAT gateways, load balancers and Lambda use"
                + " (1024–65535), so that connections fail now and then.");
  }

  @Test
  void aReferenceStandsForItsMembers() {
    String network =
        PLACE
            + """
            sg-1 in tcp 5432 from sg-2
            acl-1 in 100 allow tcp 5432 from 10.0.0.0/16
            acl-1 out 100 allow tcp 1024-65535 to 10.0.3.0/24
            """;

    assertThat(Found.findings(new AclReplyBlocked(), TestNetwork.of(network)))
        .singleElement()
        .extracting(AuditFinding::sentence)
        .isEqualTo(
            "Network ACL acl-1 lets inbound requests TCP 5432 from 10.0.2.10/32 through to eni-1,"
                + " and its outbound entry * drops every reply to the ports that"
                + " clients use (32768–65535).");
  }

  @Test
  void peersAreToldWithoutTheHoleOfTheSubnet() {
    String network =
        PLACE.replace(
                "subnet-1 of vpc-1 has 10.0.1.0/24",
                "subnet-1 of vpc-1 has 10.0.1.0/24 2600:1f14::/64")
            + """
            sg-1 in tcp 5432 from 10.0.0.0/16
            acl-1 in 100 allow all from any
            """;

    assertThat(Found.findings(new AclReplyBlocked(), TestNetwork.of(network)))
        .singleElement()
        .extracting(AuditFinding::sentence)
        .asString()
        .contains("TCP 5432 from 10.0.0.0/16 (outside the subnet) through to eni-1");
  }

  @Test
  void withoutTheSubnetItIsNotKnownWhatCrossesItsBorder() {
    String network =
        PLACE.replaceFirst("subnet-1 of vpc-1 has.*\n", "")
            + """
            sg-1 in tcp 5432 from any
            acl-1 in 100 allow all from any
            """;

    assertThat(Found.in(new AclReplyBlocked(), network)).isEmpty();
  }

  @Test
  void theFixLetsTheRepliesPassAndLeavesWhatIsDeniedExplicitly() {
    Snapshot snapshot =
        TestNetwork.of(
            PLACE
                + """
                sg-1 in tcp 5432 from 10.0.0.0/16
                acl-1 in 100 allow all from any
                acl-1 out 90 deny tcp 2000-3000 to any
                acl-1 out 100 allow tcp 443 to any
                """);
    List<AuditFinding> findings = Found.findings(new AclReplyBlocked(), snapshot);

    Snapshot changed = snapshot;
    for (Change change : findings.getFirst().fix().changes()) {
      changed = change.applyTo(changed);
    }

    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().fix().commands())
        .containsExactly(
            "aws ec2 create-network-acl-entry --network-acl-id acl-1 --egress --rule-number 200"
                + " --protocol 6 --port-range 'From=32768,To=65535' --cidr-block 10.0.0.0/16"
                + " --rule-action allow");
    assertThat(Found.in(new AclReplyBlocked(), changed))
        .map(line -> line.replaceFirst(" \\[.*", ""))
        .containsExactly("LOW acl-1 egress entry 90, egress entry *");
  }

  /// By itself each of the two fits the quota of 20 entries.
  @Test
  void theFixThatPassesTheQuotaTogetherWithThoseBeforeItSaysSo() {
    StringBuilder network = new StringBuilder(PLACE);
    network.append("sg-1 in all from 10.0.0.0/16\nacl-1 in 100 allow all from any\n");
    for (int number = 1; number <= 18; number++) {
      network.append("acl-1 out %d deny tcp 9 to 198.51.100.%d/32\n".formatted(number, number));
    }

    List<AuditFinding> findings =
        Found.findings(new AclReplyBlocked(), TestNetwork.of(network.toString()));

    assertThat(findings)
        .map(finding -> finding.fix().parts().getFirst().opens())
        .satisfiesExactly(
            first -> assertThat(first).doesNotContain("quota"),
            second ->
                assertThat(second)
                    .contains(
                        "With the fixes before this one: acl-1 has 20 outbound entries already, and"
                            + " the default quota is 20."));
  }

  @Test
  void whatIsDeniedExplicitlyIsNotProposedByARange() {
    String network =
        GATEWAY
            + """
            eni-1 of subnet-1 has 10.0.1.10 type nat_gateway
            acl-1 in 90 deny tcp 3389 from any
            acl-1 in 100 allow all from any
            acl-1 out 100 allow all to any
            """;

    assertThat(Found.findings(new AclReplyBlocked(), TestNetwork.of(network)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.fix().changes()).isEmpty();
          assertThat(finding.fix().words())
              .isEqualTo(
                  "Entry 90 of acl-1 denies these replies explicitly: ask why first, and allow only"
                      + " what must come.");
        });
  }
}
