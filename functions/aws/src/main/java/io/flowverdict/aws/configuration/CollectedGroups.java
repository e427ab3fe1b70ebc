package io.flowverdict.aws.configuration;

import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  void addGroup(Element element, Consumer<Remark> remarks) {
    SecurityGroup group = GroupJson.read(element, remarks);
    permissionRules += group.rules().size();
    groups.add(group, element.place());
  }

  void addRule(Element element) {
    SecurityGroupRule rule = RuleJson.read(element);
    String owner = RuleJson.groupOwner(element);
    if (owner != null) {
      owners.put(rule.groupId(), owner);
    }
    rules.add(rule, element.place());
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
