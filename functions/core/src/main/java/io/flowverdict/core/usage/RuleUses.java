package io.flowverdict.core.usage;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Collects which rules the accepted requests of an object used. Mutable; its size is bounded by
/// the rules and [#MOST_UNDECIDED].
///
/// What counts is an [AcceptedRequest].
public final class RuleUses {

  /// Of how many interfaces it is kept that accepted records were undecided. Whoever writes an
  /// object can invent interfaces; in one Region an account has 5,000, unless it asked for more
  /// ([quotas](
  /// https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-enis)).
  static final int MOST_UNDECIDED = 10_000;

  private final Scope scope;
  private final Map<Rule, RuleUse> uses = new HashMap<>();
  private final SortedMap<String, SortedSet<Instant>> undecided = new TreeMap<>();
  private boolean complete = true;

  public RuleUses(Scope scope) {
    this.scope = scope;
  }

  private record Rule(String owner, Direction direction, String name, Protocol protocol) {}

  /// Adds what a judged record used; most records use nothing new.
  public void add(FlowRecord record, Verdict verdict) {
    AcceptedRequest.of(record, verdict)
        .ifPresent(request ->
            addUses(
                verdict,
                request.protocol(),
                request.at(),
                request.port() == null ? null : PortRange.of(request.port()),
                request.peer(),
                request.peer()));
    Instant at = record.end() == null ? record.start() : record.end();
    if (AcceptedRequest.isPossible(record.action(), verdict)
        && verdict.outcome() == Verdict.Outcome.UNDECIDED
        && at != null) {
      addUndecided(record, at);
    }
  }

  /// Adds what accepted requests used that have one verdict and protocol.
  ///
  /// @param verdict accepts them, and they were recorded as accepted
  /// @param at when the last of them was
  /// @param ports the least range that holds their destination ports; null when none had one
  /// @param lowestPeer the lowest peer address
  public void addUses(
      Verdict verdict,
      Protocol protocol,
      Instant at,
      @Nullable PortRange ports,
      IpAddress lowestPeer,
      IpAddress highestPeer) {
    for (Step step : AcceptedRequest.rules(verdict)) {
      Rule rule =
          new Rule(
              requireNonNull(step.id(), "id is null"),
              step.direction(),
              requireNonNull(step.rule(), "rule is null"),
              protocol);
      RuleUse use =
          new RuleUse(
              scope,
              rule.owner,
              rule.direction,
              rule.name,
              protocol,
              at,
              ports,
              lowestPeer,
              highestPeer);
      uses.merge(rule, use, RuleUse::merge);
    }
  }

  private void addUndecided(FlowRecord record, Instant at) {
    if (record.interfaceId() != null) {
      addUndecided(record.interfaceId(), at);
    }
  }

  /// Adds that an accepted record of an interface was undecided.
  public void addUndecided(String interfaceId, Instant at) {
    undecided
        .computeIfAbsent(interfaceId, _ -> new TreeSet<>())
        .add(at.truncatedTo(ChronoUnit.HOURS));
    if (undecided.size() > MOST_UNDECIDED) {
      undecided.remove(undecided.lastKey());
      complete = false;
    }
  }

  /// Whether every interface is in [#undecided()] of which accepted records were undecided. Where
  /// it is not, nothing may be taken as unused because of this object.
  public boolean isComplete() {
    return complete;
  }

  /// {@return the hours in which accepted records of an interface were undecided, by interface: of
  /// the first [#MOST_UNDECIDED] in the order of their ids, in whatever order they were added}
  public SortedMap<String, SortedSet<Instant>> undecided() {
    return Collections.unmodifiableSortedMap(undecided);
  }

  /// {@return what was used, one entry per rule and protocol, in the order of owner, direction,
  /// rule and protocol}
  public List<RuleUse> used() {
    return uses.values().stream()
        .sorted(
            Comparator.comparing(RuleUse::owner)
                .thenComparing(RuleUse::direction)
                .thenComparing(RuleUse::rule)
                .thenComparing(RuleUse::protocol))
        .toList();
  }
}
