package io.flowverdict.core.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The port behind which the revisions of configurations are kept.
public interface History {

  /// How far the time of an observation may be from the time of what it shows: a reading takes a
  /// while, and the EC2 API shows a change with a delay. Ask for a window that is wider by this on
  /// both sides.
  Duration TOLERANCE = Duration.ofSeconds(60);

  /// {@return the revisions that may have been in force at any time from `from` to `to`, the
  /// earliest first; empty when none is known}
  ///
  /// A revision may have been in force from when the one before it was last verified until the one
  /// after it was first observed; the first of all since ever, the last of all for ever.
  List<Revision> covering(Scope scope, Instant from, Instant to);

  /// {@return how long after it was last verified the newest revision still decides: what is later
  /// is not known, for nobody has looked}
  default Duration lasting() {
    return TOLERANCE;
  }
}
