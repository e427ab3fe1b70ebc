package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditsTest {

  private static final Snapshot NETWORK =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16
          subnet-1 of vpc-1 has 10.0.1.0/24
          acl-1 of vpc-1 guards subnet-1
          acl-1 in 100 allow all from any
          acl-1 in 110 deny tcp 22 from any
          eni-1 of subnet-1 has 10.0.1.10 public 54.0.0.1 carries sg-1 sg-9
          sg-1 of vpc-1 named default
          sg-1 in tcp 22 from any
          sg-1 in tcp 22 from pl-1
          sg-1 out all to any
          pl-1
          """);

  @Test
  void everyKindHasAnAudit() {
    assertThat(Audits.all().stream().flatMap(audit -> audit.kinds().stream()))
        .containsExactlyInAnyOrder(AuditKind.values());
  }

  @Test
  void theMostSevereComesFirstAndNoTwoAreTheSame() {
    List<AuditFinding> findings = Audits.run(AuditInput.of(Found.SCOPE, NETWORK));

    assertThat(findings).hasSizeGreaterThan(5).isSortedAccordingTo(AuditFinding.ORDER);
    assertThat(findings).extracting(AuditFinding::id).doesNotHaveDuplicates();
    assertThat(findings.getFirst().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void aSecondRunFindsTheSame() {
    AuditInput input = AuditInput.of(Found.SCOPE, NETWORK);

    assertThat(Audits.run(input)).isEqualTo(Audits.run(input));
  }

  @Test
  void whatTheConfigurationLacksIsSaid() {
    assertThat(Found.in(new ConfigurationGaps(), NETWORK))
        .containsExactly("INFORMATIONAL pl-1", "INFORMATIONAL sg-9");
  }

  @Test
  void anAbsentPartWithholdsTheAuditsThatNeedIt() {
    AuditInput input =
        new AuditInput(
            Found.SCOPE, NETWORK, EnumSet.complementOf(EnumSet.of(Section.INTERFACES)), null);

    assertThat(Audits.run(List.of(new GroupUnattached(), new DefaultGroups()), input))
        .extracting(AuditFinding::sentence)
        .contains(
            "The configuration has no network interfaces, so nothing is told about"
                + " group-unattached.");
  }

  @Test
  void anIdDoesNotDependOnWordsButOnWhatItIs() {
    Detected.Draft one = draft("eni-1");

    assertThat(one.saying("a").unfixed().id()).isEqualTo(one.saying("b").unfixed().id());
    assertThat(one.saying("a").unfixed().id())
        .isNotEqualTo(draft("eni-2").saying("a").unfixed().id());
    assertThat(one.saying("a").unfixed().id())
        .isNotEqualTo(
            Detected.about(
                    AuditKind.NOT_LOGGED,
                    Severity.LOW,
                    new Scope("123456789012", "eu-central-1"),
                    "eni-1")
                .fix(Proposal.of("x"))
                .saying("a")
                .unfixed()
                .id());
  }

  private static Detected.Draft draft(String resource) {
    return Detected.about(AuditKind.NOT_LOGGED, Severity.LOW, Found.SCOPE, resource)
        .fix(Proposal.of("x"));
  }

  @Test
  void codesAreStable() {
    assertThat(Arrays.stream(AuditKind.values()).map(AuditKind::code))
        .containsExactly(
            "open-to-internet",
            "open-in-one-layer",
            "default-group-in-use",
            "default-group-has-rules",
            "acl-entry-shadowed",
            "acl-reply-blocked",
            "acl-blocks-path-mtu",
            "acl-blocks-group",
            "acl-unassociated",
            "acl-ipv6-forgotten",
            "rule-implied",
            "rule-duplicate",
            "rule-of-other-family",
            "reference-stale",
            "reference-empty",
            "reference-unusable",
            "group-unattached",
            "rule-unused",
            "rule-partly-unused",
            "usage-unknown",
            "limits-near",
            "not-logged",
            "log-blind",
            "configuration-incomplete");
  }
}
