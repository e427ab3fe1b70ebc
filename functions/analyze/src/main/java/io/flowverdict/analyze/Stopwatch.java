package io.flowverdict.analyze;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Measures how long the stages of something take. Mutable.
final class Stopwatch {

  private final Clock clock;
  private final Map<String, Duration> laps = new LinkedHashMap<>();
  private Instant last;

  Stopwatch(Clock clock) {
    this.clock = clock;
    this.last = clock.instant();
  }

  /// Ends a stage; the next begins.
  void lap(String stage) {
    Instant now = clock.instant();
    laps.put(stage, Duration.between(last, now));
    last = now;
  }

  /// {@return the stages in their order}
  Map<String, Duration> laps() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(laps));
  }
}
