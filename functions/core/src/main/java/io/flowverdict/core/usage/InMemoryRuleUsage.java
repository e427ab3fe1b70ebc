package io.flowverdict.core.usage;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Scope;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The uses of rules in memory, for tests and for a single run.
public final class InMemoryRuleUsage implements RuleUsage {

  private final Map<Rule, RuleUse> uses = new HashMap<>();

  private record Rule(
      Scope scope, String owner, Direction direction, String name, Protocol protocol) {}

  @Override
  public synchronized void record(List<RuleUse> added) {
    for (RuleUse use : added) {
      Rule rule = new Rule(use.scope(), use.owner(), use.direction(), use.rule(), use.protocol());
      uses.merge(rule, use, RuleUse::merge);
    }
  }

  @Override
  public synchronized List<RuleUse> ofOwner(Scope scope, String owner) {
    return uses.values().stream()
        .filter(use -> use.scope().equals(scope) && use.owner().equals(owner))
        .sorted(
            Comparator.comparing(RuleUse::direction)
                .thenComparing(RuleUse::rule)
                .thenComparing(RuleUse::protocol))
        .toList();
  }
}
