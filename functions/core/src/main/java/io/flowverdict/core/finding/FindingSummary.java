package io.flowverdict.core.finding;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a list tells of a finding without reading all of it.
///
/// @param rank its place in the list, with its severity and its id
/// @param first when it was first seen
/// @param statusAt when its status changed last; null when it never did
public record FindingSummary(
    Rank rank, Cause cause, Status status, Instant first, @Nullable Instant statusAt) {

  public FindingSummary {
    requireNonNull(rank, "rank is null");
    requireNonNull(cause, "cause is null");
    requireNonNull(status, "status is null");
    requireNonNull(first, "first is null");
  }

  public String id() {
    return rank.id();
  }

  public Severity severity() {
    return rank.severity();
  }

  /// {@return when the finding came, or came back}
  public Instant since() {
    return status == Status.REOPENED && statusAt != null ? statusAt : first;
  }
}
