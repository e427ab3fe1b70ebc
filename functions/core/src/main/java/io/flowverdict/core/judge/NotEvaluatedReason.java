package io.flowverdict.core.judge;

/// Why traffic is not filtered by security groups and network ACLs at all.
public enum NotEvaluatedReason {
  DNS_RESOLVER("the Amazon DNS resolver"),
  DHCP("DHCP"),
  INSTANCE_METADATA("the instance metadata service"),
  TIME_SYNC("the Amazon Time Sync Service"),
  TASK_METADATA("the task metadata and credentials endpoints of containers"),
  WINDOWS_ACTIVATION("Windows licence activation"),
  VPC_ROUTER("the reserved address of the VPC router"),
  REGIONAL_NAT_GATEWAY("a regional NAT gateway");

  private final String subject;

  NotEvaluatedReason(String subject) {
    this.subject = subject;
  }

  /// What the traffic is with, as the end of a sentence.
  public String subject() {
    return subject;
  }
}
