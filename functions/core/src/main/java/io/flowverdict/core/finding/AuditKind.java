package io.flowverdict.core.finding;

import java.util.Locale;

/// What an audit's finding is about. Each kind has a stable code, which identifies it in the table,
/// in the output and in the README.
public enum AuditKind implements Kind {
  /// Traffic from most of the Internet passes both layers, or a group that guards nothing yet would
  /// let it pass.
  OPEN_TO_INTERNET,
  /// A network ACL or a group alone lets in from everywhere what a control forbids.
  OPEN_IN_ONE_LAYER,
  /// Interfaces carry their VPC's default group.
  DEFAULT_GROUP_IN_USE,
  /// A default group has rules.
  DEFAULT_GROUP_HAS_RULES,
  /// Earlier entries decide what an entry is about.
  ACL_ENTRY_SHADOWED,
  /// A network ACL lets requests pass and drops their replies.
  ACL_REPLY_BLOCKED,
  /// A network ACL lets traffic pass and drops the messages of Path MTU Discovery that belong to
  /// it.
  ACL_BLOCKS_PATH_MTU,
  /// A rule without effect: the network ACL of every subnet it is used in denies all of it.
  ACL_BLOCKS_GROUP,
  /// A network ACL without subnets.
  ACL_UNASSOCIATED,
  /// Groups allow IPv6 in subnets whose network ACL has no IPv6 entries.
  ACL_IPV6_FORGOTTEN,
  /// Other rules allow all that a rule allows.
  RULE_IMPLIED,
  /// Two rules allow exactly the same.
  RULE_DUPLICATE,
  /// A rule or entry of ICMP for IPv6 addresses, or of ICMPv6 for IPv4 addresses: it matches
  /// nothing.
  RULE_OF_OTHER_FAMILY,
  /// A reference over a peering connection that is gone, or to a deleted group.
  REFERENCE_STALE,
  /// A reference to a group that no interface carries.
  REFERENCE_EMPTY,
  /// A reference to a group whose members cannot arrive as members.
  REFERENCE_UNUSABLE,
  /// A group that no interface carries and no other group refers to.
  GROUP_UNATTACHED,
  /// A rule that no accepted traffic needed while the logs were complete.
  RULE_UNUSED,
  /// A rule of which only a part was needed while the logs were complete.
  RULE_PARTLY_UNUSED,
  /// Whether rules are used cannot be told, for logs are missing.
  USAGE_UNKNOWN,
  /// A group, an interface or a network ACL is close to a quota.
  LIMITS_NEAR,
  /// Interfaces whose traffic no active flow log records.
  NOT_LOGGED,
  /// A flow log that does not record, or does not deliver, what verdicts need.
  LOG_BLIND,
  /// The configuration lacks something that audits ask for.
  CONFIGURATION_INCOMPLETE;

  /// The stable code, in kebab case: `open-to-internet`.
  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
