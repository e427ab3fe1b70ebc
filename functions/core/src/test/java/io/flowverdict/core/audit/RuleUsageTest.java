package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.audit.LogEvidence.Interval;
import io.flowverdict.core.audit.LogEvidence.RuleUse;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import io.flowverdict.core.snapshot.Traffic;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RuleUsageTest {

  private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-11-01T00:00:00Z");
  private static final Interval WHOLE = new Interval(FROM, TO);

  private static final Snapshot NETWORK =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16
          sg-1 of vpc-1
          sg-1 in tcp 22 from 10.0.0.0/8
          eni-1 of subnet-1 has 10.0.1.10 carries sg-1
          eni-2 of subnet-1 has 10.0.1.20 carries sg-1
          """);

  @Test
  void aRuleThatNothingNeededWhileLogsWereCompleteIsUnused() {
    assertThat(run(NETWORK, Map.of("eni-1", List.of(WHOLE), "eni-2", List.of(WHOLE)), Map.of()))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.kind()).isEqualTo(AuditKind.RULE_UNUSED);
          assertThat(finding.rule()).isEqualTo("sgr-1-1");
          assertThat(finding.fix().commands())
              .containsExactly(
                  "aws ec2 revoke-security-group-ingress --group-id sg-1"
                      + " --security-group-rule-ids sgr-1-1");
        });
  }

  @Test
  void whereLogsAreMissingNothingIsSaidOfTheRules() {
    Instant noon = Instant.parse("2026-10-15T12:00:00Z");
    Interval early = new Interval(FROM, noon);
    Interval late = new Interval(noon.plusSeconds(600), TO);

    assertThat(
            run(NETWORK, Map.of("eni-1", List.of(WHOLE), "eni-2", List.of(early, late)), Map.of()))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.kind()).isEqualTo(AuditKind.USAGE_UNKNOWN);
          assertThat(finding.related()).containsExactly("eni-2");
          assertThat(finding.sentence())
              .endsWith("eni-2 from 2026-10-15T12:00:00Z to 2026-10-15T12:10:00Z.");
        });
  }

  @Test
  void anInterfaceWithoutLogsIsMissingAllTheTime() {
    assertThat(run(NETWORK, Map.of("eni-1", List.of(WHOLE)), Map.of()))
        .singleElement()
        .extracting(AuditFinding::kind)
        .isEqualTo(AuditKind.USAGE_UNKNOWN);
  }

  @Test
  void intervalsThatMeetAreComplete() {
    Instant noon = Instant.parse("2026-10-15T12:00:00Z");
    List<Interval> halves = List.of(new Interval(noon, TO), new Interval(FROM, noon));

    assertThat(run(NETWORK, Map.of("eni-1", List.of(WHOLE), "eni-2", halves), Map.of()))
        .extracting(AuditFinding::kind)
        .containsExactly(AuditKind.RULE_UNUSED);
  }

  @Test
  void ofARuleThatChangedInTheWindowNothingIsSaid() {
    assertThat(
            run(
                NETWORK,
                Map.of("eni-1", List.of(WHOLE), "eni-2", List.of(WHOLE)),
                Map.of(),
                Set.of("sgr-1-1")))
        .isEmpty();
  }

  @Test
  void aRuleThatWasNeededIsNotReported() {
    assertThat(used(NETWORK, "sgr-1-1", "10.0.0.0/8", 22, 22)).isEmpty();
  }

  @Test
  void aNarrowerSourceIsProposed() {
    assertThat(used(NETWORK, "sgr-1-1", "10.0.7.0/24", 22, 22))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.kind()).isEqualTo(AuditKind.RULE_PARTLY_UNUSED);
          assertThat(finding.sentence()).endsWith(": tcp 22 from 10.0.7.0/24.");
          assertThat(finding.fix().commands())
              .hasSize(2)
              .first()
              .asString()
              .contains("authorize-security-group-ingress", "10.0.7.0/24");
        });
  }

  @Test
  void narrowerPortsAreProposed() {
    Snapshot wide =
        TestNetwork.of("sg-1 in tcp 1000-9000 from sg-1; eni-1 carries sg-1; eni-2 carries sg-1");

    assertThat(used(wide, "sgr-1-1", "10.0.0.0/8", 8080, 8081))
        .singleElement()
        .extracting(AuditFinding::sentence)
        .asString()
        .endsWith(": tcp 8080-8081 from sg-1.");
  }

  @Test
  void aRuleForAnIcmpTypeOrAnUnknownListIsLeftOut() {
    Snapshot network =
        TestNetwork.of(
            "sg-1 in icmp 8 from any; sg-1 in tcp 1 from pl-1; eni-1 carries sg-1; eni-2 carries"
                + " sg-1");

    assertThat(run(network, Map.of("eni-1", List.of(WHOLE), "eni-2", List.of(WHOLE)), Map.of()))
        .isEmpty();
  }

  private static List<AuditFinding> used(
      Snapshot network, String rule, String peers, int from, int to) {
    RuleUse use =
        new RuleUse(
            TO,
            List.of(new Traffic.Ports(Protocol.TCP, new PortRange(from, to))),
            List.of(Cidr.parse(peers)));
    return run(
        network, Map.of("eni-1", List.of(WHOLE), "eni-2", List.of(WHOLE)), Map.of(rule, use));
  }

  private static List<AuditFinding> run(
      Snapshot network, Map<String, List<Interval>> complete, Map<String, RuleUse> uses) {
    return run(network, complete, uses, Set.of());
  }

  private static List<AuditFinding> run(
      Snapshot network,
      Map<String, List<Interval>> complete,
      Map<String, RuleUse> uses,
      Set<String> changedRules) {
    LogEvidence evidence =
        new LogEvidence(
            FROM, TO, new TreeMap<>(complete), new TreeMap<>(uses), changedRules, new TreeMap<>());
    return Audits.run(
        List.of(new RuleUsage()),
        new AuditInput(Found.SCOPE, network, EnumSet.allOf(Section.class), evidence));
  }
}
