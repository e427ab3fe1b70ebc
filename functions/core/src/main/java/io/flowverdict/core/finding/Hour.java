package io.flowverdict.core.finding;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// The traffic of a finding in one hour.
///
/// @param start when the hour began
public record Hour(Instant start, Counts counts) {
  public Hour {
    requireNonNull(start, "start is null");
    requireNonNull(counts, "counts is null");
  }
}
