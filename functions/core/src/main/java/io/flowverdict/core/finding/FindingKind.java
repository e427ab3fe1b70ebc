package io.flowverdict.core.finding;

import java.util.Locale;

/// What a finding of logs is about. Each kind has a stable code, which identifies it in the table,
/// in the output and in the README.
public enum FindingKind implements Kind {
  /// A network ACL rejected requests.
  REJECTED_BY_NETWORK_ACL,
  /// A network ACL rejected replies: the request was let in, the answer was not let out. Network
  /// ACLs keep no state.
  REPLY_REJECTED_BY_NETWORK_ACL,
  /// No rule of the interface's security groups allowed the requests.
  REJECTED_BY_SECURITY_GROUP,
  /// Both layers rejected the requests: mending one will not do.
  REJECTED_BY_BOTH,
  /// VPC Block Public Access rejected traffic, as the flow log itself says.
  REJECTED_BY_BLOCK_PUBLIC_ACCESS,
  /// VPC Encryption Controls rejected traffic, as the flow log itself says.
  REJECTED_BY_ENCRYPTION_CONTROLS,
  /// Packets came after their connection was closed or forgotten; no rule is to blame.
  LATE_PACKET,
  /// A REJECT was recorded where the configuration accepts.
  RECORDED_REJECT_UNEXPLAINED,
  /// An ACCEPT was recorded where the configuration rejects.
  RECORDED_ACCEPT_UNEXPLAINED,
  /// Requests from the Internet were accepted, at an interface that takes connections.
  EXPOSED_TO_INTERNET,
  /// The log says SKIPDATA: records were lost, and what is not recorded proves nothing.
  RECORDS_SKIPPED,
  /// An object, or lines of it, could not be read.
  UNREADABLE_RECORDS,
  /// The log has records of an interface that the configuration lacks.
  INTERFACE_UNKNOWN,
  /// The account's configuration may not be read, so its records stay undecided.
  ACCOUNT_UNREADABLE;

  /// The stable code, in kebab case: `rejected-by-network-acl`.
  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
