package io.flowverdict.core.judge;

import java.util.Locale;

/// A possible reason why a recorded action is not what the configuration says.
public enum Disagreement {
  /// VPC Block Public Access rejected it. It is no rule, and flow logs name it where
  /// `reject-reason` is recorded.
  BLOCK_PUBLIC_ACCESS("VPC Block Public Access rejects it"),
  /// VPC Encryption Controls rejected it.
  ENCRYPTION_CONTROLS("VPC Encryption Controls reject it"),
  /// The packet came after its connection was closed or had been idle for too long.
  LATE_PACKET("it came after its connection was closed or forgotten"),
  /// The connection was accepted by a rule that has gone since: tracked connections outlive their
  /// rules.
  TRACKED_CONNECTION("its connection was accepted earlier and outlives the rule that allowed it"),
  /// A rule that refers to a security group does not match what comes through a middlebox.
  MIDDLEBOX("it came through a middlebox, where references to security groups do not match"),
  /// Traffic to or from a transit gateway attachment or an endpoint in the same subnet is not
  /// checked as other traffic is.
  ROUTED_INSIDE_SUBNET("it was routed inside the subnet, where the network ACL does not apply"),
  /// The instance's connection table was full.
  CONNECTION_TABLE_FULL("the connection table of the instance was full"),
  /// The configuration changed shortly before or after, and the change had not reached the
  /// interface.
  CHANGE_IN_PROGRESS("the configuration was just being changed");

  private final String sentence;

  Disagreement(String sentence) {
    this.sentence = sentence;
  }

  /// The stable code, in kebab case.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The reason as the middle of a sentence.
  public String sentence() {
    return sentence;
  }
}
