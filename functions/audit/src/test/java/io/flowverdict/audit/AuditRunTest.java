package io.flowverdict.audit;

import static io.flowverdict.audit.AuditedWorld.SCOPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.aws.inventory.AccountUnreadableException;
import io.flowverdict.aws.inventory.InventoryException;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.FindingKind;
import io.flowverdict.core.finding.Kind;
import io.flowverdict.core.finding.PageRequest;
import io.flowverdict.core.finding.Recorded;
import io.flowverdict.core.finding.Status;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a scheduled audit leaves in the table.
class AuditRunTest {

  private static final PageRequest ALL = PageRequest.first(100);
  private static final SecurityGroupRule SSH = AuditedWorld.rule("sgr-ssh", 22, "0.0.0.0/0");
  private static final SecurityGroupRule DATABASE =
      AuditedWorld.rule("sgr-db", 5432, "10.0.0.0/16");

  private final AuditedWorld world = new AuditedWorld();

  @Test
  void whatAnAuditFindsIsKeptWithSentenceFixAndStandards() {
    world.live(_ -> AuditedWorld.web(SSH));

    AuditSummary summary = world.run().audit(SCOPE);

    Finding open = only(AuditKind.OPEN_TO_INTERNET);
    assertThat(open.status()).isEqualTo(Status.OPEN);
    assertThat(open.latest().sentence()).contains("eni-web", "EC2.");
    assertThat(open.latest().object()).startsWith("configuration:");
    assertThat(open.advice()).isNotNull();
    assertThat(summary.found().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(summary.recorded().added());
  }

  @Test
  void aSecondRunChangesNothing() {
    world.live(_ -> AuditedWorld.web(SSH));
    world.run().audit(SCOPE);
    List<Finding> once = open();
    world.pass(Duration.ofHours(1));

    AuditSummary again = world.run().audit(SCOPE);

    assertThat(again.recorded()).isEqualTo(Recorded.NOTHING);
    assertThat(again.changed()).isZero();
    assertThat(open()).isEqualTo(once);
  }

  @Test
  void aCauseThatIsRemovedResolvesItsFindingAndOneThatReturnsReopensIt() {
    world.live(_ -> AuditedWorld.web(SSH));
    world.run().audit(SCOPE);
    world.pass(Duration.ofHours(1));
    world.live(_ -> AuditedWorld.web());

    AuditSummary without = world.run().audit(SCOPE);

    assertThat(without.changed()).isPositive();
    assertThat(kinds()).doesNotContain(AuditKind.OPEN_TO_INTERNET);
    Finding resolved = only(AuditKind.OPEN_TO_INTERNET);
    assertThat(resolved.status()).isEqualTo(Status.RESOLVED);

    world.pass(Duration.ofHours(1));
    world.live(_ -> AuditedWorld.web(SSH));
    world.run().audit(SCOPE);

    assertThat(only(AuditKind.OPEN_TO_INTERNET).status()).isEqualTo(Status.REOPENED);
  }

  @Test
  void aRunThatCannotReadTheConfigurationResolvesNothing() {
    world.live(_ -> AuditedWorld.web(SSH));
    world.run().audit(SCOPE);
    List<Finding> before = open();
    world.pass(Duration.ofHours(1));
    world.live(_ -> {
      throw new InventoryException("the second page did not come");
    });

    assertThatThrownBy(() -> world.run().audit(SCOPE))
        .isInstanceOf(AuditFailedException.class)
        .hasMessageContaining("the second page did not come");
    assertThat(open()).isEqualTo(before);
  }

  @Test
  void anAccountThatRefusesToBeReadIsAFindingUntilItIsRead() {
    world.live(scope -> {
      throw new AccountUnreadableException(scope, "the role does not exist");
    });
    assertThatThrownBy(() -> world.run().audit(SCOPE)).hasMessageContaining("role does not exist");
    assertThat(kinds()).containsExactly(FindingKind.ACCOUNT_UNREADABLE);

    world.pass(Duration.ofHours(1));
    world.live(_ -> AuditedWorld.web());
    world.run().audit(SCOPE);

    assertThat(kinds()).doesNotContain(FindingKind.ACCOUNT_UNREADABLE);
  }

  @Test
  void aRuleIsCalledUnusedOnlyWhereTheLogsHaveNoGap() {
    world.live(_ -> AuditedWorld.web(DATABASE));
    world.run().audit(SCOPE);
    world.pass(Duration.ofDays(3));
    world.use("sgr-https", 443);

    world.run().audit(SCOPE);
    assertThat(kinds()).contains(AuditKind.USAGE_UNKNOWN).doesNotContain(AuditKind.RULE_UNUSED);

    world.pass(Duration.ofDays(1));
    world.logsOf(Duration.ofDays(4));
    world.run().audit(SCOPE);
    assertThat(kinds()).doesNotContain(AuditKind.USAGE_UNKNOWN);
    assertThat(only(AuditKind.RULE_UNUSED).cause().rule()).isEqualTo("sgr-db");
  }

  @Test
  void ofARuleThatCameInTheWindowItIsNotSaidThatItIsUnused() {
    world.live(_ -> AuditedWorld.web());
    world.run().audit(SCOPE);
    world.pass(Duration.ofDays(4));
    world.use("sgr-https", 443);
    world.logsOf(Duration.ofDays(4));
    world.live(_ -> AuditedWorld.web(DATABASE));

    world.run().audit(SCOPE);

    assertThat(kinds()).doesNotContain(AuditKind.USAGE_UNKNOWN, AuditKind.RULE_UNUSED);
  }

  private List<Finding> open() {
    return world.findings.open(SCOPE, ALL).items();
  }

  private List<Kind> kinds() {
    return open().stream().<Kind>map(finding -> finding.cause().kind()).toList();
  }

  private Finding only(AuditKind kind) {
    List<Finding> found =
        Stream.of("sg-web", "eni-web")
            .flatMap(resource -> world.findings.ofResource(SCOPE, resource, ALL).items().stream())
            .filter(finding -> finding.cause().kind() == kind)
            .toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
