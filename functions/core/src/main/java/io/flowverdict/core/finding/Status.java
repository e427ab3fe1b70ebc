package io.flowverdict.core.finding;

/// Where a finding stands.
public enum Status {
  /// The cause is there.
  OPEN,
  /// The cause was gone, and is there again.
  REOPENED,
  /// The cause is gone.
  RESOLVED,
  /// A person decided that it does not matter for now.
  SUPPRESSED;

  /// {@return whether somebody should look at the finding}
  public boolean isOpen() {
    return this == OPEN || this == REOPENED;
  }
}
