package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.bulk.GeneratedLog;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.snapshot.Incomplete;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.MissingPages;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What audits say where listings go on: nothing that rests on something not being there, and that
/// they go on.
class MissingPagesAuditTest {

  private static final int NETWORKS = 400;

  private static final Snapshot NETWORK =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16
          vpc-2 has 10.2.0.0/16
          subnet-1 of vpc-1 has 10.0.1.0/24
          subnet-2 of vpc-2 has 10.2.1.0/24
          acl-1 of vpc-1 guards subnet-1
          acl-1 in 100 allow tcp 443 from any; acl-1 out 100 allow all to any
          acl-2 of vpc-2 guards subnet-2
          eni-1 of subnet-1 has 10.0.1.10 carries sg-1
          eni-2 of subnet-2 has 10.2.1.10 carries sg-far
          sg-1 of vpc-1 named one; sg-far of vpc-2 named far
          sg-empty of vpc-1 named empty; sg-idle of vpc-1 named idle; sg-default of vpc-1 named default
          sg-1 in tcp 22 from 10.0.2.0/24
          sg-1 in tcp 443 from sg-empty
          sg-1 in tcp 444 from sg-far of vpc-2
          sg-1 in tcp 445 from pl-1
          sg-default in tcp 443 from sg-default
          pl-1 has 203.0.113.0/25
          """);

  /// Findings of one kind with all pages, and with a listing that goes on.
  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # what goes on | kind | with all pages | with these

          INTERFACES      | acl-blocks-group   | sg-1      | -
          INTERFACES      | reference-empty    | sg-1      | -
          INTERFACES      | reference-unusable | sg-1      | -
          INTERFACES      | group-unattached   | sg-idle   | -
          SECURITY_GROUPS | group-unattached   | sg-idle   | -
          SECURITY_GROUPS | acl-blocks-group   | sg-1      | sg-1
          PEERINGS        | reference-unusable | sg-1      | -
          PEERINGS        | reference-empty    | sg-1      | sg-1
          FLOW_LOGS       | not-logged         | vpc-1     | -
          FLOW_LOGS       | group-unattached   | sg-idle   | sg-idle
          """)
  void whatRestsOnAbsenceIsWithheld(Listing what, String kind, String whole, String part) {
    assertThat(resources(NETWORK, kind)).contains(whole);
    assertThat(resources(without(Incomplete.of(what)), kind))
        .isEqualTo(part == null ? Set.of() : resources(NETWORK, kind));
  }

  /// What is found, with all pages and where interfaces are missing.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case | rules and entries | kind | with all pages | with these

          another group of the same interfaces may be missing elsewhere  | sg-1 in tcp 443 from 10.0.0.0/8; sg-2 in tcp 443 from any             | rule-implied      | LOW  | INFORMATIONAL
          the same group is on every interface                           | sg-1 in tcp 443 from 10.0.0.0/8; sg-1 in tcp 443 from any             | rule-implied      | LOW  | LOW
          a missing load balancer may bring clients from elsewhere       | sg-1 in tcp 443 from sg-2; sg-1 in tcp 443 from 10.0.0.0/16           | rule-implied      | LOW  | -
          a missing transit gateway attachment may hand requests over    | sg-1 in tcp 443 from 192.168.0.0/16; acl-1 in 100 allow tcp 443 from 192.168.0.0/16 | acl-reply-blocked | HIGH | -
          inside the VPC none comes between                              | sg-1 in tcp 443 from 10.0.2.0/24; acl-1 in 100 allow tcp 443 from 10.0.2.0/24 | acl-reply-blocked | HIGH | HIGH
          """)
  void whereInterfacesAreMissing(
      String name, String rules, String kind, String whole, String part) {
    Snapshot snapshot =
        TestNetwork.of(
            """
            vpc-1 has 10.0.0.0/16
            subnet-1 of vpc-1 has 10.0.1.0/24
            acl-1 of vpc-1 guards subnet-1
            eni-1 of subnet-1 has 10.0.1.10 carries sg-1 sg-2
            sg-1 of vpc-1; sg-2 of vpc-1
            """
                + rules);
    Snapshot shortened = snapshot.toBuilder().incomplete(Incomplete.of(Listing.INTERFACES)).build();

    assertThat(severities(snapshot, kind)).isEqualTo(whole);
    assertThat(severities(shortened, kind)).isEqualTo(part);
  }

  private static String severities(Snapshot snapshot, String kind) {
    return Audits.run(AuditInput.of(Found.SCOPE, snapshot)).stream()
        .filter(each -> each.kind().code().equals(kind))
        .map(each -> each.severity().name())
        .distinct()
        .reduce((one, other) -> one + " " + other)
        .orElse("-");
  }

  @Test
  void aDefaultGroupMayBeCarriedByAnInterfaceThatIsMissing() {
    Snapshot part = without(Incomplete.of(Listing.INTERFACES));

    assertThat(fix(NETWORK)).isEqualTo("Remove its rules: no interface carries it.");
    assertThat(fix(part))
        .isEqualTo("Move its interfaces to groups of their own, then remove its rules.");
  }

  private static String fix(Snapshot snapshot) {
    return Audits.run(AuditInput.of(Found.SCOPE, snapshot)).stream()
        .filter(each -> each.kind() == AuditKind.DEFAULT_GROUP_HAS_RULES)
        .map(each -> each.fix().text())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aListingThatGoesOnIsSaidWithWhatIsWithheld() {
    Snapshot part =
        without(
            new Incomplete(
                Set.of(Listing.INTERFACES, Listing.PEERINGS, Listing.SECURITY_GROUP_RULES),
                Set.of("sg-1"),
                Set.of("pl-1")));

    assertThat(
            Audits.run(AuditInput.of(Found.SCOPE, part)).stream()
                .filter(each -> each.kind() == AuditKind.CONFIGURATION_INCOMPLETE)
                .map(each -> each.sentence() + " " + each.fix().commands()))
        .containsExactlyInAnyOrder(
            "The configuration may lack network interfaces, as their listing was not read to its"
                + " end: nothing is told about acl-blocks-group, group-unattached,"
                + " rule-partly-unused, rule-unused, usage-unknown. [aws ec2"
                + " describe-network-interfaces]",
            "The configuration may lack VPC peering connections, as their listing was not read to"
                + " its end. [aws ec2 describe-vpc-peering-connections]",
            "The configuration may lack security group rules, as their listing was not read to its"
                + " end: nothing is told about group-unattached. [aws ec2"
                + " describe-security-group-rules]",
            "Prefix list pl-1, which is named by sgr-1-4, may have entries that are not in the"
                + " configuration: what these allow is in no finding. [aws ec2"
                + " get-managed-prefix-list-entries --prefix-list-id pl-1]");
  }

  /// What is found in a part of a network is found in the whole one: but for what groups would let
  /// in that no interface is known to carry, and of rules that others imply, at which interfaces.
  @Test
  void nothingIsFoundThatTheMissingPagesRefute() {
    int found = 0;
    for (long seed = 0; seed < NETWORKS; seed++) {
      Snapshot whole = new GeneratedLog(seed).network();
      Snapshot part = MissingPages.of(whole, seed);
      Set<String> right = new HashSet<>(said(whole));
      List<String> said = said(part);
      found += said.size();
      assertThat(right).as("seed %d without %s", seed, part.incomplete()).containsAll(said);
    }

    System.out.println("Missing pages: findings held against the whole network " + found);
    assertThat(found).isGreaterThan(1_000);
  }

  private static List<String> said(Snapshot snapshot) {
    Predicate<AuditFinding> refutable =
        each ->
            switch (each.kind()) {
              case CONFIGURATION_INCOMPLETE, LIMITS_NEAR, USAGE_UNKNOWN -> false;
              case OPEN_TO_INTERNET -> each.resource().startsWith("eni-");
              case RULE_IMPLIED, RULE_DUPLICATE -> each.severity() != Severity.INFORMATIONAL;
              default -> true;
            };
    return Audits.run(AuditInput.of(Found.SCOPE, snapshot)).stream()
        .filter(refutable)
        .map(each -> kind(each) + " " + each.resource() + " " + part(each))
        .toList();
  }

  /// What is open is named by all rules that open it, of which some may be missing.
  private static String part(AuditFinding finding) {
    return String.valueOf(
        finding.kind() == AuditKind.OPEN_TO_INTERNET ? finding.aspect() : finding.rule());
  }

  /// A duplicate of one rule may be implied by another as well.
  private static AuditKind kind(AuditFinding finding) {
    return finding.kind() == AuditKind.RULE_DUPLICATE ? AuditKind.RULE_IMPLIED : finding.kind();
  }

  private static Snapshot without(Incomplete incomplete) {
    return NETWORK.toBuilder().incomplete(incomplete).build();
  }

  private static Set<String> resources(Snapshot snapshot, String kind) {
    Stream<AuditFinding> findings = Audits.run(AuditInput.of(Found.SCOPE, snapshot)).stream();
    Set<String> resources = new HashSet<>();
    findings
        .filter(each -> each.kind().code().equals(kind))
        .forEach(each -> resources.add(each.resource()));
    return resources;
  }
}
