package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.change.Change;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AclEntriesShadowedTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a deny after an allow of all                | acl-1 in 100 allow all from any; acl-1 in 110 deny tcp 22 from any                                                     | HIGH acl-1 ingress entry 110 [harmful]
          an allow after a deny of all                | acl-1 in 100 deny all from any; acl-1 in 110 allow tcp 443 from any                                                    | MEDIUM acl-1 ingress entry 110 [harmful]
          an exception before its rule                | acl-1 in 90 deny tcp 22 from any; acl-1 in 100 allow all from any                                                      | -
          an allowed exception before its deny        | acl-1 in 90 allow tcp 22 from 10.0.0.0/8; acl-1 in 100 deny tcp 22 from any                                            | -
          the same again                              | acl-1 in 100 allow tcp 443 from any; acl-1 in 110 allow tcp 443 from 10.0.0.0/8                                        | LOW acl-1 ingress entry 110 [redundant]
          two halves of the Internet                  | acl-1 in 100 allow all from 0.0.0.0/1; acl-1 in 110 allow all from 128.0.0.0/1; acl-1 in 120 deny tcp 22 from any      | HIGH acl-1 ingress entry 120 [harmful]
          two halves of the IPv6 Internet             | acl-1 in 100 allow all from ::/1; acl-1 in 110 allow all from 8000::/1; acl-1 in 120 deny tcp 22 from any6            | HIGH acl-1 ingress entry 120 [harmful]
          two halves of the ports                     | acl-1 in 100 allow tcp 0-999 from any; acl-1 in 110 allow tcp 1000-65535 from any; acl-1 in 120 allow tcp 500-2000 from any | LOW acl-1 ingress entry 120 [redundant]
          a union with a gap                          | acl-1 in 100 allow tcp 0-999 from any; acl-1 in 110 allow tcp 1001-65535 from any; acl-1 in 120 allow tcp 500-2000 from any | -
          a union of allow and deny                   | acl-1 in 100 allow tcp 0-999 from any; acl-1 in 110 deny tcp 1000-65535 from any; acl-1 in 120 allow tcp 500-2000 from any | MEDIUM acl-1 ingress entry 120 [harmful]
          another protocol                            | acl-1 in 100 allow udp from any; acl-1 in 110 deny tcp 22 from any                                                     | -
          the other family                            | acl-1 in 100 allow all from any; acl-1 in 110 deny tcp 22 from any6                                                    | -
          the other direction                         | acl-1 in 100 allow all from any; acl-1 out 110 deny tcp 22 to any                                                      | -
          a deny that an allow of a port crosses      | acl-1 in 100 allow tcp 443 from any; acl-1 in 110 deny all from 198.51.100.0/24                                        | MEDIUM acl-1 ingress entry 110 [partial]
          an allow that a block list crosses          | acl-1 in 90 deny all from 198.51.100.0/24; acl-1 in 100 allow tcp 443 from any                                         | -
          a port range that a deny crosses            | acl-1 in 90 deny tcp 80-443 from any; acl-1 in 100 allow tcp 443-8443 from any                                         | INFORMATIONAL acl-1 ingress entry 100 [partial]
          a deny of a port, an allow of a network     | acl-1 in 90 deny tcp 22 from any; acl-1 in 100 allow all from 10.0.0.0/8                                               | -
          ranges of one effect that overlap           | acl-1 in 90 allow tcp 80-443 from any; acl-1 in 100 allow tcp 443-8443 from any                                        | -
          AWS's own entries after an allow of all     | acl-1 in 100 allow all from any; acl-1 in 32767 deny all from any; acl-1 in 32768 deny all from any6                   | -
          a deny of all that AWS's own one repeats    | acl-1 in 100 allow tcp 443 from any; acl-1 in 200 deny all from any; acl-1 in 32767 deny all from any                   | -
          ICMP types                                  | acl-1 in 100 allow icmp 8 from any; acl-1 in 110 deny icmp 8/0 from any; acl-1 in 120 deny icmp 3 from any             | HIGH acl-1 ingress entry 110 [harmful]
          """)
  void entriesAreShadowedByTheUnionOfThoseBefore(String name, String entries, String findings) {
    assertThat(Found.in(new AclEntriesShadowed(), "acl-1 of vpc-1 guards subnet-1;" + entries))
        .containsExactlyElementsOf(Found.expected(findings));
  }

  @Test
  void theSentenceNamesTheEntriesThatDecideInstead() {
    String network =
        """
        acl-1 of vpc-1 guards subnet-1
        acl-1 in 100 allow all from 0.0.0.0/1
        acl-1 in 105 allow udp 53 from any
        acl-1 in 110 allow all from 128.0.0.0/1
        acl-1 in 120 deny tcp 22 from any
        """;

    assertThat(Found.findings(new AclEntriesShadowed(), TestNetwork.of(network)))
        .singleElement()
        .extracting(AuditFinding::sentence)
        .isEqualTo(
            "Inbound entry 120 of acl-1 (deny tcp 22 from 0.0.0.0/0) never decides: entries 100"
                + " (allow all traffic from 0.0.0.0/1), 110 (allow all traffic from 128.0.0.0/1)"
                + " come first and together allow what it should deny.");
  }

  @Test
  void theSentenceSaysJustWhatOtherEntriesDo() {
    String network =
        """
        acl-1 of vpc-1 guards subnet-1
        acl-1 in 100 allow tcp 0-999 from any
        acl-1 in 110 deny tcp 1000-65535 from any
        acl-1 in 120 allow tcp 500-2000 from any
        """;

    assertThat(Found.findings(new AclEntriesShadowed(), TestNetwork.of(network)))
        .extracting(AuditFinding::sentence)
        .contains(
            "Inbound entry 120 of acl-1 (allow tcp 500-2000 from 0.0.0.0/0) never decides: entry"
                + " 110 (deny tcp 1000-65535 from 0.0.0.0/0) comes first and denies a part of what"
                + " it should allow, and entry 100 (allow tcp 0-999 from 0.0.0.0/0) decides the"
                + " rest as it would.");
  }

  @Test
  void removingARedundantEntryChangesNothing() {
    Snapshot snapshot =
        TestNetwork.of(
            """
            acl-1 of vpc-1 guards subnet-1
            acl-1 in 100 allow tcp 443 from any
            acl-1 in 110 allow tcp 443 from 10.0.0.0/8
            """);
    AuditFinding finding = Found.findings(new AclEntriesShadowed(), snapshot).getFirst();

    Snapshot changed = apply(finding, snapshot);

    assertThat(allowed(changed)).isEqualTo(allowed(snapshot));
    assertThat(Found.findings(new AclEntriesShadowed(), changed)).isEmpty();
  }

  @Test
  void movingADenyBeforeTheAllowMakesItHold() {
    Snapshot snapshot =
        TestNetwork.of(
            """
            acl-1 of vpc-1 guards subnet-1
            acl-1 in 100 allow all from any
            acl-1 in 110 deny tcp 22 from any
            """);
    AuditFinding finding = Found.findings(new AclEntriesShadowed(), snapshot).getFirst();

    assertThat(finding.fix().commands())
        .containsExactly(
            "aws ec2 create-network-acl-entry --network-acl-id acl-1 --ingress --rule-number 90"
                + " --protocol 6 --port-range 'From=22,To=22' --cidr-block 0.0.0.0/0"
                + " --rule-action deny",
            "aws ec2 delete-network-acl-entry --network-acl-id acl-1 --ingress --rule-number 110");
    assertThat(Found.findings(new AclEntriesShadowed(), apply(finding, snapshot))).isEmpty();
  }

  private static Snapshot apply(AuditFinding finding, Snapshot snapshot) {
    Snapshot changed = snapshot;
    for (Change change : finding.fix().changes()) {
      changed = change.applyTo(changed);
    }
    return changed;
  }

  private static Object allowed(Snapshot snapshot) {
    NetworkAcl acl = snapshot.networkAcls().firstEntry().getValue();
    return AclDecisions.of(acl, Direction.INGRESS).allowed();
  }
}
