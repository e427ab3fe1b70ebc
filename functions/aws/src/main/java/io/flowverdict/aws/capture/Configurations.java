package io.flowverdict.aws.capture;

import io.flowverdict.core.snapshot.History;
import io.flowverdict.core.snapshot.Scope;
import java.time.Clock;
import java.time.Instant;

/// The configurations that records are judged by: from the history, which is made to reach the
/// records when it does not. May be shared by threads.
public final class Configurations {
  private final History history;
  private final Capture capture;
  private final Clock clock;

  /// @param capture reads into this history
  public Configurations(History history, Capture capture, Clock clock) {
    this.history = history;
    this.capture = capture;
    this.clock = clock;
  }

  /// Finds the revisions for the records of a window, those included that may have been in force
  /// within [History#TOLERANCE] of it.
  ///
  /// @param from the start of the earliest record
  /// @param to the end of the latest record
  public Coverage covering(Scope scope, Instant from, Instant to) {
    Instant until = to.plus(History.TOLERANCE);
    Instant now = clock.instant();
    Outcome outcome = capture.reach(scope, until.isBefore(now) ? until : now);
    return new Coverage(
        scope,
        from,
        to,
        history.covering(scope, from.minus(History.TOLERANCE), until),
        outcome instanceof Outcome.Shortfall shortfall ? shortfall : null);
  }
}
