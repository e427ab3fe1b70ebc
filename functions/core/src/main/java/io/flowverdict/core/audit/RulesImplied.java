package io.flowverdict.core.audit;

import io.flowverdict.core.audit.RuleCover.Box;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Claim;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Rules whose traffic the other rules of the same interfaces allow as well, alone or together.
///
/// A rule that is implied wherever its group is carried is counted as gone for the rules that are
/// looked at after it, narrow ones first: all that are reported so can be removed together. A rule
/// that is implied on some interfaces only is told, and needed. What no packet can match is left to
/// [OtherFamily].
///
/// Of a part of the configuration, what changed rules can imply or be implied by is looked at by
/// itself, and nothing counts as gone: which of several rules goes first does not matter there.
final class RulesImplied implements Audit {

  private static final Comparator<Box> NARROW_FIRST =
      Comparator.comparingInt((Box box) -> box.stretch().to() - box.stretch().from())
          .thenComparing(box -> box.rule().text())
          .thenComparing(box -> box.rule().name());

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.RULE_IMPLIED, AuditKind.RULE_DUPLICATE);
  }

  @Override
  public Set<Section> needs() {
    return Set.of(Section.SECURITY_GROUPS);
  }

  @Override
  public Set<Layer> affectedBy() {
    return Set.of(Layer.SG);
  }

  @Override
  public boolean isOfChangedRules() {
    return true;
  }

  @Override
  public List<Detected> run(Evaluation evaluation) {
    List<Detected> findings = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      findings.addAll(new Search(evaluation, direction).findings());
    }
    return findings;
  }

  /// The groups that are carried together in a VPC.
  private record Carried(SortedSet<String> groupIds, @Nullable String vpcId) {}

  /// Where a rule is implied.
  ///
  /// @param by the rules that do it, in any of the places
  private record Implied(List<Carried> where, Set<SecurityGroupRule> by) {}

  /// The rules of one direction. Mutable: what can be removed counts as gone.
  private static final class Search {
    private final Evaluation evaluation;
    private final Direction direction;
    private final RuleCover cover;
    private final Map<String, List<Box>> boxes = new HashMap<>();
    private final Map<String, Set<Carried>> carried = new HashMap<>();
    private final BitSet gone = new BitSet();
    private int count;

    Search(Evaluation evaluation, Direction direction) {
      this.evaluation = evaluation;
      this.direction = direction;
      this.cover = new RuleCover(evaluation);
      for (SecurityGroup group : evaluation.groups()) {
        carried.put(group.id(), carried(group));
      }
    }

    private List<Box> boxes(String groupId) {
      return boxes.computeIfAbsent(
          groupId,
          id -> {
            SecurityGroup group = evaluation.snapshot().securityGroups().get(id);
            return group == null
                ? List.of()
                : group.rules(direction).stream().map(rule -> Box.of(count++, rule)).toList();
          });
    }

    /// Where the group is carried; alone as well, where it may be so at an interface that is not
    /// listed.
    private Set<Carried> carried(SecurityGroup group) {
      Map<Carried, Carried> sets = new LinkedHashMap<>();
      for (Placement each : evaluation.placements(group.id())) {
        Carried set = new Carried(each.groupIds(), each.vpcId());
        sets.put(set, set);
      }
      if (sets.isEmpty() || evaluation.snapshot().incomplete().has(Listing.INTERFACES)) {
        Carried alone = new Carried(new TreeSet<>(Set.of(group.id())), group.vpcId());
        sets.put(alone, alone);
      }
      return sets.keySet();
    }

    List<Detected> findings() {
      List<Detected> findings = new ArrayList<>();
      Focus focus = evaluation.focus();
      evaluation.groups().stream()
          .flatMap(group -> boxes(group.id()).stream())
          .filter(box -> focus == null || meets(box, focus.rules()))
          .sorted(NARROW_FIRST)
          .forEach(box -> examine(box, findings));
      return findings;
    }

    private boolean meets(Box box, List<SecurityGroupRule> changed) {
      return changed.stream()
          .anyMatch(rule -> rule.direction() == direction && box.meets(Box.of(-1, rule)));
    }

    private void examine(Box box, List<Detected> findings) {
      SecurityGroupRule rule = box.rule();
      if (evaluation.isOfOtherFamily(rule)) {
        return;
      }
      Set<Carried> places = carried.getOrDefault(rule.groupId(), Set.of());
      List<Carried> where = new ArrayList<>();
      Set<SecurityGroupRule> by = new HashSet<>();
      for (Carried place : places) {
        if (!isStale(rule, place)) {
          List<SecurityGroupRule> covering = cover.covering(box, others(box, place), place.vpcId());
          if (!covering.isEmpty()) {
            where.add(place);
            by.addAll(covering);
          }
        }
      }
      if (!where.isEmpty()) {
        boolean everywhere = where.size() == places.size();
        if (everywhere && evaluation.focus() == null) {
          gone.set(box.number());
        }
        findings.add(finding(rule, new Implied(where, by), everywhere));
      }
    }

    private boolean isStale(SecurityGroupRule rule, Carried place) {
      return rule.peer() instanceof Peer.OfGroup reference
          && evaluation.references().isStale(reference, place.vpcId());
    }

    private List<Box> others(Box box, Carried place) {
      List<Box> others = new ArrayList<>();
      for (String group : place.groupIds()) {
        for (Box each : boxes(group)) {
          if (each.number() != box.number() && each.meets(box) && !gone.get(each.number())) {
            others.add(each);
          }
        }
      }
      return others;
    }

    private Detected finding(SecurityGroupRule rule, Implied implied, boolean everywhere) {
      boolean duplicate = implied.by().stream().allMatch(each -> RuleCover.isEqual(rule, each));
      Set<String> related = new TreeSet<>();
      implied.where().forEach(place -> related.addAll(place.groupIds()));
      implied.by().forEach(each -> related.add(each.name()));
      related.remove(rule.groupId());
      AuditKind kind = duplicate ? AuditKind.RULE_DUPLICATE : AuditKind.RULE_IMPLIED;
      return evaluation
          .finding(kind, everywhere ? Severity.LOW : Severity.INFORMATIONAL, rule.groupId())
          .rule(rule.name())
          .related(related)
          .claims(claims(rule, implied))
          .fix(
              everywhere
                  ? Proposal.removing(
                      "Remove it: the interfaces' other rules allow the same.",
                      List.of(new Change.RemoveRule(rule)))
                  : Proposal.of("Keep it: other interfaces need it."))
          .saying(sentence(rule, implied, duplicate, everywhere));
    }

    private List<Claim> claims(SecurityGroupRule rule, Implied implied) {
      return implied.where().stream()
          .map(Carried::vpcId)
          .distinct()
          .flatMap(vpcId ->
              Claims.of(
                  Claims.allowing(implied.by()),
                  rule.direction(),
                  vpcId,
                  evaluation.certain(rule, vpcId))
                  .stream())
          .toList();
    }

    private String sentence(
        SecurityGroupRule rule, Implied implied, boolean duplicate, boolean everywhere) {
      boolean unattached = evaluation.placements(rule.groupId()).isEmpty();
      String where =
          unattached
              ? "Within the group"
              : everywhere
                  ? "Wherever the group is carried (" + sets(implied.where()) + ")"
                  : "On interfaces that carry " + sets(implied.where());
      return "%s allows nothing of its own. %s, %s %s."
          .formatted(
              Words.subject(rule),
              where,
              Words.list(implied.by().stream().map(RulesImplied::described).sorted().toList()),
              allow(duplicate, implied.by().size()));
    }
  }

  private static String described(SecurityGroupRule rule) {
    return rule.ruleId() == null
        ? rule.name()
        : rule.name() + " of " + rule.groupId() + " (" + rule.text() + ")";
  }

  private static String allow(boolean duplicate, int rules) {
    String what = duplicate ? "exactly the same" : "all of it";
    return (rules == 1 ? "allows " : "together allow ") + what;
  }

  private static String sets(List<Carried> places) {
    return Words.list(
        places.stream()
            .map(place -> String.join("+", place.groupIds()))
            .distinct()
            .sorted()
            .toList());
  }
}
