package io.flowverdict.core.audit;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.judge.Claim;
import io.flowverdict.core.judge.Ruling;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is open, and by which rules.
///
/// @param what in words: `TCP 22 from the whole IPv4 Internet`
record Opened(Exposure exposure, List<SecurityGroupRule> by, String what) {

  private static final int RULES_IN_NAME = 5;

  Opened {
    requireNonNull(exposure, "exposure is null");
    requireNonNull(what, "what is null");
    by = List.copyOf(by);
  }

  /// The names of the first of the rules.
  String rule() {
    return by.stream()
        .map(SecurityGroupRule::name)
        .sorted()
        .limit(RULES_IN_NAME)
        .collect(Collectors.joining(", "));
  }

  String rules() {
    return Words.list(by.stream().map(Words::rule).toList());
  }

  String aspect() {
    return exposure.family().name().toLowerCase(Locale.ROOT) + " " + exposure.service();
  }

  /// The controls that fail by the rules' part in what is open.
  Set<Control> controls() {
    return by.stream()
        .flatMap(rule -> Control.failedBy(rule, exposure.traffic()).stream())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Control.class)));
  }

  /// The controls that fail by rules of one group.
  Set<Control> controls(String groupId) {
    return by.stream()
        .filter(rule -> rule.groupId().equals(groupId))
        .flatMap(rule -> Control.failedBy(rule, exposure.traffic()).stream())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Control.class)));
  }

  Proposal fix() {
    String text =
        exposure.service() == Exposure.Service.WEB
            ? "If it is meant to be public, suppress this finding; otherwise remove the rules."
            : "Remove the rules, or narrow their sources and ports to what needs them.";
    return Proposal.of(text, by.stream().<Change>map(Change.RemoveRule::new).toList());
  }

  /// The beginning of a sentence about a group: what it would let in.
  String ofGroup(SecurityGroup group) {
    return what
        + " would be let in by "
        + rules()
        + (by.getFirst().ruleId() == null ? ". " : " of " + group.id() + ". ");
  }

  /// {@return that the ruling holds of all that is open}
  ///
  /// @param vpcId the VPC of the interfaces
  List<Claim> claims(@Nullable String vpcId, Ruling ruling) {
    return Claims.of(ruling, Direction.INGRESS, vpcId, exposure.traffic());
  }

  /// {@return what of the allowed traffic the rules open to the Internet}
  static List<Opened> of(
      List<SecurityGroupRule> rules,
      TrafficSet allowed,
      InternetRules internetRules,
      Internet internet) {
    List<SecurityGroupRule> matter = internetRules.of(rules);
    TrafficSet inbound = internetRules.union(matter).intersect(allowed);
    return Exposure.of(inbound, internet).stream()
        .map(exposure ->
            new Opened(exposure, internetRules.opening(exposure, matter), what(exposure, internet)))
        .toList();
  }

  /// What is open to which part of the Internet, the largest part first.
  private static String what(Exposure exposure, Internet internet) {
    Map<String, TrafficSet> byPart = new LinkedHashMap<>();
    exposure.traffic().slabs().stream()
        .sorted(
            Comparator.comparingDouble(
                    (TrafficSet.Slab slab) -> internet.share(slab.peers(), exposure.family()))
                .reversed())
        .forEach(slab ->
            byPart.merge(
                internet.words(slab.peers(), exposure.family()),
                TrafficSet.of(slab.stretch(), slab.peers()),
                TrafficSet::union));
    return byPart.entrySet().stream()
        .map(part -> Words.traffic(part.getValue()) + " from " + part.getKey())
        .collect(Collectors.joining(" and "));
  }
}
