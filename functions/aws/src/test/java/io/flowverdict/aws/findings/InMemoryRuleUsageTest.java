package io.flowverdict.aws.findings;

import io.flowverdict.core.usage.InMemoryRuleUsage;
import io.flowverdict.core.usage.RuleUsage;

class InMemoryRuleUsageTest extends RuleUsageContract {

  @Override
  RuleUsage usage() {
    return new InMemoryRuleUsage();
  }
}
