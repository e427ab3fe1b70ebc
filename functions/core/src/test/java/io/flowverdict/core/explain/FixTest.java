package io.flowverdict.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.change.Check;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The smallest change that lets the traffic pass, and what else it opens.
class FixTest {

  private static final String OPEN_ACLS =
      """
      entry acl-c in 100 allow all * 0.0.0.0/0
      entry acl-c out 100 allow all * 0.0.0.0/0
      entry acl-s in 100 allow all * 0.0.0.0/0
      entry acl-s out 100 allow all * 0.0.0.0/0
      """;

  private static final String PEERED =
      """
      vpc vpc-2 10.2.0.0/16
      subnet subnet-p vpc-2 10.2.1.0/24
      eni eni-p subnet-p 10.2.1.5 groups=sg-p
      sg sg-p vpc-2 owner=123456789012
      rule sg-p out all * 0.0.0.0/0
      acl acl-p vpc-2 subnet-p
      entry acl-p in 100 allow all * 0.0.0.0/0
      entry acl-p out 100 allow all * 0.0.0.0/0
      """;

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @DisplayName("Question, place, its rules or entries, change")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # a missing allow is a security-group rule: the peer's group before its address
          eni-c eni-s tcp 443 | sg-s in  | '' | In sg-s allow inbound tcp 443 from sg-c.
          eni-c eni-s tcp 443 | sg-c out | '' | In sg-c allow outbound tcp 443 to sg-s.
          eni-c eni-s udp 53  | sg-s in  | '' | In sg-s allow inbound udp 53 from sg-c.
          eni-c eni-s icmp    | sg-s in  | '' | In sg-s allow inbound icmp type 8 code 0 from sg-c.
          eni-c eni-s 47      | sg-s in  | '' | In sg-s allow inbound protocol 47 from sg-c.
          198.51.100.7 eni-s tcp 443 | sg-s in | '' | In sg-s allow inbound tcp 443 from 198.51.100.7/32.
          eni-c 198.51.100.7 tcp 443 | sg-c out | '' | In sg-c allow outbound tcp 443 to 198.51.100.7/32.
          # a network ACL: the peer's address alone, a number that wins
          eni-c eni-s tcp 443 | acl-s in | '' | In acl-s add inbound entry 100: allow tcp 443 from 10.0.1.5/32.
          eni-c eni-s tcp 443 | acl-s in | 100 allow tcp 80 0.0.0.0/0 | In acl-s add inbound entry 200: allow tcp 443 from 10.0.1.5/32.
          eni-c eni-s tcp 443 | acl-s in | 120 allow tcp 80 0.0.0.0/0 | In acl-s add inbound entry 200: allow tcp 443 from 10.0.1.5/32.
          eni-c eni-s tcp 443 | acl-s in | 32700 allow tcp 80 0.0.0.0/0 | In acl-s add inbound entry 32760: allow tcp 443 from 10.0.1.5/32.
          eni-c eni-s tcp 443 | acl-s in | 90 deny tcp 443 10.0.0.0/8; 100 allow all * 0.0.0.0/0 | In acl-s add inbound entry 80: allow tcp 443 from 10.0.1.5/32.
          eni-c eni-s tcp 443 | acl-s in | 80 allow tcp 80 0.0.0.0/0; 90 deny tcp 443 10.0.0.0/8 | In acl-s add inbound entry 70: allow tcp 443 from 10.0.1.5/32.
          eni-c eni-s tcp 443 | acl-s in | 5 deny all * 10.0.0.0/8 | In acl-s add inbound entry 4: allow tcp 443 from 10.0.1.5/32.
          # entries of the other family and direction share or do not share numbers
          eni-c eni-s tcp 443 | acl-s in | 2 deny all * 10.0.0.0/8; 1 allow all * ::/0 | In acl-s no number is free: renumber entry 2 to 3, then put inbound entry 2: allow tcp 443 from 10.0.1.5/32.
          # no number is free before the deny
          eni-c eni-s tcp 443 | acl-s in | 1 deny all * 10.0.0.0/8 | In acl-s no number is free: renumber entry 1 to 2, then put inbound entry 1: allow tcp 443 from 10.0.1.5/32.
          eni-c eni-s tcp 443 | acl-s in | 1 deny all * 10.0.0.0/8; 2 allow all * 0.0.0.0/0; 3 deny udp 53 0.0.0.0/0; 10 allow tcp 80 0.0.0.0/0 | In acl-s no number is free: renumber entries 1–3 to 2–4, then put inbound entry 1: allow tcp 443 from 10.0.1.5/32.
          # the reply: the client's ports
          eni-c eni-s tcp 443 | acl-s out | 100 allow tcp 443 0.0.0.0/0 | In acl-s add outbound entry 200: allow tcp 1024-65535 to 10.0.1.5/32.
          eni-c eni-s tcp 443 | acl-c in | 100 allow tcp 443 0.0.0.0/0 | In acl-c add inbound entry 200: allow tcp 32768-65535 from 10.0.2.5/32.
          198.51.100.7 eni-s tcp 443 | acl-s out | '' | In acl-s add outbound entry 100: allow tcp 1024-65535 to 198.51.100.7/32.
          eni-c eni-s icmp    | acl-s out | '' | In acl-s add outbound entry 100: allow icmp type 0 code 0 to 10.0.1.5/32.
          eni-c eni-s 47      | acl-s out | '' | In acl-s add outbound entry 100: allow protocol 47 to 10.0.1.5/32.
          """)
  void theChangeIsTheSmallest(String question, String place, String lines, String change) {
    Explanation explanation = Asked.explain(Pair.inIpv4(place, lines), question);

    assertThat(Asked.changes(explanation.fixes())).containsExactly(change);
  }

  @Test
  void severalBlockersGetOneChangeEach() {
    Explanation explanation =
        Asked.explain(World.of(Pair.ipv4(Pair.PLACES)), "eni-c eni-s tcp 443");

    assertThat(Asked.changes(explanation.fixes()))
        .containsExactly(
            "In sg-c allow outbound tcp 443 to sg-s.",
            "In acl-c add outbound entry 100: allow tcp 443 to 10.0.2.5/32.",
            "In acl-s add inbound entry 100: allow tcp 443 from 10.0.1.5/32.",
            "In sg-s allow inbound tcp 443 from sg-c.",
            "In acl-s add outbound entry 100: allow tcp 1024-65535 to 10.0.1.5/32.",
            "In acl-c add inbound entry 100: allow tcp 32768-65535 from 10.0.2.5/32.");
  }

  @Test
  void twoChangesOfOneNetworkAclTakeTwoNumbers() {
    Snapshot snapshot =
        World.of(
            Pair.ipv4(Pair.PLACES)
                .replace("acl acl-c vpc-1 subnet-c\n", "")
                .replace("acl acl-s vpc-1 subnet-s", "acl acl-s vpc-1 subnet-c,subnet-s"),
            "rule sg-c out all * 0.0.0.0/0",
            "rule sg-s in all * 0.0.0.0/0");

    assertThat(Asked.changes(Asked.explain(snapshot, "eni-c eni-s tcp 443").fixes()))
        .containsExactly(
            "In acl-s add outbound entry 100: allow tcp 443 to 10.0.2.5/32.",
            "In acl-s add inbound entry 100: allow tcp 443 from 10.0.1.5/32.",
            "In acl-s add outbound entry 200: allow tcp 1024-65535 to 10.0.1.5/32.",
            "In acl-s add inbound entry 200: allow tcp 32768-65535 from 10.0.2.5/32.");
  }

  @Test
  void theGroupOnTheFewestInterfacesIsChangedAndReferenced() {
    Snapshot snapshot =
        World.of(
            Pair.ipv4(Pair.PLACES)
                .replace("groups=sg-s", "groups=sg-s,sg-t,sg-u")
                .replace("groups=sg-c", "groups=sg-c,sg-d"),
            """
            eni eni-1 subnet-c 10.0.1.11 groups=sg-s,sg-c
            eni eni-2 subnet-c 10.0.1.12 groups=sg-s
            sg sg-d vpc-1
            sg sg-t vpc-1
            sg sg-u vpc-1 name=default
            rule sg-c out all * 0.0.0.0/0
            """);

    assertThat(Asked.changes(Asked.explain(snapshot, "eni-c eni-s tcp 443").fixes()))
        .contains("In sg-t allow inbound tcp 443 from sg-d.");
  }

  @Test
  void aDefaultGroupIsNotReferenced() {
    Snapshot snapshot =
        World.of(
            Pair.PLACES.replace("sg sg-c vpc-1", "sg sg-c vpc-1 name=default"),
            OPEN_ACLS,
            "rule sg-c out all * 0.0.0.0/0");

    assertThat(Asked.changes(Asked.explain(snapshot, "eni-c eni-s tcp 443").fixes()))
        .containsExactly("In sg-s allow inbound tcp 443 from 10.0.1.5/32.");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          peering pcx-1 vpc-1 vpc-2 active                 | sg-p
          peering pcx-1 vpc-2 vpc-1 active                 | sg-p
          peering pcx-1 vpc-1 vpc-2 deleted                | 10.2.1.5/32
          peering pcx-1 vpc-1 vpc-2 active region=us-east-1 | 10.2.1.5/32
          # no connection, no reference
          sg sg-unused vpc-1                               | 10.2.1.5/32
          """)
  void acrossVpcsAGroupIsReferencedOverAnActivePeeringOfTheRegion(String peering, String source) {
    Explanation explanation =
        Asked.explain(
            World.of(Pair.ipv4(Pair.PLACES), OPEN_ACLS, PEERED, peering), "eni-p eni-s tcp 443");

    assertThat(Asked.changes(explanation.fixes()))
        .containsExactly("In sg-s allow inbound tcp 443 from " + source + ".");
  }

  @Test
  void insteadOfThePublicAddressTheOpenPrivateOneIsNamed() {
    Snapshot snapshot =
        World.of(
            Pair.ipv4(Pair.PLACES).replace("groups=sg-c", "groups=sg-c public=203.0.113.5"),
            OPEN_ACLS,
            "rule sg-c out all * 0.0.0.0/0",
            "rule sg-s in tcp 443 sg-c sgr-c");

    Explanation explanation = Asked.explain(snapshot, "eni-c 203.0.113.6 tcp 443");

    assertThat(explanation.outcome()).isEqualTo(Verdict.Outcome.REJECT);
    assertThat(explanation.fixes())
        .extracting(Fix::words)
        .containsExactly(
            "Connect to 10.0.2.5, the private address of eni-s, instead: sgr-c (tcp 443 from sg-c)"
                + " allows it already.");
    assertThat(explanation.fixes().getFirst().changes()).isEmpty();
  }

  @Test
  void insteadOfThePublicAddressTheBlockedPrivateOneIsOpened() {
    Snapshot snapshot =
        World.of(
            Pair.ipv4(Pair.PLACES).replace("groups=sg-c", "groups=sg-c public=203.0.113.5"),
            OPEN_ACLS,
            "rule sg-c out all * 0.0.0.0/0");

    Fix fix = Asked.explain(snapshot, "eni-c 203.0.113.6 tcp 443").fixes().getFirst();

    assertThat(fix.advice()).startsWith("Connect to 10.0.2.5, the private address of eni-s");
    assertThat(Asked.changes(List.of(fix)))
        .containsExactly("In sg-s allow inbound tcp 443 from sg-c.");
  }

  @Test
  void betweenVpcsApartThePublicAddressIsAllowedAndSaidToBeLostAtAStop() {
    Snapshot snapshot =
        World.of(
            Pair.ipv4(Pair.PLACES),
            OPEN_ACLS,
            PEERED.replace("groups=sg-p", "groups=sg-p public=203.0.113.9"));

    Explanation explanation = Asked.explain(snapshot, "eni-p 203.0.113.6 tcp 443");

    assertThat(Asked.changes(explanation.fixes()))
        .containsExactly("In sg-s allow inbound tcp 443 from 203.0.113.9/32.");
    assertThat(Asked.narrowest(explanation.fixes()).getFirst().opens())
        .contains("203.0.113.9 is lost when its instance is stopped");
  }

  @Test
  void anAddressOfAServiceIsNamedByItsPrefixList() {
    Snapshot snapshot =
        World.of(
            Pair.ipv4(Pair.PLACES),
            OPEN_ACLS,
            "list pl-s3 com.amazonaws.eu-central-1.s3 52.219.140.0/24,52.219.170.0/23");

    Explanation explanation = Asked.explain(snapshot, "eni-c 52.219.140.77 tcp 443");

    assertThat(Asked.changes(explanation.fixes()))
        .containsExactly("In sg-c allow outbound tcp 443 to pl-s3.");
    assertThat(Asked.narrowest(explanation.fixes()).getFirst().opens())
        .isEqualTo("It opens tcp 443 with every address of pl-s3 (com.amazonaws.eu-central-1.s3).");
    assertThat(explanation.sentence())
        .contains("52.219.140.77 is an address of com.amazonaws.eu-central-1.s3 (pl-s3)")
        .doesNotContain("only through a NAT gateway");
  }

  @Test
  void aNetworkAclTakesTheBlocksOfAServiceForItTakesNoPrefixList() {
    Snapshot snapshot =
        World.of(
            Pair.ipv4(Pair.PLACES),
            OPEN_ACLS.replace("entry acl-c in 100 allow all * 0.0.0.0/0\n", ""),
            "rule sg-c out all * 0.0.0.0/0",
            "list pl-s3 com.amazonaws.eu-central-1.s3 52.219.140.0/24,52.219.170.0/23");

    assertThat(Asked.changes(Asked.explain(snapshot, "eni-c 52.219.140.77 tcp 443").fixes()))
        .containsExactly(
            "In acl-c add inbound entry 100: allow tcp 32768-65535 from 52.219.140.0/24.",
            "In acl-c add inbound entry 200: allow tcp 32768-65535 from 52.219.170.0/23.");
  }

  private static final String SERVICE =
      "list pl-s3 com.amazonaws.eu-central-1.s3 52.219.140.0/24,52.219.170.0/23,3.5.134.0/23";

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # entries before the open one, outbound | the changes, with what they say of entries that deny
          out 10 deny all * 52.0.0.0/8     | In acl-c add outbound entry 9: allow tcp 443 to 52.219.140.0/24. [10 this] In acl-c add outbound entry 8: allow tcp 443 to 52.219.170.0/23. [10 this]
          out 10 deny all * 52.219.140.0/24 | In acl-c add outbound entry 9: allow tcp 443 to 52.219.140.0/24. [10 this]
          out 10 deny all * 52.219.140.77/32 | In acl-c add outbound entry 9: allow tcp 443 to 52.219.140.77/32. [10 this]
          out 10 deny tcp 443 0.0.0.0/0    | In acl-c add outbound entry 9: allow tcp 443 to 3.5.134.0/23. [10 this] In acl-c add outbound entry 8: allow tcp 443 to 52.219.140.0/24. [10 this] In acl-c add outbound entry 7: allow tcp 443 to 52.219.170.0/23. [10 this]
          # the reply
          in 50 deny tcp 1024-65535 52.219.140.0/24 | In acl-c add inbound entry 40: allow tcp 32768-65535 from 52.219.140.0/24. [50 this]
          in 50 deny tcp 1024-65535 52.0.0.0/8; in 70 deny all * 3.0.0.0/8 | In acl-c add inbound entry 60: allow tcp 32768-65535 from 3.5.134.0/23. [70 this] In acl-c add inbound entry 40: allow tcp 32768-65535 from 52.219.140.0/24. [50 this] In acl-c add inbound entry 30: allow tcp 32768-65535 from 52.219.170.0/23. [50 this]
          """)
  void onlyBlocksOfAServiceThatAreNotAllowedAlreadyAreAdded(String entries, String changes) {
    Snapshot snapshot =
        World.of(
            Pair.ipv4(Pair.PLACES),
            OPEN_ACLS,
            "rule sg-c out all * 0.0.0.0/0",
            SERVICE,
            "entry acl-c " + entries.replace("; ", "\nentry acl-c "));

    Explanation explanation = Asked.explain(snapshot, "eni-c 52.219.140.77 tcp 443");

    assertThat(
            Asked.narrowest(explanation.fixes()).stream()
                .map(part -> part.text() + denied(part))
                .collect(Collectors.joining(" ")))
        .isEqualTo(changes);
  }

  /// Audits refuse to overrule a part of a deny; where none is asked the sentence says that it is
  /// one.
  @Test
  void anEntryThatDeniesAPartOfABlockIsSaidToDenyAPart() {
    Snapshot snapshot =
        World.of(
            Pair.ipv4(Pair.PLACES),
            OPEN_ACLS,
            "rule sg-c out all * 0.0.0.0/0",
            SERVICE,
            "entry acl-c out 10 deny all * 52.219.140.0/25");
    Check none = (_, _) -> Check.Consequences.NONE;

    Explanation explanation =
        new Explainer(snapshot, none).explain(Asked.question("eni-c 52.219.140.77 tcp 443"));

    assertThat(Asked.narrowest(explanation.fixes()).getFirst().opens())
        .contains(
            "Entry 10 denies a part of this explicitly (all traffic to 52.219.140.0/25): ask why");
  }

  private static String denied(Fix.Part part) {
    return Pattern.compile("Entry (\\d+) denies (.*) explicitly")
        .matcher(part.opens())
        .results()
        .map(each -> " [" + each.group(1) + " " + each.group(2) + "]")
        .collect(Collectors.joining());
  }

  @Test
  void theOneMissingBlockCompletesTheService() {
    Snapshot snapshot =
        World.of(
            Pair.ipv4(Pair.PLACES),
            OPEN_ACLS.replace("entry acl-c out 100 allow all * 0.0.0.0/0\n", ""),
            "rule sg-c out all * 0.0.0.0/0",
            SERVICE + ",3.5.138.0/23,3.5.140.0/23",
            """
            entry acl-c out 100 allow tcp 443 3.5.134.0/23
            entry acl-c out 110 allow tcp 443 52.219.170.0/23
            entry acl-c out 120 allow tcp 443 3.5.138.0/23
            entry acl-c out 130 allow tcp 443 3.5.140.0/23
            """);

    assertThat(Asked.changes(Asked.explain(snapshot, "eni-c 52.219.140.77 tcp 443").fixes()))
        .containsExactly("In acl-c add outbound entry 200: allow tcp 443 to 52.219.140.0/24.");
  }

  @Test
  void aClientThatScalesIsNamedByItsSubnet() {
    Snapshot snapshot =
        World.of(
            Pair.ipv4(Pair.PLACES),
            OPEN_ACLS.replace("entry acl-s out 100 allow all * 0.0.0.0/0\n", ""),
            "eni eni-d subnet-c 10.0.1.6 groups=sg-c",
            "rule sg-c out all * 0.0.0.0/0",
            "rule sg-s in all * 0.0.0.0/0");

    assertThat(Asked.changes(Asked.explain(snapshot, "eni-c eni-s tcp 443").fixes()))
        .containsExactly("In acl-s add outbound entry 100: allow tcp 1024-65535 to 10.0.1.0/24.");
  }

  @Test
  void besideTheNarrowestFixTheDurableOneIsNamed() {
    Explanation explanation = Asked.explain(Pair.inIpv4("acl-s out", ""), "eni-c eni-s tcp 443");

    assertThat(explanation.fixes())
        .extracting(fix -> fix.kind() + ": " + fix.text())
        .containsExactly(
            "narrowest: In acl-s add outbound entry 100: allow tcp 1024-65535 to 10.0.1.5/32.",
            "durable: In acl-s add outbound entry 100: allow tcp 1024-65535 to 10.0.1.0/24.");
  }

  @Test
  void aReferenceIsNotProposedWhereAnAuditWouldMissEntriesForItsIpv6Members() {
    Explanation explanation = Asked.explain(Pair.with("sg-s in", ""), "eni-c eni-s tcp 443");

    assertThat(Asked.changes(explanation.fixes()))
        .containsExactly("In sg-s allow inbound tcp 443 from 10.0.1.5/32.");
  }

  @Test
  void aDenyOfNothingElseIsTurnedIntoAnAllow() {
    Explanation explanation =
        Asked.explain(
            Pair.inIpv4("acl-s in", "90 deny tcp 443 10.0.1.5/32; 100 allow all * 0.0.0.0/0"),
            "eni-c eni-s tcp 443");

    assertThat(Asked.changes(explanation.fixes()))
        .containsExactly("In acl-s replace inbound entry 90: allow tcp 443 from 10.0.1.5/32.");
  }

  @ParameterizedTest(name = "{0} rules of {1}")
  @CsvSource({"59, 1, sg-s", "60, 1, sg-t", "60, 60, sg-s"})
  void aGroupThatHasRoomIsPreferred(int rules, int othersRules, String changed) {
    Snapshot snapshot =
        World.of(
            Pair.ipv4(Pair.PLACES).replace("groups=sg-s", "groups=sg-s,sg-t"),
            OPEN_ACLS,
            "sg sg-t vpc-1",
            "eni eni-1 subnet-s 10.0.2.11 groups=sg-t",
            "rule sg-c out all * 0.0.0.0/0",
            rules("sg-s", rules),
            rules("sg-t", othersRules));

    assertThat(Asked.changes(Asked.explain(snapshot, "eni-c eni-s tcp 443").fixes()))
        .containsExactly("In " + changed + " allow inbound tcp 443 from sg-c.");
  }

  private static String rules(String group, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            number -> "rule %s in tcp %d 198.51.100.%d/32".formatted(group, 1000 + number, number))
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the lists of the configuration | the address | of which it may be an address
          list pl-s3 com.amazonaws.eu-central-1.s3 -   | 52.219.140.77 | com.amazonaws.eu-central-1.s3 (pl-s3)
          list pl-s3 com.amazonaws.eu-central-1.s3 -; list pl-db com.amazonaws.eu-central-1.dynamodb - | 52.219.140.77 | com.amazonaws.eu-central-1.dynamodb (pl-db) or com.amazonaws.eu-central-1.s3 (pl-s3)
          # an address of the other family, of a private network, or of a list that is there
          list pl-cf com.amazonaws.global.ipv6.cloudfront.origin-facing - | 52.219.140.77 | ''
          list pl-s3 com.amazonaws.eu-central-1.s3 -   | 192.168.7.7   | ''
          list pl-s3 com.amazonaws.eu-central-1.s3 -; list pl-db com.amazonaws.eu-central-1.dynamodb 52.94.5.0/24 | 52.94.5.7 | ''
          list pl-s3 com.amazonaws.eu-central-1.s3 52.219.170.0/23 | 52.219.140.77 | ''
          """)
  void anAddressThatAListWithoutEntriesMayHoldIsSaidToBeOfAService(
      String lists, String address, String services) {
    for (String closed : List.of("", "rule sg-c out all * 0.0.0.0/0")) {
      Snapshot snapshot =
          World.of(
              Pair.ipv4(Pair.PLACES),
              closed.isEmpty()
                  ? OPEN_ACLS
                  : OPEN_ACLS.replace("entry acl-c out 100 allow all * 0.0.0.0/0\n", ""),
              closed,
              lists.replace("; ", "\n"));

      String opens =
          Asked.narrowest(Asked.explain(snapshot, "eni-c " + address + " tcp 443").fixes())
              .getFirst()
              .opens();

      if (services.isEmpty()) {
        assertThat(opens).doesNotContain("may be an address");
      } else {
        assertThat(opens)
            .contains(address + " may be an address of " + services + ", which has others: ");
      }
    }
  }

  @ParameterizedTest(name = "{0} rules")
  @CsvSource({"59, ''", "60, 'sg-s has 60 inbound rules already, and the default quota is 60.'"})
  void aFullGroupIsToldToBeAtItsQuota(int rules, String told) {
    String full =
        IntStream.range(0, rules)
            .mapToObj(number -> "tcp " + (1000 + number) + " 198.51.100." + number + "/32")
            .collect(Collectors.joining("; "));

    Explanation explanation = Asked.explain(Pair.inIpv4("sg-s in", full), "eni-c eni-s tcp 443");

    assertThat(Asked.narrowest(explanation.fixes()).getFirst().opens())
        .matches(opens -> told.isEmpty() ? !opens.contains("quota") : opens.endsWith(told), told);
  }

  @Test
  void anIpv6BlockerGetsAnIpv6Entry() {
    Explanation explanation =
        Asked.explain(
            World.of(Pair.PLACES, OPEN_ACLS, "rule sg-c out all * ::/0", "rule sg-s in all * ::/0"),
            "2001:db8:1:1::5 2001:db8:1:2::5 tcp 443");

    assertThat(Asked.changes(explanation.fixes()))
        .containsExactly(
            "In acl-c add outbound entry 200: allow tcp 443 to 2001:db8:1:2::5/128.",
            "In acl-s add inbound entry 200: allow tcp 443 from 2001:db8:1:1::5/128.",
            "In acl-s add outbound entry 200: allow tcp 1024-65535 to 2001:db8:1:1::5/128.",
            "In acl-c add inbound entry 200: allow tcp 32768-65535 from 2001:db8:1:2::5/128.");
  }

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eni-c eni-s tcp 443 | sg-s in  | '' | It opens tcp 443 between every interface that carries sg-s (1 now) and every interface that carries sg-c (1 now).
          198.51.100.7 eni-s tcp 443 | sg-s in | '' | It opens nothing else now: sg-s is on this interface only.
          eni-c eni-s tcp 443 | acl-s in | '' | It opens tcp 443 from 10.0.1.5/32 for all of subnet-s; security groups still apply.
          eni-c eni-s tcp 443 | acl-s in | 90 deny tcp * 10.0.0.0/8 | It opens tcp 443 from 10.0.1.5/32 for all of subnet-s; security groups still apply. Entry 90 denies this explicitly (tcp all ports from 10.0.0.0/8): ask why before you open it.
          eni-c eni-s tcp 443 | acl-s out | '' | It opens tcp 1024-65535 to 10.0.1.5/32 for all of subnet-s; replies to other clients stay as they are. Among these ports are those of services (TCP 1433, 1521, 2181, 3306, 3389, 5432, 5672, 5900, 5985, 5986, 6379, 8080, 9042, 9092, 9200, 11211, 27017): as far as security groups allow, they are reachable too.
          """)
  void whatElseAChangeOpensIsSaid(String question, String place, String lines, String opens) {
    Explanation explanation = Asked.explain(Pair.inIpv4(place, lines), question);

    assertThat(Asked.narrowest(explanation.fixes()))
        .extracting(Fix.Part::opens)
        .containsExactly(opens);
  }

  @Test
  void aRuleForAnAddressIsSaidToOpenItForTheOtherCarriers() {
    Snapshot snapshot =
        World.of(
            Pair.PLACES,
            OPEN_ACLS,
            "eni eni-1 subnet-c 10.0.1.11 groups=sg-s",
            "eni eni-2 subnet-c 10.0.1.12 groups=sg-s");

    assertThat(Asked.narrowest(Asked.explain(snapshot, "198.51.100.7 eni-s tcp 443").fixes()))
        .extracting(Fix.Part::opens)
        .containsExactly(
            "It opens tcp 443 with 198.51.100.7/32 also for the 2 other interfaces that carry"
                + " sg-s.");
  }

  @Test
  void aFullNetworkAclIsToldToBeNearItsQuota() {
    String twenty =
        IntStream.rangeClosed(1, 20)
            .mapToObj(number -> number + " allow tcp " + (1000 + number) + " 0.0.0.0/0")
            .collect(Collectors.joining("; "));

    Explanation explanation = Asked.explain(Pair.inIpv4("acl-s in", twenty), "eni-c eni-s tcp 443");

    assertThat(explanation.fixes().getFirst().opens())
        .endsWith("acl-s has 21 inbound entries already, and the default quota is 20.");
  }

  @Test
  void aNetworkAclWithoutAnyFreeNumberCannotBeFixed() {
    String all =
        IntStream.rangeClosed(1, 32_766)
            .mapToObj(number -> number + " deny udp 9 192.0.2.0/24")
            .collect(Collectors.joining("; "));

    Explanation explanation =
        Asked.explain(
            Pair.inIpv4(
                "acl-s in",
                all.replace("1 deny udp 9 192.0.2.0/24; 2 ", "1 deny all * 0.0.0.0/0; 2 ")),
            "eni-c eni-s tcp 443");

    assertThat(explanation.outcome()).isEqualTo(Verdict.Outcome.REJECT);
    assertThat(explanation.fixes()).isEmpty();
    assertThat(explanation.sentence())
        .contains("No change is proposed: this blocker remains. Network ACL acl-s (subnet-s)");
  }

  @Test
  void aQuestionWithoutAPortGetsNoChange() {
    Explanation explanation = Asked.explain(Pair.inIpv4("sg-s in", ""), "eni-c eni-s tcp");

    assertThat(explanation.outcome()).isEqualTo(Verdict.Outcome.REJECT);
    assertThat(explanation.fixes()).isEmpty();
    assertThat(explanation.sentence()).contains("No change is proposed: name a port to get one.");
  }

  @Test
  void anOpenPathNeedsNoChange() {
    Explanation explanation =
        Asked.explain(Pair.inIpv4("sg-s in", "tcp 443 sg-c"), "eni-c eni-s tcp 443");

    assertThat(explanation.outcome()).isEqualTo(Verdict.Outcome.ACCEPT);
    assertThat(explanation.fixes()).isEmpty();
    assertThat(explanation.nearest()).isNull();
  }
}
