package io.flowverdict.core.finding;

import java.time.Instant;

/// The times that can be kept: those of the years 1970 to 9999, whose texts sort as they do.
public final class KeptTimes {

  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private KeptTimes() {}

  /// {@return whether a time can be kept}
  public static boolean contain(Instant time) {
    return !time.isBefore(Instant.EPOCH) && time.isBefore(END);
  }
}
