package io.flowverdict.aws.capture;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.snapshot.History;
import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The revisions that records of a window are to be judged by, and how sure that is.
///
/// @param from the time of the first record
/// @param to the time of the last record
/// @param revisions those that may have been in force in the window, the earliest first; where it
///   reaches beyond what is known, the nearest ones; empty when nothing is known
/// @param shortfall why the history does not reach the end of the window; null when it does, or
///   when reading now could not help
public record Coverage(
    Scope scope,
    Instant from,
    Instant to,
    List<Revision> revisions,
    Outcome.@Nullable Shortfall shortfall) {
  public Coverage {
    requireNonNull(scope, "scope is null");
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    revisions = List.copyOf(revisions);
  }

  /// {@return whether the configuration is known for the whole window}
  public boolean isKnown() {
    return !revisions.isEmpty() && !beginsTooLate() && !endsTooEarly();
  }

  /// {@return whether records at the end of the window cannot be decided now, but perhaps later:
  /// the configuration of their time was not read in time, and is not refused}
  public boolean isLate() {
    return shortfall != null
        && !(shortfall instanceof Outcome.Refused)
        && (revisions.isEmpty()
            || revisions.getLast().verifiedUntil().plus(History.TOLERANCE).isBefore(to));
  }

  private boolean beginsTooLate() {
    return revisions.getFirst().observedFrom().isAfter(from);
  }

  private boolean endsTooEarly() {
    return revisions.getLast().verifiedUntil().isBefore(to);
  }

  /// {@return what a verdict by these revisions must say of them, in sentences; empty when the
  /// configuration is known for the whole window}
  public Optional<String> caveat() {
    if (isKnown()) {
      return Optional.empty();
    }
    StringBuilder caveat = new StringBuilder("The configuration of " + scope);
    if (revisions.isEmpty()) {
      caveat.append(" is not known.");
    } else if (beginsTooLate() && endsTooEarly()) {
      caveat.append(" is known from " + firstKnown() + " to " + lastKnown() + " only.");
    } else if (beginsTooLate()) {
      caveat.append(
          " was first read at " + firstKnown() + "; before that it may have been another.");
    } else {
      caveat.append(" was last read at " + lastKnown() + "; since then it may have changed.");
    }
    return Optional.of(shortfall == null ? caveat.toString() : caveat + " " + shortfall.sentence());
  }

  private Instant firstKnown() {
    return revisions.getFirst().observedFrom();
  }

  private Instant lastKnown() {
    return revisions.getLast().verifiedUntil();
  }
}
