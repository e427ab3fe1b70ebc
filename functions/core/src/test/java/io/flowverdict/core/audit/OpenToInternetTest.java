package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenToInternetTest {

  private static final String PLACE =
      """
      vpc-1 has 10.0.0.0/16 2600:1f14::/56
      subnet-1 of vpc-1 has 10.0.1.0/24 2600:1f14::/64
      acl-1 of vpc-1 guards subnet-1
      eni-1 of subnet-1 has 10.0.1.10 2600:1f14::10 public 54.0.0.1 carries sg-1 sg-2
      sg-1 of vpc-1; sg-2 of vpc-1
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
          one rule                                   | sg-1 in tcp 22 from any                                                     | HIGH eni-1 sgr-1-1 [ipv4 administration]
          two halves of the Internet                 | sg-1 in tcp 22 from 0.0.0.0/1; sg-1 in tcp 22 from 128.0.0.0/1              | HIGH eni-1 sgr-1-1, sgr-1-2 [ipv4 administration]
          two halves in two groups                   | sg-1 in tcp 22 from 0.0.0.0/1; sg-2 in tcp 22 from 128.0.0.0/1              | HIGH eni-1 sgr-1-1, sgr-2-1 [ipv4 administration]
          one half is most of it                     | sg-1 in tcp 22 from 128.0.0.0/1                                             | HIGH eni-1 sgr-1-1 [ipv4 administration]
          two halves of the IPv6 Internet            | sg-1 in tcp 22 from ::/1; sg-1 in tcp 22 from 8000::/1                      | HIGH eni-1 sgr-1-1 [ipv6 administration]
          two halves of global IPv6                  | sg-1 in tcp 22 from 2000::/4; sg-1 in tcp 22 from 3000::/4                  | HIGH eni-1 sgr-1-1, sgr-1-2 [ipv6 administration]
          both families                              | sg-1 in tcp 22 from any; sg-1 in tcp 22 from any6                           | HIGH eni-1 sgr-1-1 [ipv4 administration]; HIGH eni-1 sgr-1-2 [ipv6 administration]
          a company's network                        | sg-1 in tcp 22 from 52.0.0.0/8                                              | -
          the private networks                       | sg-1 in tcp 22 from 10.0.0.0/8; sg-1 in tcp 22 from fc00::/7                | -
          all IPv6 that is not global                | sg-1 in tcp 22 from 8000::/1                                                | -
          a range that holds the port                | sg-1 in tcp 20-25 from any                                                  | HIGH eni-1 sgr-1-1 [ipv4 administration]; MEDIUM eni-1 sgr-1-1 [ipv4 other]
          a range split in halves                    | sg-1 in tcp 0-22 from any; sg-1 in tcp 23-65535 from any                    | CRITICAL eni-1 sgr-1-1, sgr-1-2 [ipv4 everything]
          every TCP port but the reserved one        | sg-1 in tcp 1-65535 from any                                                | CRITICAL eni-1 sgr-1-1 [ipv4 everything]
          all traffic                                | sg-1 in all from any                                                        | CRITICAL eni-1 sgr-1-1 [ipv4 everything]
          halves of ports from halves of addresses   | sg-1 in tcp 22 from 0.0.0.0/1; sg-1 in tcp 3389 from 128.0.0.0/1            | HIGH eni-1 sgr-1-1, sgr-1-2 [ipv4 administration]
          UDP on the port of SSH                     | sg-1 in udp 22 from any                                                     | MEDIUM eni-1 sgr-1-1 [ipv4 other]
          all of UDP is not all ports                | sg-1 in udp from any                                                        | HIGH eni-1 sgr-1-1 [ipv4 data]; MEDIUM eni-1 sgr-1-1 [ipv4 other]; LOW eni-1 sgr-1-1 [ipv4 web]
          a database                                 | sg-1 in tcp 5432 from any                                                   | HIGH eni-1 sgr-1-1 [ipv4 data]
          a web server                               | sg-1 in tcp 443 from any; sg-1 in tcp 80 from any                           | LOW eni-1 sgr-1-1, sgr-1-2 [ipv4 web]
          ping                                       | sg-1 in icmp 8 from any; sg-1 in icmpv6 from any6                           | INFORMATIONAL eni-1 sgr-1-1 [ipv4 messages]; INFORMATIONAL eni-1 sgr-1-2 [ipv6 messages]
          another protocol                           | sg-1 in 47 from any                                                         | MEDIUM eni-1 sgr-1-1 [ipv4 other]
          outbound only                              | sg-1 out all to any                                                         | -
          a prefix list that is the Internet         | sg-1 in tcp 22 from pl-1; pl-1 has 0.0.0.0/1 128.0.0.0/1                    | HIGH eni-1 sgr-1-1 [ipv4 administration]
          a prefix list of offices                   | sg-1 in tcp 22 from pl-1; pl-1 has 198.51.100.0/24                          | -
          a prefix list without entries              | sg-1 in tcp 22 from pl-1; pl-1                                              | -
          a reference                                | sg-1 in all from sg-2; sg-1 in all from sg-1                                | -
          """)
  void whatGroupsLetInFromMostOfTheInternetIsOpen(String name, String rules, String findings) {
    assertThat(Found.in(new OpenToInternet(), PLACE + ALLOWED + rules))
        .containsExactlyElementsOf(Found.expected(findings));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a deny before the allow                    | acl-1 in 90 deny tcp 22 from any; acl-1 in 100 allow all from any              | -
          a deny after the allow                     | acl-1 in 100 allow all from any; acl-1 in 110 deny tcp 22 from any             | HIGH eni-1 sgr-1-1 [ipv4 administration]
          a deny of another protocol                 | acl-1 in 90 deny udp 22 from any; acl-1 in 100 allow all from any              | HIGH eni-1 sgr-1-1 [ipv4 administration]
          a deny of the other family                 | acl-1 in 90 deny tcp 22 from any6; acl-1 in 100 allow all from any             | HIGH eni-1 sgr-1-1 [ipv4 administration]
          an allow of UDP only                       | acl-1 in 100 allow udp from any                                                | -
          an allow of another port                   | acl-1 in 100 allow tcp 443 from any                                            | -
          a range split in halves                    | acl-1 in 100 allow tcp 0-21 from any; acl-1 in 110 allow tcp 22-65535 from any | HIGH eni-1 sgr-1-1 [ipv4 administration]
          a deny of one half of the Internet         | acl-1 in 90 deny tcp 22 from 0.0.0.0/1; acl-1 in 100 allow all from any        | HIGH eni-1 sgr-1-1 [ipv4 administration]
          denies of both halves                      | acl-1 in 80 deny tcp 22 from 0.0.0.0/1; acl-1 in 90 deny tcp 22 from 128.0.0.0/1; acl-1 in 100 allow all from any | -
          a deny of a port range split in halves     | acl-1 in 80 deny tcp 0-22 from any; acl-1 in 90 deny tcp 23-65535 from any; acl-1 in 100 allow all from any | -
          an allow of the company before a deny      | acl-1 in 80 allow tcp 22 from 198.51.100.0/24; acl-1 in 90 deny tcp 22 from any; acl-1 in 100 allow all from any | -
          nothing                                    | acl-1 in 100 deny all from any                                                 | -
          IPv6 alone                                 | acl-1 in 100 allow all from any6                                               | HIGH eni-1 sgr-1-2 [ipv6 administration]
          a deny of IPv6 before                      | acl-1 in 90 deny tcp 22 from any6; acl-1 in 100 allow all from any6            | -
          """)
  void theNetworkAclDecidesToo(String name, String entries, String findings) {
    String rules = "\nsg-1 in tcp 22 from any\nsg-1 in tcp 22 from any6\n";

    assertThat(Found.in(new OpenToInternet(), PLACE + entries + rules))
        .containsExactlyElementsOf(Found.expected(findings));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a public address                     | eni-2 of subnet-1 has 10.0.1.20 public 54.0.0.2 carries sg-1 | HIGH eni-2
          no public address                    | eni-2 of subnet-1 has 10.0.1.20 carries sg-1                 | MEDIUM eni-2
          Block Public Access on               | subnet-1 is block-bidirectional; eni-2 of subnet-1 has 10.0.1.20 public 54.0.0.2 carries sg-1 | LOW eni-2
          Block Public Access of the VPC       | vpc-1 is block-ingress; eni-2 of subnet-1 has 10.0.1.20 public 54.0.0.2 carries sg-1 | LOW eni-2
          a subnet excluded from it            | vpc-1 is block-ingress; subnet-1 is off; eni-2 of subnet-1 has 10.0.1.20 public 54.0.0.2 carries sg-1 | HIGH eni-2
          a Lambda function                    | eni-2 of subnet-1 has 10.0.1.20 type lambda carries sg-1     | INFORMATIONAL eni-2
          no group                             | eni-2 of subnet-1 has 10.0.1.20 public 54.0.0.2 type nat_gateway | -
          """)
  void howMuchItMattersDependsOnTheInterface(String name, String rows, String finding) {
    String rule = "\nsg-1 in tcp 22 from any\nsg-2 in tcp 443 from 10.0.0.0/8\n";
    String network = PLACE.replaceFirst("eni-1.*\n", "") + ALLOWED + rule + rows;

    assertThat(Found.in(new OpenToInternet(), network))
        .filteredOn(line -> line.contains("eni-2"))
        .map(line -> line.replaceFirst(" sgr.*", ""))
        .containsExactlyElementsOf(Found.expected(finding));
  }

  @Test
  void anOpenGroupIsToldBeforeAnInterfaceCarriesIt() {
    String network = PLACE + ALLOWED + "sg-3 of vpc-1; sg-3 in tcp 22 from any";

    assertThat(Found.findings(new OpenToInternet(), TestNetwork.of(network)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.resource()).isEqualTo("sg-3");
          assertThat(finding.sentence()).endsWith("No interface carries the group yet.");
        });
  }

  @Test
  void withoutTheNetworkAclOnlyTheGroupIsSaidToBeOpen() {
    String network = PLACE.replaceFirst("acl-1.*\n", "") + "sg-1 in tcp 22 from any";

    assertThat(Found.findings(new OpenToInternet(), TestNetwork.of(network)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.resource()).isEqualTo("sg-1");
          assertThat(finding.sentence()).contains("network ACL", "not in the configuration");
        });
  }

  @Test
  void withoutInterfacesNobodyIsSaidNotToUseTheGroup() {
    Snapshot snapshot = TestNetwork.of("sg-1 of vpc-1; sg-1 in tcp 22 from any");
    AuditInput input =
        new AuditInput(Found.SCOPE, snapshot, EnumSet.of(Section.SECURITY_GROUPS), null);

    assertThat(Audits.run(List.of(new OpenToInternet()), input))
        .extracting(AuditFinding::sentence)
        .satisfiesExactly(
            open -> assertThat(open).contains("does not tell"),
            absent -> assertThat(absent).startsWith("The configuration has no VPCs, subnets"));
  }

  @Test
  void theSentenceNamesPortsShareRulesAndAddress() {
    String network =
        PLACE + ALLOWED + "sg-1 in tcp 20-25 from 0.0.0.0/1; sg-1 in tcp 3389 from 0.0.0.0/1";

    AuditFinding finding = Found.findings(new OpenToInternet(), TestNetwork.of(network)).getFirst();

    assertThat(finding.sentence())
        .isEqualTo(
            "TCP 22–23, 3389 from 57 % of the IPv4 Internet is let in to eni-1 by sgr-1-1 (tcp"
                + " 20-25 from 0.0.0.0/1), sgr-1-2 (tcp 3389 from 0.0.0.0/1) and by acl-1. It has"
                + " the public address 54.0.0.1.");
    assertThat(finding.standards()).as("half of the Internet fails no control").isEmpty();
    assertThat(finding.related()).containsExactly("acl-1", "sg-1", "sg-2");
  }
}
