package io.flowverdict.core.judge;

/// What a record's role rests on, from the strongest to none.
public enum RoleBasis {
  /// The record's own `tcp-flags`: a SYN opens, a SYN-ACK answers.
  FLAGS,
  /// The `tcp-flags` of another record of the same connection in the same object.
  CONVERSATION,
  /// Only this role agrees with the action that was recorded.
  ACTION,
  /// An accepted record of the other direction began earlier or later.
  ORDER,
  /// One of the two ports is a client's ephemeral port and the other is not.
  PORTS,
  /// Nothing: the role is unknown.
  NONE;

  /// {@return whether the role is a conclusion and not recorded}
  public boolean isInferred() {
    return this != FLAGS && this != NONE;
  }
}
