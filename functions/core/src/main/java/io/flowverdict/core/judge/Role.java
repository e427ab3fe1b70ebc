package io.flowverdict.core.judge;

import java.util.Locale;

/// Which side of its connection a record shows.
public enum Role {
  /// From the side that opened the connection.
  REQUEST,
  /// From the side that answered.
  REPLY,
  UNKNOWN;

  /// {@return the role of the record of the other direction}
  public Role opposite() {
    return switch (this) {
      case REQUEST -> REPLY;
      case REPLY -> REQUEST;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /// The word in the output.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
