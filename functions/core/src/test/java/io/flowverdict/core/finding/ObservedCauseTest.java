package io.flowverdict.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObservedCauseTest {

  private static final Instant HOUR = Instant.parse("2026-11-22T10:00:00Z");
  private static final Step ALLOWING_ENTRY =
      new Step(Layer.NACL, Direction.INGRESS, "acl-0a", "100", "allow all", Step.Effect.ALLOW);
  private static final Step DENYING_ENTRY =
      new Step(Layer.NACL, Direction.INGRESS, "acl-0a", "*", "deny all", Step.Effect.DENY);
  private static final Step RULE =
      new Step(Layer.SG, Direction.INGRESS, "sg-0a", "sgr-0a", "tcp 443", Step.Effect.ALLOW);
  private static final Step GROUP =
      new Step(Layer.SG, Direction.INGRESS, "sg-0b", null, null, Step.Effect.NO_MATCH);

  @Test
  void aSecurityGroupRuleBelongsToItsGroup() {
    assertThat(seen("sgr-0a", ALLOWING_ENTRY, RULE).ruleOwners()).containsExactly("sg-0a");
  }

  @Test
  void aGroupWithoutAMatchingRuleOwnsTheCause() {
    assertThat(seen("sg-0b", ALLOWING_ENTRY, GROUP).ruleOwners()).containsExactly("sg-0b");
  }

  @Test
  void aNetworkAclEntryBelongsToItsNetworkAcl() {
    assertThat(seen("acl-0a ingress entry *, sg-0b", DENYING_ENTRY, GROUP).ruleOwners())
        .containsExactly("acl-0a", "sg-0b");
  }

  @Test
  void aCauseWithoutRulesHasNoOwners() {
    assertThat(seen(null, ALLOWING_ENTRY, GROUP).ruleOwners()).isEmpty();
  }

  @Test
  void countsThatAreTooLargeAddUpToTheLargestNumber() {
    assertThat(new Counts(1, Long.MAX_VALUE, 5).plus(new Counts(2, Long.MAX_VALUE, 6)))
        .isEqualTo(new Counts(3, Long.MAX_VALUE, 11));
  }

  private static ObservedCause seen(@Nullable String rule, Step... trace) {
    Sighting sighting = new Sighting(HOUR, "s3://logs/a", 1, "", List.of(trace));
    return new ObservedCause(
        new Cause(
            FindingKind.REJECTED_BY_BOTH,
            new Scope("123456789012", "eu-central-1"),
            "eni-0a",
            rule,
            null,
            null,
            null),
        Severity.LOW,
        sighting,
        sighting,
        new TreeMap<>(Map.of(HOUR, new Counts(1, 1, 1))),
        List.of(),
        List.of(),
        List.of(),
        null);
  }
}
