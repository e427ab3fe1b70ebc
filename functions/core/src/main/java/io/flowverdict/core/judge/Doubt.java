package io.flowverdict.core.judge;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// One thing that cannot be known, and what it is about.
///
/// @param about the id of the resource or rule concerned, for example `pl-0a`; null when the reason
///   says all
public record Doubt(UndecidedReason reason, @Nullable String about) {
  public Doubt {
    requireNonNull(reason, "reason is null");
  }

  public static Doubt of(UndecidedReason reason) {
    return new Doubt(reason, null);
  }

  /// The doubt as the middle of a sentence: `the configuration lacks … (pl-0a)`.
  @Override
  public String toString() {
    return about == null ? reason.sentence() : reason.sentence() + " (" + about + ")";
  }
}
