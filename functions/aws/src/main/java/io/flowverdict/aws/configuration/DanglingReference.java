package io.flowverdict.aws.configuration;

import static java.util.Objects.requireNonNull;

/// A reference to something that the configuration does not hold. It is kept; what it leaves
/// unknown is for the judge to say.
///
/// @param from the id of what refers; of a rule its name
/// @param to the id that is referred to
public record DanglingReference(String from, Relation relation, String to) {

  /// How one resource refers to another.
  public enum Relation {
    SUBNET_IN_VPC("Subnet %s is in VPC %s"),
    INTERFACE_IN_VPC("Network interface %s is in VPC %s"),
    INTERFACE_IN_SUBNET("Network interface %s is in subnet %s"),
    INTERFACE_CARRIES_GROUP("Network interface %s carries security group %s"),
    GROUP_IN_VPC("Security group %s is in VPC %s"),
    VPC_USES_GROUP("VPC %s uses security group %s"),
    GROUP_USED_IN_VPC("Security group %s is used in VPC %s"),
    RULE_NAMES_GROUP("Rule %s names security group %s"),
    RULE_NAMES_PREFIX_LIST("Rule %s names prefix list %s"),
    RULE_NAMES_LIST_WITHOUT_ENTRIES("Rule %s names prefix list %s", "whose entries are"),
    RULE_VIA_PEERING("Rule %s names a group across peering connection %s"),
    ACL_IN_VPC("Network ACL %s is in VPC %s"),
    ACL_ON_SUBNET("Network ACL %s is associated with subnet %s"),
    FLOW_LOG_OF("Flow log %s records %s");

    private final String says;
    private final String missing;

    Relation(String says) {
      this(says, "which is");
    }

    Relation(String says, String missing) {
      this.says = says;
      this.missing = missing;
    }
  }

  public DanglingReference {
    requireNonNull(from, "from is null");
    requireNonNull(relation, "relation is null");
    requireNonNull(to, "to is null");
  }

  /// {@return this in one sentence}
  public String sentence() {
    return relation.says.formatted(from, to)
        + ", "
        + relation.missing
        + " not in the configuration.";
  }
}
