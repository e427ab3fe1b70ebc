package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.change.Change;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.List;
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
}
