package io.flowverdict.core.snapshot;

/// A kind of resource that the EC2 API lists by a call of its own, so that a configuration can lack
/// it as a whole, or hold the first pages of the listing only.
public enum Listing {
  VPCS("VPCs", "describe-vpcs"),
  SUBNETS("subnets", "describe-subnets"),
  INTERFACES("network interfaces", "describe-network-interfaces"),
  SECURITY_GROUPS("security groups", "describe-security-groups"),
  SECURITY_GROUP_RULES("security group rules", "describe-security-group-rules"),
  NETWORK_ACLS("network ACLs", "describe-network-acls"),
  PREFIX_LISTS("prefix lists", "describe-managed-prefix-lists"),
  PEERINGS("VPC peering connections", "describe-vpc-peering-connections"),
  GROUP_VPC_ASSOCIATIONS(
      "VPC associations of security groups", "describe-security-group-vpc-associations"),
  FLOW_LOGS("flow logs", "describe-flow-logs");

  private final String noun;
  private final String call;

  Listing(String noun, String call) {
    this.noun = noun;
    this.call = call;
  }

  /// What it lists, as the middle of a sentence.
  public String noun() {
    return noun;
  }

  /// The command of `aws ec2` that lists it.
  public String call() {
    return call;
  }
}
