package io.flowverdict.analyze;

import java.time.Clock;
import java.time.Instant;

/// A time by which something must be done. Mutable: it looks at the clock now and then.
final class Deadline {

  private static final int EVERY = 1 << 12;

  private final Instant at;
  private final Clock clock;
  private int checks;

  Deadline(Instant at, Clock clock) {
    this.at = at;
    this.clock = clock;
  }

  /// @throws DeadlineException when the time has come
  void check() {
    if (checks++ % EVERY == 0 && !clock.instant().isBefore(at)) {
      throw new DeadlineException(
          "It could not be read within the time of the function, which ends soon: give the function"
              + " more memory or a longer timeout");
    }
  }
}
