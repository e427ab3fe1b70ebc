package io.flowverdict.core.judge;

import static java.util.Objects.requireNonNull;

/// Whether a rule matches a packet: yes, no, or unknown with the reason.
public sealed interface Match {

  /// What is certain.
  enum Certain implements Match {
    YES,
    NO
  }

  record Unknown(Doubt doubt) implements Match {
    public Unknown {
      requireNonNull(doubt, "doubt is null");
    }
  }

  static Match unknown(UndecidedReason reason, String about) {
    return new Unknown(new Doubt(reason, about));
  }

  static Match of(boolean matches) {
    return matches ? Certain.YES : Certain.NO;
  }

  /// Both must match: a no of either side decides, then an unknown of either side.
  default Match and(Match other) {
    return switch (this) {
      case Certain.YES -> other;
      case Certain.NO -> this;
      case Unknown unknown -> other == Certain.NO ? other : unknown;
    };
  }
}
