package io.flowverdict.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.judge.Doubt;
import io.flowverdict.core.snapshot.Incomplete;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers where listings go on: a block by what is there is certain, and nothing else is.
class MissingPagesExplainTest {

  private static final Snapshot NETWORK =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16
          subnet-app of vpc-1 has 10.0.1.0/24
          subnet-db of vpc-1 has 10.0.2.0/24
          subnet-lost of vpc-1 has 10.0.3.0/24
          acl-app of vpc-1 guards subnet-app
          acl-app in 100 allow all from any; acl-app out 100 allow all to any
          acl-db of vpc-1 guards subnet-db
          acl-db in 100 allow tcp 5432-5434 from any; acl-db out 100 allow all to any
          eni-app of subnet-app has 10.0.1.10 carries sg-app
          eni-db of subnet-db has 10.0.2.20 carries sg-db
          eni-lost of subnet-lost has 10.0.3.30 carries sg-db
          sg-app of vpc-1; sg-db of vpc-1
          sg-app out tcp 5432-5434 to sg-db; sg-app out tcp 443 to any
          sg-db in tcp 5432 from sg-app; sg-db in tcp 5433 from pl-1
          pl-1 has 203.0.113.0/25
          """);

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what goes on | question | with all pages | with these

          INTERFACES   | eni-app eni-db tcp 5432       | ACCEPT | ACCEPT
          INTERFACES   | eni-app eni-db tcp 5435       | REJECT | REJECT
          INTERFACES   | eni-app 10.0.2.99 tcp 5432    | REJECT interface-unknown | UNDECIDED referenced-group-unknown interface-unknown
          INTERFACES   | eni-app 198.51.100.7 tcp 443  | ACCEPT | UNDECIDED interface-unknown
          rules        | eni-app eni-db tcp 5432       | ACCEPT | ACCEPT
          rules        | eni-app eni-db tcp 5434       | REJECT | UNDECIDED security-group-unknown
          rules        | eni-app eni-db tcp 5435       | REJECT | REJECT security-group-unknown
          list         | eni-app eni-db tcp 5433       | REJECT | UNDECIDED prefix-list-unknown
          NETWORK_ACLS | eni-app eni-lost tcp 5432     | UNDECIDED network-acl-unknown | UNDECIDED network-acl-unknown
          """)
  void whatMayBeOnAMissingPageDecidesNothing(
      String what, String question, String whole, String part) {
    assertThat(answer(NETWORK, question)).isEqualTo(whole);
    assertThat(answer(NETWORK.toBuilder().incomplete(incomplete(what)).build(), question))
        .isEqualTo(part);
  }

  private static Incomplete incomplete(String what) {
    return switch (what) {
      case "rules" ->
          new Incomplete(Set.of(Listing.SECURITY_GROUP_RULES), Set.of("sg-db"), Set.of());
      case "list" -> new Incomplete(Set.of(), Set.of(), Set.of("pl-1"));
      default -> Incomplete.of(Listing.valueOf(what));
    };
  }

  private static String answer(Snapshot snapshot, String question) {
    Explanation explanation = Asked.explain(snapshot, question);
    String doubts =
        explanation.doubts().stream()
            .map(Doubt::reason)
            .map(reason -> " " + reason.code())
            .distinct()
            .collect(Collectors.joining());
    return explanation.outcome() + doubts;
  }
}
