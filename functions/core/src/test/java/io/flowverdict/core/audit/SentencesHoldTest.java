package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.judge.Claim;
import io.flowverdict.core.judge.ClaimCheck;
import io.flowverdict.core.judge.RandomNetwork;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every part of every sentence of a finding about what rules do to packets, in random networks,
/// held against the judge. `-Dsentences.worlds=10000` for a large run.
class SentencesHoldTest {

  private static final int WORLDS = Integer.getInteger("sentences.worlds", 24);

  /// The kinds whose sentences say what rules do to packets. Those of the others are about numbers,
  /// attachments, logs and what was recorded.
  private static final Set<AuditKind> ABOUT_RULES =
      EnumSet.of(
          AuditKind.ACL_ENTRY_SHADOWED,
          AuditKind.ACL_BLOCKS_GROUP,
          AuditKind.ACL_BLOCKS_PATH_MTU,
          AuditKind.ACL_IPV6_FORGOTTEN,
          AuditKind.ACL_REPLY_BLOCKED,
          AuditKind.OPEN_TO_INTERNET,
          AuditKind.OPEN_IN_ONE_LAYER,
          AuditKind.RULE_IMPLIED,
          AuditKind.RULE_DUPLICATE);

  @Test
  void whatFindingsSayOfRulesIsTrue() {
    Map<AuditKind, Integer> sentences = new TreeMap<>();
    long claims = 0;
    long packets = 0;
    List<String> untrue = new ArrayList<>();
    for (long seed = 0; seed < WORLDS; seed++) {
      Snapshot snapshot = RandomNetwork.of(seed).snapshot();
      ClaimCheck check = new ClaimCheck(snapshot);
      for (AuditFinding finding : Audits.run(AuditInput.of(Found.SCOPE, snapshot))) {
        if (ABOUT_RULES.contains(finding.kind())) {
          sentences.merge(finding.kind(), 1, Integer::sum);
          assertThat(finding.claims()).as(finding.sentence()).isNotEmpty();
        }
        for (Claim claim : finding.claims()) {
          claims++;
          String refuted = check.refute(claim);
          if (refuted != null) {
            untrue.add(seed + ": " + finding.kind() + " " + finding.sentence() + "\n" + refuted);
          }
        }
      }
      packets += check.packets();
    }
    System.out.printf(
        "sentences of findings: %s checked in %d claims and %d packets, untrue %d%n",
        sentences.entrySet().stream()
            .map(each -> each.getKey().code() + " " + each.getValue())
            .collect(Collectors.joining(", ")),
        claims,
        packets,
        untrue.size());
    assertThat(untrue).isEmpty();
    assertThat(sentences.keySet()).containsAll(ABOUT_RULES);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reference-empty      | sg-1 in tcp 22 from sg-2
          reference-stale      | sg-1 in tcp 22 from sg-9 of vpc-2 over pcx-1 deleted
          reference-stale      | sg-1 in tcp 22 from sg-9 of vpc-2 over pcx-1; pcx-1 between vpc-1 vpc-2 is deleted
          reference-unusable   | eni-9 of subnet-2 has 10.2.1.9 carries sg-9; sg-1 in tcp 22 from sg-9
          rule-of-other-family | sg-1 in icmp from any6
          """)
  void aRuleThatIsSaidToMatchNothingMatchesNoPacket(String kind, String rows) {
    Snapshot snapshot =
        TestNetwork.of(
            """
            vpc-1 has 10.0.0.0/16 2001:db8:1::/56; vpc-2 has 10.2.0.0/16
            subnet-1 of vpc-1 has 10.0.1.0/24; subnet-2 of vpc-2 has 10.2.1.0/24
            sg-1 of vpc-1; sg-2 of vpc-1; sg-9 of vpc-2
            eni-1 of subnet-1 has 10.0.1.10 carries sg-1
            """
                + rows);
    List<AuditFinding> findings =
        Audits.run(AuditInput.of(Found.SCOPE, snapshot)).stream()
            .filter(each -> each.kind().code().equals(kind))
            .toList();

    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().claims())
        .isNotEmpty()
        .allSatisfy(claim -> assertThat(new ClaimCheck(snapshot).refute(claim)).isNull());
  }
}
