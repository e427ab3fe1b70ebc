package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.Direction;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A security group: a set of allow rules.
///
/// @param name the group's name, `default` for the group that every VPC has; null when the
///   configuration holds only its rules
/// @param rules both directions, sorted by direction and text here: the order in which the API
///   gives them has no meaning, and two groups of equal rules are equal
public record SecurityGroup(
    String id,
    @Nullable String name,
    @Nullable String vpcId,
    @Nullable String ownerId,
    List<SecurityGroupRule> rules) {

  private static final Comparator<SecurityGroupRule> ORDER =
      Comparator.comparing(SecurityGroupRule::direction)
          .thenComparing(SecurityGroupRule::text)
          .thenComparing(SecurityGroupRule::name)
          .thenComparing(
              SecurityGroupRule::description, Comparator.nullsFirst(Comparator.naturalOrder()));

  public SecurityGroup {
    requireNonNull(id, "id is null");
    rules = rules.stream().sorted(ORDER).toList();
    for (SecurityGroupRule rule : rules) {
      if (!rule.groupId().equals(id)) {
        throw new IllegalArgumentException("Rule " + rule.name() + " is not of group " + id);
      }
    }
  }

  /// {@return the same group with other rules}
  public SecurityGroup withRules(List<SecurityGroupRule> others) {
    return new SecurityGroup(id, name, vpcId, ownerId, others);
  }

  /// {@return the rules of one direction}
  public List<SecurityGroupRule> rules(Direction direction) {
    return rules.stream().filter(rule -> rule.direction() == direction).toList();
  }
}
