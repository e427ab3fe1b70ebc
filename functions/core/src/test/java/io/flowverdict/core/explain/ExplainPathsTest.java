package io.flowverdict.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.judge.Doubt;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.Snapshot;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which layers a request and its reply meet, and what each decides.
class ExplainPathsTest {

  /// Two VPCs with a peering connection, one apart. Everything is open where no row says otherwise.
  private static final String PLACES =
      """
      vpc vpc-1 10.0.0.0/16,2001:db8:1::/56
      vpc vpc-2 10.2.0.0/16
      vpc vpc-3 10.3.0.0/16
      subnet subnet-a vpc-1 10.0.1.0/24,2001:db8:1:1::/64
      subnet subnet-b vpc-1 10.0.2.0/24,2001:db8:1:2::/64
      subnet subnet-c vpc-2 10.2.1.0/24
      subnet subnet-d vpc-3 10.3.1.0/24
      eni eni-a subnet-a 10.0.1.5,2001:db8:1:1::5 groups=sg-a public=203.0.113.5 instance=i-a
      eni eni-a2 subnet-a 10.0.1.6 groups=sg-b
      eni eni-b subnet-b 10.0.2.5,10.0.2.50,2001:db8:1:2::5 groups=sg-b public=203.0.113.6
      eni eni-c subnet-c 10.2.1.5 groups=sg-c
      eni eni-d subnet-d 10.3.1.5 groups=sg-d
      eni eni-nat subnet-a 10.0.1.9 type=nat_gateway public=203.0.113.9
      peering pcx-1 vpc-1 vpc-2 active
      sg sg-a vpc-1
      sg sg-b vpc-1
      sg sg-c vpc-2
      sg sg-d vpc-3
      acl acl-a vpc-1 subnet-a
      acl acl-b vpc-1 subnet-b
      acl acl-c vpc-2 subnet-c
      acl acl-d vpc-3 subnet-d
      """;

  private static final String OPEN_ACLS =
      """
      entry acl-a in 100 allow all * 0.0.0.0/0
      entry acl-a out 100 allow all * 0.0.0.0/0
      entry acl-a in 101 allow all * ::/0
      entry acl-a out 101 allow all * ::/0
      entry acl-b in 100 allow all * 0.0.0.0/0
      entry acl-b out 100 allow all * 0.0.0.0/0
      entry acl-c in 100 allow all * 0.0.0.0/0
      entry acl-c out 100 allow all * 0.0.0.0/0
      entry acl-d in 100 allow all * 0.0.0.0/0
      entry acl-d out 100 allow all * 0.0.0.0/0
      """;

  private static final String OPEN_EGRESS =
      """
      rule sg-a out all * 0.0.0.0/0 sgr-a-out
      rule sg-a out all * ::/0 sgr-a-out6
      rule sg-b out all * 0.0.0.0/0 sgr-b-out
      rule sg-c out all * 0.0.0.0/0 sgr-c-out
      rule sg-d out all * 0.0.0.0/0 sgr-d-out
      """;

  private static final String INGRESS =
      """
      rule sg-b in tcp 443 sg-a sgr-b-443
      rule sg-b in udp 53 10.0.0.0/16 sgr-b-53
      rule sg-b in icmp 8 10.0.0.0/8 sgr-b-ping
      rule sg-b in 47 * 10.0.1.5/32 sgr-b-gre
      rule sg-b in tcp 80 0.0.0.0/0 sgr-b-80
      rule sg-c in tcp 443 sg-a sgr-c-443
      rule sg-d in tcp 443 10.0.0.0/8 sgr-d-443
      """;

  private static final Snapshot OPEN = World.of(PLACES, OPEN_ACLS, OPEN_EGRESS, INGRESS);

  @ParameterizedTest(name = "{0}")
  @DisplayName("The request meets, and the verdict is")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # across subnets of one VPC, by reference to the client's group
          eni-a eni-b tcp 443  | ACCEPT | SG egress sg-a allow sgr-a-out > NACL egress acl-a allow 100 > NACL ingress acl-b allow 100 > SG ingress sg-b allow sgr-b-443
          i-a 10.0.2.5 tcp 443 | ACCEPT | SG egress sg-a allow sgr-a-out > NACL egress acl-a allow 100 > NACL ingress acl-b allow 100 > SG ingress sg-b allow sgr-b-443
          # a secondary address is the same interface
          eni-a 10.0.2.50 tcp 443 | ACCEPT | SG egress sg-a allow sgr-a-out > NACL egress acl-a allow 100 > NACL ingress acl-b allow 100 > SG ingress sg-b allow sgr-b-443
          eni-a eni-b tcp 444  | REJECT | SG egress sg-a allow sgr-a-out > NACL egress acl-a allow 100 > NACL ingress acl-b allow 100 > SG ingress sg-b no-match
          eni-a eni-b udp 53   | ACCEPT | SG egress sg-a allow sgr-a-out > NACL egress acl-a allow 100 > NACL ingress acl-b allow 100 > SG ingress sg-b allow sgr-b-53
          eni-a eni-b icmp     | ACCEPT | SG egress sg-a allow sgr-a-out > NACL egress acl-a allow 100 > NACL ingress acl-b allow 100 > SG ingress sg-b allow sgr-b-ping
          eni-a eni-b icmp 13/0 | REJECT | SG egress sg-a allow sgr-a-out > NACL egress acl-a allow 100 > NACL ingress acl-b allow 100 > SG ingress sg-b no-match
          eni-a eni-b 47       | ACCEPT | SG egress sg-a allow sgr-a-out > NACL egress acl-a allow 100 > NACL ingress acl-b allow 100 > SG ingress sg-b allow sgr-b-gre
          # inside one subnet no network ACL is asked
          eni-a eni-a2 tcp 443 | ACCEPT | SG egress sg-a allow sgr-a-out > NACL egress acl-a skipped > NACL ingress acl-a skipped > SG ingress sg-b allow sgr-b-443
          # peering: references work over the connection
          eni-a eni-c tcp 443  | ACCEPT | SG egress sg-a allow sgr-a-out > NACL egress acl-a allow 100 > NACL ingress acl-c allow 100 > SG ingress sg-c allow sgr-c-443
          # no peering between vpc-1 and vpc-3: addresses still match
          eni-a eni-d tcp 443  | ACCEPT | SG egress sg-a allow sgr-a-out > NACL egress acl-a allow 100 > NACL ingress acl-d allow 100 > SG ingress sg-d allow sgr-d-443
          # the Internet has no layers
          198.51.100.7 eni-b tcp 80 | ACCEPT | NACL ingress acl-b allow 100 > SG ingress sg-b allow sgr-b-80
          198.51.100.7 203.0.113.6 tcp 443 | REJECT | NACL ingress acl-b allow 100 > SG ingress sg-b no-match
          eni-a 198.51.100.7 tcp 443 | ACCEPT | SG egress sg-a allow sgr-a-out > NACL egress acl-a allow 100
          # through the Internet gateway the rules see public addresses, which no group reference matches
          eni-a 203.0.113.6 tcp 443 | REJECT | SG egress sg-a allow sgr-a-out > NACL egress acl-a allow 100 > NACL ingress acl-b allow 100 > SG ingress sg-b no-match
          eni-a 203.0.113.6 tcp 80 | ACCEPT | SG egress sg-a allow sgr-a-out > NACL egress acl-a allow 100 > NACL ingress acl-b allow 100 > SG ingress sg-b allow sgr-b-80
          # IPv6: acl-b has no IPv6 entry, sg-b no IPv6 rule but references
          eni-a 2001:db8:1:2::5 tcp 443 | REJECT | SG egress sg-a allow sgr-a-out6 > NACL egress acl-a allow 101 > NACL ingress acl-b deny * > SG ingress sg-b allow sgr-b-443
          # an interface without groups is unfiltered there
          eni-nat eni-b tcp 80 | ACCEPT | SG egress skipped > NACL egress acl-a allow 100 > NACL ingress acl-b allow 100 > SG ingress sg-b allow sgr-b-80
          # what neither layer filters
          eni-a 10.0.0.2 udp 53 | ACCEPT | SG egress skipped > NACL egress skipped
          eni-a 169.254.169.254 tcp 80 | ACCEPT | SG egress skipped > NACL egress skipped
          """)
  void theRequestMeetsEveryLayerInOrder(String question, Verdict.Outcome outcome, String steps) {
    Explanation explanation = Asked.explain(OPEN, question);

    assertThat(Asked.steps(explanation.requestSteps())).isEqualTo(steps);
    assertThat(explanation.outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eni-a eni-b tcp 443  | SG egress sg-b tracked > NACL egress acl-b allow 100 > NACL ingress acl-a allow 100 > SG ingress sg-a tracked
          eni-a eni-b udp 53   | SG egress sg-b tracked > NACL egress acl-b allow 100 > NACL ingress acl-a allow 100 > SG ingress sg-a tracked
          eni-a eni-b icmp     | SG egress sg-b tracked > NACL egress acl-b allow 100 > NACL ingress acl-a allow 100 > SG ingress sg-a tracked
          eni-a eni-a2 tcp 443 | SG egress sg-b tracked > NACL egress acl-a skipped > NACL ingress acl-a skipped > SG ingress sg-a tracked
          198.51.100.7 eni-b tcp 80 | SG egress sg-b tracked > NACL egress acl-b allow 100
          eni-a 198.51.100.7 tcp 443 | NACL ingress acl-a allow 100 > SG ingress sg-a tracked
          # a destination-unreachable message expects no reply
          eni-a eni-b icmp 3/4 | ''
          """)
  void theReplyMeetsEveryLayerInOrder(String question, String steps) {
    assertThat(Asked.steps(Asked.explain(OPEN, question).replySteps())).isEqualTo(steps);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the reply to a ping is type 0: entries for type 8 do not let it pass
          eni-a eni-b icmp | entry acl-b out 100 allow icmp 8/0 0.0.0.0/0 | NACL egress acl-b deny *
          eni-a eni-b icmp | entry acl-b out 100 allow icmp 0/0 0.0.0.0/0 | ''
          # UDP replies go to the client's ports like TCP's
          eni-a eni-b udp 53 | entry acl-b out 100 allow tcp 1024-65535 0.0.0.0/0 | NACL egress acl-b deny *
          eni-a eni-b udp 53 | entry acl-b out 100 allow udp 1024-65535 0.0.0.0/0 | ''
          # other protocols have no ports in either direction
          eni-a eni-b 47 | entry acl-b out 100 allow tcp * 0.0.0.0/0 | NACL egress acl-b deny *
          eni-a eni-b 47 | entry acl-b out 100 allow 47 * 0.0.0.0/0 | ''
          # the server's own port is not the reply's destination
          eni-a eni-b tcp 443 | entry acl-b out 100 allow tcp 443 0.0.0.0/0 | NACL egress acl-b deny *
          # a NAT gateway uses ports from 1024
          eni-nat eni-b tcp 80 | entry acl-b out 100 allow tcp 32768-60999 0.0.0.0/0 | NACL egress acl-b deny *
          eni-nat eni-b tcp 80 | entry acl-b out 100 allow tcp 1024-65535 0.0.0.0/0 | ''
          eni-a eni-b tcp 443 | entry acl-b out 100 allow tcp 32768-60999 0.0.0.0/0 | ''
          """)
  void theReplyNeedsItsOwnEntry(String question, String entry, String blockers) {
    Snapshot snapshot =
        World.of(
            PLACES,
            OPEN_ACLS.replace("entry acl-b out 100 allow all * 0.0.0.0/0", entry),
            OPEN_EGRESS,
            INGRESS);

    assertThat(Asked.steps(Asked.explain(snapshot, question).blockingSteps())).isEqualTo(blockers);
  }

  @Test
  void allBlockersAreListedAtOnce() {
    Explanation explanation = Asked.explain(World.of(PLACES), "eni-a eni-b tcp 443");

    assertThat(Asked.steps(explanation.blockingSteps()))
        .isEqualTo(
            "SG egress sg-a no-match > NACL egress acl-a deny * > NACL ingress acl-b deny *"
                + " > SG ingress sg-b no-match > NACL egress acl-b deny * > NACL ingress acl-a"
                + " deny *");
    assertThat(explanation.blockers()).hasSize(6);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eni-a eni-b tcp        | port-not-recorded
          eni-a 10.0.2.77 tcp 80 | interface-unknown
          10.2.1.77 eni-b tcp 80 | interface-unknown
          """)
  void whatCannotBeKnownIsUndecided(String question, String reason) {
    Explanation explanation = Asked.explain(OPEN, question);

    assertThat(explanation.outcome()).isEqualTo(Verdict.Outcome.UNDECIDED);
    assertThat(explanation.doubts())
        .extracting(Doubt::reason)
        .extracting(code -> code.code())
        .containsOnly(reason);
    assertThat(explanation.fixes()).isEmpty();
  }

  @Test
  void aMissingPrefixListIsUndecidedAndABlockElsewhereDecides() {
    String withList = INGRESS.replace("tcp 443 sg-a", "tcp 443 pl-1");

    Explanation unknown =
        Asked.explain(World.of(PLACES, OPEN_ACLS, OPEN_EGRESS, withList), "eni-a eni-b tcp 443");
    Explanation blocked =
        Asked.explain(World.of(PLACES, OPEN_ACLS, withList), "eni-a eni-b tcp 443");

    assertThat(unknown.outcome()).isEqualTo(Verdict.Outcome.UNDECIDED);
    assertThat(unknown.doubts()).extracting(Doubt::about).containsExactly("pl-1");
    assertThat(blocked.outcome()).isEqualTo(Verdict.Outcome.REJECT);
    assertThat(blocked.doubts()).extracting(Doubt::about).containsExactly("pl-1");
    assertThat(blocked.fixes()).isEmpty();
    assertThat(blocked.sentence()).contains("it would remain unknown whether the traffic passes");
  }

  @Test
  void aQuestionBetweenIpv6EndsTakesIcmpAsIcmpv6() {
    String v6 =
        """
        entry acl-b in 101 allow icmpv6 128/0 ::/0
        entry acl-b out 101 allow icmpv6 129/0 ::/0
        rule sg-b in icmpv6 128 2001:db8:1::/56 sgr-b-ping6
        """;
    Explanation explanation =
        Asked.explain(
            World.of(PLACES, OPEN_ACLS, OPEN_EGRESS, INGRESS, v6), "eni-a 2001:db8:1:2::5 icmp");

    assertThat(explanation.outcome()).isEqualTo(Verdict.Outcome.ACCEPT);
    assertThat(explanation.sentence()).contains("ICMPv6 echo request");
  }
}
