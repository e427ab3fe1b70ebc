package io.flowverdict.aws.configuration;

import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The security groups that were read so far: groups whose permissions have no ids, and rules with
/// ids, which may describe the same groups.
final class CollectedGroups {
  private final Collected<SecurityGroup> groups = new Collected<>(SecurityGroup::id);
  private final Collected<SecurityGroupRule> rules = new Collected<>(SecurityGroupRule::name);
  private final Map<String, String> owners = new TreeMap<>();
  private int permissionRules;

  /// {@return the id of the group}
  String addGroup(Element element, Consumer<Remark> remarks) {
    SecurityGroup group = GroupJson.read(element, remarks);
    permissionRules += group.rules().size();
    return groups.add(group, element.place());
  }

  /// {@return the name of the rule}
  String addRule(Element element) {
    SecurityGroupRule rule = RuleJson.read(element);
    String owner = RuleJson.groupOwner(element);
    if (owner != null) {
      owners.put(rule.groupId(), owner);
    }
    return rules.add(rule, element.place());
  }

  /// {@return the groups with their rules, each rule once; a group that only its rules name has no
  /// name}
  List<SecurityGroup> joined() {
    SortedMap<String, List<SecurityGroupRule>> rulesByGroup =
        rules.values().stream()
            .collect(
                Collectors.groupingBy(
                    SecurityGroupRule::groupId, TreeMap::new, Collectors.toList()));
    Set<String> ids = new TreeSet<>(rulesByGroup.keySet());
    groups.values().forEach(group -> ids.add(group.id()));
    return ids.stream()
        .map(id -> join(described(id), rulesByGroup.getOrDefault(id, List.of())))
        .toList();
  }

  private SecurityGroup described(String id) {
    SecurityGroup group = groups.get(id);
    return group == null ? new SecurityGroup(id, null, null, owners.get(id), List.of()) : group;
  }

  /// Inside a group two rules are the same when their texts are, and then the one with the id is
  /// kept.
  private static SecurityGroup join(SecurityGroup group, List<SecurityGroupRule> identified) {
    Set<String> texts =
        identified.stream().map(SecurityGroupRule::text).collect(Collectors.toSet());
    Stream<SecurityGroupRule> others =
        group.rules().stream().filter(rule -> !texts.contains(rule.text()));
    return new SecurityGroup(
        group.id(),
        group.name(),
        group.vpcId(),
        group.ownerId(),
        Stream.concat(identified.stream(), others).toList());
  }

  /// {@return the ids of groups of which there are rules, but not the group with its permissions}
  Set<String> undescribed() {
    return rules.values().stream()
        .map(SecurityGroupRule::groupId)
        .filter(id -> groups.get(id) == null)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// {@return the groups whose permissions in one document are other rules than those in another
  /// one}
  ///
  /// @param rulesAreWhole whether the rules with ids were listed to the end
  List<Remark> contradictions(boolean rulesAreWhole) {
    SortedMap<String, List<SecurityGroupRule>> byGroup =
        rules.values().stream()
            .collect(
                Collectors.groupingBy(
                    SecurityGroupRule::groupId, TreeMap::new, Collectors.toList()));
    List<Remark> contradictions = new ArrayList<>();
    byGroup.forEach((id, identified) -> {
      SecurityGroup group = groups.get(id);
      if (group != null) {
        contradiction(group, identified, rulesAreWhole).ifPresent(contradictions::add);
      }
    });
    return contradictions;
  }

  /// The permissions of a group are all of its rules, unless one document has both, as a stored
  /// snapshot does; a listing of rules may go on.
  private Optional<Remark> contradiction(
      SecurityGroup group, List<SecurityGroupRule> identified, boolean rulesAreWhole) {
    String groupSource = Remark.sourceOf(groups.place(group.id()));
    String ruleSource = Remark.sourceOf(rules.place(identified.getFirst().name()));
    Set<String> permitted = texts(group.rules());
    Set<String> listed = texts(identified);
    Set<String> differing = new TreeSet<>(listed);
    differing.removeAll(permitted);
    if (rulesAreWhole) {
      permitted.removeAll(listed);
      differing.addAll(permitted);
    }
    return differing.isEmpty() || ruleSource.equals(groupSource)
        ? Optional.empty()
        : Optional.of(
            Remark.rulesDiffer(group.id(), ruleSource, groupSource, differing.iterator().next()));
  }

  private static Set<String> texts(List<SecurityGroupRule> rules) {
    return rules.stream().map(CollectedGroups::text).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(SecurityGroupRule rule) {
    return rule.direction() + " " + rule.text();
  }

  int foundGroups() {
    return groups.found();
  }

  int foundRules() {
    return permissionRules + rules.found();
  }

  List<Superseded> superseded() {
    List<Superseded> all = new ArrayList<>(groups.superseded());
    all.addAll(rules.superseded());
    return all;
  }
}
