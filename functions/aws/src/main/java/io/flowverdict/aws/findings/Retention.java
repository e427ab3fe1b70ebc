package io.flowverdict.aws.findings;

import java.time.Duration;

/// How long the items of the [FindingsTable] are kept.
///
/// @param hours how long hours are kept, and with them which objects were judged and when logs were
///   delivered; longer than the age of the oldest log that is read
/// @param resolved how long findings are kept after they were resolved
public record Retention(Duration hours, Duration resolved) {
  public Retention {
    if (!hours.isPositive() || !resolved.isPositive()) {
      throw new IllegalArgumentException("Not positive: " + hours + ", " + resolved);
    }
  }
}
