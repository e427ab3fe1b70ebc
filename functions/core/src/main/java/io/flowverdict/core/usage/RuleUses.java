package io.flowverdict.core.usage;

import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Role;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects which rules the accepted requests of an object used. Mutable; its size is bounded by
/// the rules.
///
/// A request counts when it was recorded as accepted and the configuration accepts it: every
/// security-group rule that allows it was used, and the network ACL entry that decided.
public final class RuleUses {

  private final Scope scope;
  private final Map<Rule, RuleUse> uses = new HashMap<>();

  public RuleUses(Scope scope) {
    this.scope = scope;
  }

  private record Rule(String owner, Direction direction, String name) {}

  /// Adds what a judged record used; most records use nothing new.
  public void add(FlowRecord record, Verdict verdict) {
    Instant at = record.end() == null ? record.start() : record.end();
    if (record.action() != Action.ACCEPT
        || verdict.outcome() != Verdict.Outcome.ACCEPT
        || verdict.role() != Role.REQUEST
        || verdict.direction() == null
        || at == null) {
      return;
    }
    IpAddress peer =
        verdict.direction() == Direction.INGRESS
            ? record.packetLevelSource()
            : record.packetLevelDestination();
    if (peer == null) {
      return;
    }
    for (Step step : verdict.trace()) {
      if (step.effect() == Step.Effect.ALLOW && step.id() != null && step.rule() != null) {
        Rule rule = new Rule(step.id(), step.direction(), step.rule());
        uses.merge(rule, use(rule, at, ports(record), peer), RuleUse::merge);
      }
    }
  }

  private RuleUse use(Rule rule, Instant at, @Nullable PortRange ports, IpAddress peer) {
    return new RuleUse(scope, rule.owner, rule.direction, rule.name, at, ports, peer, peer);
  }

  private static @Nullable PortRange ports(FlowRecord record) {
    Integer port = record.destinationPort();
    return port == null || record.protocol() == null || !record.protocol().hasPorts()
        ? null
        : PortRange.of(port);
  }

  /// {@return what was used, one entry per rule, in the order of owner, direction and rule}
  public List<RuleUse> used() {
    return uses.values().stream()
        .sorted(
            Comparator.comparing(RuleUse::owner)
                .thenComparing(RuleUse::direction)
                .thenComparing(RuleUse::rule))
        .toList();
  }
}
