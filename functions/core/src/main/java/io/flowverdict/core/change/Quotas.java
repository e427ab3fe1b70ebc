package io.flowverdict.core.change;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The default quotas of groups and network ACLs, and what counts towards them (Amazon VPC quotas).
/// Rules and entries count per direction and address family; a reference counts in both; a prefix
/// list counts as much as it may have entries, or as its weight where AWS manages it.
public final class Quotas {

  public static final int RULES_PER_GROUP = 60;
  public static final int GROUPS_PER_INTERFACE = 5;
  public static final int ENTRIES_PER_ACL = 20;

  /// The weights of AWS-managed prefix lists, by what their names end with.
  private static final Map<String, Integer> WEIGHTS =
      Map.of(
          "cloudfront.origin-facing", 55,
          "route53-healthchecks", 25,
          "vpc-lattice", 10,
          "s3express", 6,
          "groundstation", 5,
          "ec2-instance-connect", 2,
          "s3", 1,
          "dynamodb", 1);

  private Quotas() {}

  /// {@return what the group's rules count for}
  public static int rules(
      SecurityGroup group, Direction direction, IpFamily family, Snapshot snapshot) {
    return group.rules(direction).stream().mapToInt(rule -> weight(rule, family, snapshot)).sum();
  }

  /// {@return what the network ACL's entries count for; AWS's own closing entry counts too, where
  /// there is another one of its family}
  public static int entries(NetworkAcl acl, Direction direction, IpFamily family) {
    long own =
        acl.entries(direction, family).stream().filter(entry -> !entry.isImplicitDeny()).count();
    return own == 0 ? 0 : (int) own + 1;
  }

  /// {@return that a default quota leaves no room for a change, as a sentence; empty when it does}
  ///
  /// @param snapshot the configuration before the change
  public static Optional<String> exceeded(Change change, Snapshot snapshot) {
    return switch (change) {
      case Change.AddRule(SecurityGroupRule rule) -> ofGroup(rule, snapshot);
      case Change.PutEntries puts -> ofAcl(puts, snapshot);
      case Change.RemoveRule _ -> Optional.empty();
      case Change.RemoveEntry _ -> Optional.empty();
    };
  }

  private static Optional<String> ofGroup(SecurityGroupRule rule, Snapshot snapshot) {
    SecurityGroup group = snapshot.securityGroups().get(rule.groupId());
    if (group == null) {
      return Optional.empty();
    }
    return Arrays.stream(IpFamily.values())
        .filter(family -> {
          int weight = weight(rule, family, snapshot);
          return weight > 0
              && rules(group, rule.direction(), family, snapshot) + weight > RULES_PER_GROUP;
        })
        .findFirst()
        .map(family -> {
          int weight = weight(rule, family, snapshot);
          return sentence(
              group.id(),
              rules(group, rule.direction(), family, snapshot),
              rule.direction().bound() + " rules",
              weight == 1 ? "" : " " + rule.peer() + " counts as " + weight + ",",
              RULES_PER_GROUP);
        });
  }

  private static Optional<String> ofAcl(Change.PutEntries puts, Snapshot snapshot) {
    NetworkAcl acl = snapshot.networkAcls().get(puts.id());
    NetworkAclEntry added = puts.added();
    IpFamily family = added.cidr().family();
    boolean grows = puts.puts().stream().anyMatch(put -> !put.replaces());
    if (acl == null || !grows) {
      return Optional.empty();
    }
    int used = entries(acl, added.direction(), family);
    return used + 1 > ENTRIES_PER_ACL
        ? Optional.of(
            sentence(acl.id(), used, added.direction().bound() + " entries", "", ENTRIES_PER_ACL))
        : Optional.empty();
  }

  private static String sentence(
      String resource, int used, String things, String weight, int quota) {
    return "%s has %d %s already,%s and the default quota is %d."
        .formatted(resource, used, things, weight, quota);
  }

  private static int weight(SecurityGroupRule rule, IpFamily family, Snapshot snapshot) {
    return switch (rule.peer()) {
      case Peer.OfCidr(Cidr cidr) -> cidr.family() == family ? 1 : 0;
      case Peer.OfGroup _ -> 1;
      case Peer.OfPrefixList(String id) -> weight(snapshot.prefixLists().get(id), family);
    };
  }

  /// A list whose size is not known counts as one.
  private static int weight(@Nullable PrefixList list, IpFamily family) {
    if (list == null) {
      return 1;
    }
    if (list.cidrs() != null
        && !list.cidrs().isEmpty()
        && list.cidrs().stream().noneMatch(cidr -> cidr.family() == family)) {
      return 0;
    }
    String name = list.name();
    if (list.isManagedByAws() && name != null) {
      return WEIGHTS.entrySet().stream()
          .filter(entry -> name.endsWith("." + entry.getKey()))
          .mapToInt(Map.Entry::getValue)
          .max()
          .orElse(1);
    }
    return list.maxEntries() == null ? 1 : list.maxEntries();
  }
}
