package io.flowverdict.aws.findings;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.ObservedCause;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What one object shows of a finding in one hour.
///
/// @param first when the object shows the finding first; null in other hours than the object's
///   first
/// @param last when the object shows the finding last; null in other hours than the object's last
/// @param line the line of that; 0 where `last` is null
record Seen(Counts counts, @Nullable Instant first, @Nullable Instant last, long line) {

  Seen {
    requireNonNull(counts, "counts is null");
  }

  static Seen of(ObservedCause cause, Instant hour) {
    boolean isFirst = hour.equals(cause.hours().firstKey());
    boolean isLast = hour.equals(cause.hours().lastKey());
    return new Seen(
        cause.hours().getOrDefault(hour, Counts.NONE),
        isFirst ? cause.first().at().truncatedTo(ChronoUnit.MILLIS) : null,
        isLast ? cause.latest().at().truncatedTo(ChronoUnit.MILLIS) : null,
        isLast ? cause.latest().line() : 0);
  }
}
