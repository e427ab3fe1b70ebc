package io.flowverdict.core.finding;

/// Where a finding stands.
public enum Status {
  /// The cause is there.
  OPEN,
  /// The cause is gone.
  RESOLVED,
  /// A person decided that it does not matter for now.
  SUPPRESSED
}
