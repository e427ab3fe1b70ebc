package io.flowverdict.aws.findings;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.finding.Counts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What all hours of a finding that are kept add up to.
///
/// @param first the earliest sighting; null where no hour is kept
/// @param last the latest sighting; null where no hour is kept
record Total(Counts counts, @Nullable Instant first, @Nullable Instant last) {

  static final Total NONE = new Total(Counts.NONE, null, null);

  Total {
    requireNonNull(counts, "counts is null");
  }

  static Total of(Counts counts, Iterable<Seen> shown) {
    Instant first = null;
    Instant last = null;
    for (Seen seen : shown) {
      first = first == null || isBefore(seen.first(), first) ? seen.first() : first;
      last = last == null || isBefore(last, seen.last()) ? seen.last() : last;
    }
    return new Total(counts, first, last);
  }

  private static boolean isBefore(@Nullable Instant one, @Nullable Instant other) {
    return one != null && other != null && one.isBefore(other);
  }
}
