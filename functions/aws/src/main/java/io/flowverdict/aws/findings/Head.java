package io.flowverdict.aws.findings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowverdict.core.finding.Status;
import io.flowverdict.core.finding.StatusChange;
import io.flowverdict.core.net.IpAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of a head decides whether a sighting changes it.
///
/// @param firstSeen when the finding was first seen
/// @param latest the latest sighting
/// @param statusAt when the status changed last; null when it never did
/// @param changes the latest changes of the status
/// @param addresses those of the latest sighting: the links from them to the finding exist
record Head(
    Instant firstSeen,
    Place latest,
    Status status,
    @Nullable Instant statusAt,
    List<StatusChange> changes,
    Set<IpAddress> addresses) {

  Head {
    changes = List.copyOf(changes);
    addresses = Set.copyOf(addresses);
  }

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
}
