package io.flowverdict.core.flowlog;

/// What a flow log recorded as having happened to the traffic; never to be confused with a computed
/// verdict.
public enum Action {
  /// The traffic was let through.
  ACCEPT,
  /// The traffic was refused, by a rule or for another reason, such as packets after a connection's
  /// end.
  REJECT
}
