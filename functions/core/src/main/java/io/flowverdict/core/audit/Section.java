package io.flowverdict.core.audit;

/// A part of a configuration that is read by calls of its own, so that it can be absent as a whole.
/// Where it is absent, that a resource is missing means nothing.
public enum Section {
  VPCS("VPCs", "describe-vpcs"),
  SUBNETS("subnets", "describe-subnets"),
  INTERFACES("network interfaces", "describe-network-interfaces"),
  SECURITY_GROUPS("security groups", "describe-security-groups"),
  NETWORK_ACLS("network ACLs", "describe-network-acls"),
  FLOW_LOGS("flow logs", "describe-flow-logs");

  private final String noun;
  private final String call;

  Section(String noun, String call) {
    this.noun = noun;
    this.call = call;
  }

  /// What is in it, as the middle of a sentence.
  public String noun() {
    return noun;
  }

  /// The call of `aws ec2` that reads it.
  public String call() {
    return call;
  }
}
