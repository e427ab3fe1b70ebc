package io.flowverdict.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.change.Fix;
import io.flowverdict.core.judge.Doubt;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A client without a public IPv4 address connects to an interface by its public address: rules see
/// the public address on its side, and at the server that of a NAT gateway.
class NatGatewayPathTest {

  /// The client is eni-c of vpc-1; eni-s is in its VPC, eni-f in another one without peering.
  private static final String PLACES =
      """
      vpc vpc-1 10.0.0.0/16
      vpc vpc-2 10.2.0.0/16
      subnet subnet-c vpc-1 10.0.1.0/24
      subnet subnet-s vpc-1 10.0.2.0/24
      subnet subnet-f vpc-2 10.2.1.0/24
      eni eni-c subnet-c 10.0.1.5 groups=sg-c
      eni eni-s subnet-s 10.0.2.5 groups=sg-s public=203.0.113.6
      eni eni-f subnet-f 10.2.1.5 groups=sg-f public=203.0.113.7
      sg sg-c vpc-1
      sg sg-s vpc-1
      sg sg-f vpc-2
      acl acl-c vpc-1 subnet-c
      acl acl-s vpc-1 subnet-s
      acl acl-f vpc-2 subnet-f
      entry acl-c in 100 allow all * 0.0.0.0/0
      entry acl-c out 100 allow all * 0.0.0.0/0
      entry acl-s in 100 allow all * 0.0.0.0/0
      entry acl-s out 100 allow all * 0.0.0.0/0
      entry acl-f in 100 allow all * 0.0.0.0/0
      entry acl-f out 100 allow all * 0.0.0.0/0
      """;

  private static final String OPEN_CLIENT = "rule sg-c out all * 0.0.0.0/0\n";

  private static final String NAT =
      "eni eni-n1 subnet-s 10.0.2.91 type=nat_gateway public=203.0.113.91\n";

  private static final String SECOND_NAT =
      "eni eni-n2 subnet-s 10.0.2.92 type=nat_gateway public=203.0.113.92\n";

  private static Snapshot world(String lines) {
    return World.of(PLACES, lines.replace("; ", "\n"));
  }

  private static Explanation ask(String lines) {
    return Asked.explain(world(lines), "eni-c 203.0.113.6 tcp 443");
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # NAT gateways | the server's rules and entries | verdict
          # a reference never matches what comes from a public address
          none | rule sg-s in tcp 443 sg-c                  | REJECT
          one  | rule sg-s in tcp 443 sg-c                  | REJECT
          two  | rule sg-s in tcp 443 sg-c                  | REJECT
          none | rule sg-s in tcp 443 10.0.0.0/8            | REJECT
          # what matches every public address
          none | rule sg-s in tcp 443 0.0.0.0/0             | ACCEPT
          one  | rule sg-s in tcp 443 0.0.0.0/0             | ACCEPT
          two  | rule sg-s in tcp 443 0.0.0.0/0             | ACCEPT
          none | rule sg-s in tcp 443 0.0.0.0/1; rule sg-s in tcp 443 128.0.0.0/1 | ACCEPT
          none | rule sg-s in tcp 443 0.0.0.0/1             | UNDECIDED
          # what matches the address of one gateway
          none | rule sg-s in tcp 443 203.0.113.91/32       | UNDECIDED
          one  | rule sg-s in tcp 443 203.0.113.91/32       | ACCEPT
          one  | rule sg-s in tcp 443 203.0.113.92/32       | REJECT
          two  | rule sg-s in tcp 443 203.0.113.91/32       | UNDECIDED
          two  | rule sg-s in tcp 443 203.0.113.0/24        | ACCEPT
          two  | rule sg-s in tcp 443 198.51.100.0/24       | REJECT
          none | rule sg-s in tcp 443 198.51.100.0/24       | UNDECIDED
          # the address of an interface that translates nothing is none of them
          none | rule sg-s in tcp 443 203.0.113.7/32        | REJECT
          # a gateway of another VPC may be reached through a transit gateway
          tgw  | rule sg-s in tcp 443 203.0.113.91/32       | UNDECIDED
          # so may an instance that forwards
          fwd  | rule sg-s in tcp 443 203.0.113.91/32       | UNDECIDED
          # entries of the network ACL
          none | rule sg-s in all * 0.0.0.0/0; entry acl-s in 50 deny tcp 443 203.0.113.0/24    | UNDECIDED
          one  | rule sg-s in all * 0.0.0.0/0; entry acl-s in 50 deny tcp 443 203.0.113.0/24    | REJECT
          one  | rule sg-s in all * 0.0.0.0/0; entry acl-s in 50 deny tcp 443 198.51.100.0/24   | ACCEPT
          none | rule sg-s in all * 0.0.0.0/0; entry acl-s in 50 deny tcp 443 0.0.0.0/0         | REJECT
          none | rule sg-s in all * 0.0.0.0/0; entry acl-s in 50 deny tcp 443 10.0.0.0/8        | ACCEPT
          none | rule sg-s in all * 0.0.0.0/0; entry acl-s out 50 deny tcp 1024-65535 203.0.113.0/24 | UNDECIDED
          # a NAT gateway uses the ports from 1024
          one  | rule sg-s in all * 0.0.0.0/0; entry acl-s out 50 deny tcp 1024-2000 0.0.0.0/0  | REJECT
          # a list whose entries are missing may hold it or not
          none | rule sg-s in tcp 443 pl-1                  | UNDECIDED
          """)
  void theServerSeesTheGatewaysAddress(String gateways, String rules, Verdict.Outcome outcome) {
    assertThat(ask(OPEN_CLIENT + gateways(gateways) + rules).outcome()).isEqualTo(outcome);
  }

  private static String gateways(String which) {
    return switch (which) {
      case "one" -> NAT;
      case "two" -> NAT + SECOND_NAT;
      case "tgw" -> NAT + "eni eni-t subnet-s 10.0.2.93 type=transit_gateway\n";
      case "fwd" -> NAT + "eni eni-r subnet-s 10.0.2.94 public=203.0.113.94 forwards=yes\n";
      default -> "";
    };
  }

  @Test
  void theClientsRulesSeeThePublicAddressSoThatAReferenceMatchesNone() {
    Explanation explanation =
        ask("rule sg-c out tcp 443 sg-s sgr-out; rule sg-s in tcp 443 sg-c sgr-in");

    assertThat(explanation.outcome()).isEqualTo(Verdict.Outcome.REJECT);
    assertThat(Asked.steps(explanation.blockingSteps()))
        .isEqualTo("SG egress sg-c no-match > SG ingress sg-s no-match");
    assertThat(explanation.fixes())
        .extracting(Fix::words)
        .containsExactly(
            "Connect to 10.0.2.5, the private address of eni-s, instead: sgr-in (tcp 443 from sg-c)"
                + " allows it already.");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          none | eni-c has no public IPv4 address: what it sends to 203.0.113.6 arrives from the public address of a NAT gateway or the like, which is not known.
          one  | eni-c has no public IPv4 address: what it sends to 203.0.113.6 arrives from 203.0.113.91, the public address of NAT gateway eni-n1.
          two  | eni-c has no public IPv4 address: what it sends to 203.0.113.6 arrives from 203.0.113.91 or 203.0.113.92, the public addresses of NAT gateways eni-n1, eni-n2.
          """)
  void whatTheServerSeesIsSaid(String gateways, String note) {
    assertThat(ask(OPEN_CLIENT + gateways(gateways)).sentence()).contains(note);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          none | inbound entry 50 (all traffic from 10.0.0.0/8) is for another source: not a public address, so
          one  | inbound entry 50 (all traffic from 10.0.0.0/8) is for another source: not 203.0.113.91, so
          two  | inbound entry 50 (all traffic from 10.0.0.0/8) is for another source: not 203.0.113.91 or 203.0.113.92, so
          """)
  void aBlockerNamesTheSourceAsFarAsItIsKnown(String gateways, String reason) {
    String closed = PLACES.replace("entry acl-s in 100 allow all * 0.0.0.0/0\n", "");
    String lines = OPEN_CLIENT + gateways(gateways) + "entry acl-s in 50 allow all * 10.0.0.0/8";

    assertThat(Asked.explain(World.of(closed, lines), "eni-c 203.0.113.6 tcp 443").sentence())
        .contains(reason);
  }

  @Test
  void theReasonOfTheDoubtIsNamedAndThePrivateAddressIsTheAdvice() {
    Explanation explanation =
        ask(OPEN_CLIENT + "rule sg-s in tcp 443 203.0.113.91/32; rule sg-s in tcp 443 sg-c sgr-in");

    assertThat(explanation.doubts())
        .extracting(Doubt::toString)
        .containsExactly(
            "with which public address a NAT gateway sends this is not known, and such addresses"
                + " are decided differently (sg-s)");
    assertThat(explanation.fixes())
        .extracting(Fix::words)
        .containsExactly(
            "Connect to 10.0.2.5, the private address of eni-s, instead: sgr-in (tcp 443 from sg-c)"
                + " allows it already.");
  }

  @Test
  void theFixOpensThePrivatePathAndSaysSo() {
    Fix fix = ask(OPEN_CLIENT).fixes().getFirst();

    assertThat(fix.advice())
        .isEqualTo("Connect to 10.0.2.5, the private address of eni-s, instead, after this:");
    assertThat(fix.changes()).hasToString("[In sg-s allow inbound tcp 443 from sg-c.]");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the server's public address | whom the exchange is with | the advice
          203.0.113.6                     | eni-s (10.0.2.5)  | Connect to the private address of eni-s, one of 10.0.2.5, 10.0.2.77, instead: sgr-in (tcp 443 from sg-c) allows it already.
          203.0.113.6@10.0.2.5            | eni-s (10.0.2.5)  | Connect to 10.0.2.5, the private address of eni-s, instead: sgr-in (tcp 443 from sg-c) allows it already.
          203.0.113.6@10.0.2.77           | eni-s (10.0.2.77) | Connect to 10.0.2.77, the private address of eni-s, instead: sgr-in (tcp 443 from sg-c) allows it already.
          203.0.113.8@10.0.2.5,203.0.113.6@10.0.2.77 | eni-s (10.0.2.77) | Connect to 10.0.2.77, the private address of eni-s, instead: sgr-in (tcp 443 from sg-c) allows it already.
          """)
  void theAdviceNamesThePrivateAddressThatThePublicOneIsAssociatedWith(
      String associated, String server, String advice) {
    String places =
        PLACES
            .replace("10.0.2.5 groups", "10.0.2.5,10.0.2.77 groups")
            .replace("public=203.0.113.6", "public=" + associated);
    for (String client : List.of("", " public=203.0.113.5")) {
      Explanation explanation =
          Asked.explain(
              World.of(
                  places.replace("10.0.1.5 groups=sg-c", "10.0.1.5 groups=sg-c" + client),
                  OPEN_CLIENT,
                  "rule sg-s in tcp 443 sg-c sgr-in"),
              "eni-c 203.0.113.6 tcp 443");

      assertThat(explanation.exchange().server()).hasToString(server);
      assertThat(explanation.fixes()).extracting(Fix::words).containsExactly(advice);
      assertThat(explanation.sentence().contains("does not show which private address"))
          .isEqualTo(!associated.contains("@"));
    }
  }

  /// Of an interface with several addresses each leaves with the public one that is its own.
  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "eni-c,     203.0.113.5@10.0.1.5,                      203.0.113.5",
    "10.0.1.55, 203.0.113.5@10.0.1.5,                      203.0.113.91",
    "10.0.1.55, 203.0.113.5@10.0.1.5;203.0.113.4@10.0.1.55, 203.0.113.4",
    "eni-c,     203.0.113.4@10.0.1.55,                     203.0.113.91",
    "10.0.1.55, 203.0.113.5,                               203.0.113.5",
  })
  void theClientIsSeenWithThePublicAddressOfItsOwn(String from, String associated, String seen) {
    Snapshot snapshot =
        World.of(
            PLACES.replace(
                "10.0.1.5 groups=sg-c",
                "10.0.1.5,10.0.1.55 groups=sg-c public=" + associated.replace(';', ',')),
            NAT);

    assertThat(new Ends(snapshot).locate(Asked.question(from + " 203.0.113.6 tcp 443")).exchange())
        .extracting(exchange -> exchange.clientSeen().toString())
        .isEqualTo(seen);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # without peering there is no private path
          none | rule sg-f in tcp 443 10.0.0.0/16     | REJECT | ''
          one  | rule sg-f in tcp 443 10.0.0.0/16     | REJECT | In sg-f allow inbound tcp 443 from 203.0.113.91/32.
          one  | rule sg-f in tcp 443 203.0.113.91/32 | ACCEPT | ''
          none | rule sg-f in tcp 443 203.0.113.91/32 | UNDECIDED | ''
          """)
  void toAVpcApartThereIsThePublicPathOnly(
      String gateways, String rules, Verdict.Outcome outcome, String change) {
    Explanation explanation =
        Asked.explain(world(OPEN_CLIENT + gateways(gateways) + rules), "eni-c 203.0.113.7 tcp 443");

    assertThat(explanation.outcome()).isEqualTo(outcome);
    assertThat(String.join(" ", Asked.changes(explanation.fixes()))).isEqualTo(change);
    assertThat(explanation.sentence().contains(Proposed.SOURCE_UNKNOWN))
        .isEqualTo(outcome == Verdict.Outcome.REJECT && change.isEmpty());
  }
}
