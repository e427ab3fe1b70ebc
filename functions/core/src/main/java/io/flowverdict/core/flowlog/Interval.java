package io.flowverdict.core.flowlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The order of a row's first and last moment.
final class Interval {

  private Interval() {}

  /// {@return whether the end is not before the start, as far as both are known}
  static boolean isOrdered(@Nullable Instant start, @Nullable Instant end) {
    return start == null || end == null || !end.isBefore(start);
  }

  static void require(@Nullable Instant start, @Nullable Instant end) {
    if (!isOrdered(start, end)) {
      throw new IllegalArgumentException("end " + end + " is before start " + start);
    }
  }
}
