package io.flowverdict.aws.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.usage.RuleUsage;
import io.flowverdict.core.usage.RuleUse;
import java.util.List;
import org.junit.jupiter.api.Test;

class DynamoRuleUsageTest extends RuleUsageContract {

  private final Wire wire = Wire.undisturbed();
  private final DynamoRuleUsage usage =
      new DynamoRuleUsage(
          LocalFindings.client(wire), LocalFindings.newTable(LocalFindings.client()));

  @Override
  RuleUsage usage() {
    return usage;
  }

  @Test
  void aUseThatTellsNothingNewIsNotWritten() {
    List<RuleUse> uses =
        List.of(
            use(Sightings.FRANKFURT, "sg-1", "sgr-1", "10:00", 443, "10.0.0.1"),
            use(Sightings.FRANKFURT, "sg-1", "sgr-2", "10:00", 443, "10.0.0.1"));
    usage.record(uses);
    usage.record(uses);
    usage.record(List.of(use(Sightings.FRANKFURT, "sg-1", "sgr-1", "10:59", 443, "10.0.0.1")));
    assertThat(wire.arrived("PutItem")).isEqualTo(2);
    assertThat(wire.arrived("BatchGetItem")).isEqualTo(3);
  }
}
