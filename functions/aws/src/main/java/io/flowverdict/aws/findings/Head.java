package io.flowverdict.aws.findings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowverdict.core.finding.Status;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// What of a head decides whether a sighting changes it.
///
/// @param firstSeen when the finding was first seen
/// @param latest the latest sighting
/// @param statusAt when the status changed last; null when it never did
record Head(Instant firstSeen, Place latest, Status status, @Nullable Instant statusAt) {

  /// When and where something was seen, ordered as DynamoDB orders the attributes: names by their
  /// UTF-8 bytes.
  record Place(Instant at, String object, long line) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::at)
            .thenComparing(place -> place.object().getBytes(UTF_8), Arrays::compareUnsigned)
            .thenComparingLong(Place::line);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /// {@return whether the finding was thought to be gone and is not}
  ///
  /// Whoever resolves a finding writes a time that is not before its latest sighting. So a sighting
  /// that is not the latest never reopens it.
  boolean isReopenedBy(Place sighting) {
    return status == Status.RESOLVED && statusAt != null && statusAt.isBefore(sighting.at());
  }
}
