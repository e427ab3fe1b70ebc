package io.flowverdict.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.audit.AuditCheck;
import io.flowverdict.core.audit.AuditFinding;
import io.flowverdict.core.audit.AuditInput;
import io.flowverdict.core.audit.Audits;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.explain.End;
import io.flowverdict.core.explain.Explainer;
import io.flowverdict.core.explain.Explanation;
import io.flowverdict.core.explain.Question;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The README's own example, fixed as it says.
class FixOfTheReadmeTest {

  private static final String ACL = "acl-0db00000000000001";

  private static final Question QUESTION =
      Question.tcp(
          new End.OfInstance("i-0a990000000000001"),
          new End.OfInterface("eni-0db00000000000001"),
          5432);

  private static Snapshot configuration() throws IOException {
    return GivenConfiguration.read(Path.of("../../events/configuration")).newest();
  }

  @Test
  void afterTheFixItPassesAndNoReplyToARequestIsInTrouble() throws IOException {
    Snapshot snapshot = configuration();
    Explanation explanation = new Explainer(snapshot, new AuditCheck()).explain(QUESTION);

    Snapshot changed = Change.applyAll(requireNonNull(explanation.narrowest()).changes(), snapshot);

    assertThat(explanation.narrowest().text())
        .isEqualTo(
            "In acl-0db00000000000001 add outbound entry 200: allow tcp 1024-65535 to"
                + " 10.0.2.0/24.");
    assertThat(new Explainer(changed, new AuditCheck()).explain(QUESTION).outcome())
        .isEqualTo(Verdict.Outcome.ACCEPT);
    assertThat(aboutReplies(snapshot)).contains(ACL + " replies to ingress TCP BLOCKED");
    assertThat(aboutReplies(changed))
        .noneMatch(each -> each.startsWith(ACL + " replies to ingress"))
        .isSubsetOf(aboutReplies(snapshot));
  }

  @Test
  void theAuditProposesTheSameEntryWithTheSameNumber() throws IOException {
    Snapshot snapshot = configuration();
    Explanation explanation = new Explainer(snapshot, new AuditCheck()).explain(QUESTION);

    assertThat(report(snapshot))
        .filteredOn(each ->
            "replies to ingress TCP BLOCKED".equals(each.aspect()) && each.resource().equals(ACL))
        .singleElement()
        .extracting(each -> each.fix().changes())
        .isEqualTo(requireNonNull(explanation.narrowest()).changes());
  }

  @Test
  void afterAllFixesOfTheReportNoReplyIsInTrouble() throws IOException {
    Snapshot snapshot = configuration();
    Set<Change> changes = new LinkedHashSet<>();
    report(snapshot).forEach(finding -> changes.addAll(finding.fix().changes()));

    assertThat(aboutReplies(Change.applyAll(List.copyOf(changes), snapshot))).isEmpty();
  }

  private static List<AuditFinding> report(Snapshot snapshot) {
    return Audits.run(AuditInput.of(new Scope("123456789012", "eu-central-1"), snapshot));
  }

  private static List<String> aboutReplies(Snapshot snapshot) {
    return report(snapshot).stream()
        .filter(each -> each.kind() == AuditKind.ACL_REPLY_BLOCKED)
        .map(each -> each.resource() + " " + each.aspect())
        .toList();
  }
}
