package io.flowverdict.core.audit;

import io.flowverdict.core.audit.LogEvidence.RuleUse;
import io.flowverdict.core.audit.set.TrafficLine;
import io.flowverdict.core.audit.set.TrafficLine.Stretch;
import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Rules for just what was seen of another one.
///
/// @param rules the fewest that hold it; at least one
record NarrowerRule(SecurityGroupRule instead, List<SecurityGroupRule> rules) {

  /// More rules than this are no improvement.
  private static final int MOST_RULES = 4;

  /// A narrower rule is worth it when it holds at most this share of the points or addresses.
  private static final double WORTH = 0.5;

  NarrowerRule {
    rules = List.copyOf(rules);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("No rule instead of " + instead.name());
    }
  }

  /// {@return the narrower rules; empty when they would not be much narrower, or too many}
  static Optional<NarrowerRule> of(SecurityGroupRule rule, RuleUse use) {
    List<Traffic> traffic = traffic(rule, use);
    List<Peer> peers = peers(rule, use);
    boolean narrower =
        !traffic.equals(List.of(rule.traffic())) || !peers.equals(List.of(rule.peer()));
    int count = traffic.size() * peers.size();
    if (!narrower || count == 0 || count > MOST_RULES) {
      return Optional.empty();
    }
    List<SecurityGroupRule> rules = new ArrayList<>();
    for (Traffic each : traffic) {
      for (Peer peer : peers) {
        rules.add(
            new SecurityGroupRule(
                null, rule.groupId(), rule.direction(), each, peer, rule.description()));
      }
    }
    return Optional.of(new NarrowerRule(rule, rules));
  }

  /// The seen part of the rule's traffic; all of it when that is not much less.
  private static List<Traffic> traffic(SecurityGroupRule rule, RuleUse use) {
    Stretch whole = TrafficLine.of(rule.traffic());
    TrafficSet seen =
        TrafficSet.unionOf(
                use.traffic().stream().map(each -> TrafficSet.of(each, AddressSet.ALL)).toList())
            .on(whole);
    int points =
        seen.slabs().stream().mapToInt(slab -> slab.stretch().to() - slab.stretch().from()).sum();
    boolean much = points <= WORTH * (whole.to() - whole.from());
    return much && points > 0 ? seen.traffic() : List.of(rule.traffic());
  }

  /// The seen part of the rule's block; a reference or a prefix list stays as it is.
  private static List<Peer> peers(SecurityGroupRule rule, RuleUse use) {
    if (!(rule.peer() instanceof Peer.OfCidr(Cidr block))) {
      return List.of(rule.peer());
    }
    IpFamily family = block.family();
    AddressSet seen = AddressSet.of(use.peers()).intersect(AddressSet.of(block));
    boolean much = seen.count(family) <= WORTH * AddressSet.of(block).count(family);
    return much && !seen.isEmpty()
        ? seen.cidrs().stream().<Peer>map(Peer.OfCidr::new).toList()
        : List.of(rule.peer());
  }

  /// {@return the new rules, then the removal of the old one}
  List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    rules.forEach(each -> changes.add(new Change.AddRule(each)));
    changes.add(new Change.RemoveRule(instead));
    return changes;
  }

  String text() {
    return rules.stream().map(SecurityGroupRule::text).collect(Collectors.joining("; "));
  }
}
