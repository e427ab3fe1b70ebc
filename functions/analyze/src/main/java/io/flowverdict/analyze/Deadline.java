package io.flowverdict.analyze;

import java.time.Clock;
import java.time.Instant;

/// A time by which something must be done.
final class Deadline {

  private final Instant at;
  private final Clock clock;

  Deadline(Instant at, Clock clock) {
    this.at = at;
    this.clock = clock;
  }

  /// @throws DeadlineException when the time has come
  void check() {
    if (!clock.instant().isBefore(at)) {
      throw new DeadlineException(
          "It could not be read within the time of the function, which ends soon: give the function"
              + " more memory or a longer timeout");
    }
  }
}
