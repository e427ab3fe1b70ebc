package io.flowverdict.aws.findings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowverdict.core.finding.Sighting;
import io.flowverdict.core.finding.Status;
import io.flowverdict.core.finding.StatusChange;
import io.flowverdict.core.net.IpAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of a head decides whether a sighting changes it.
///
/// @param firstSeen when the finding was first seen
/// @param witness the sighting whose sentence and trace stand for the finding
/// @param statusAt when the status changed last; null when it never did
/// @param changes the latest changes of the status
/// @param addresses those of the witness: the links from them to the finding exist
record Head(
    Instant firstSeen,
    Place witness,
    Status status,
    @Nullable Instant statusAt,
    List<StatusChange> changes,
    Set<IpAddress> addresses) {

  Head {
    changes = List.copyOf(changes);
    addresses = Set.copyOf(addresses);
  }

  /// What stands for the object of a sighting that is gone.
  static final String NO_OBJECT = "-";

  /// {@return whether the sighting is gone that stood for the finding}
  boolean isWithoutWitness() {
    return witness.object().equals(NO_OBJECT);
  }

  /// When and where something was seen, ordered as DynamoDB orders the attributes: names by their
  /// UTF-8 bytes.
  record Place(Instant at, String object, long line) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::at)
            .thenComparing(place -> place.object().getBytes(UTF_8), Arrays::compareUnsigned)
            .thenComparingLong(Place::line);

    /// Whether this one stands for a finding rather than the other one: see
    /// [Sighting#standsBefore(Sighting)].
    boolean standsBefore(Place other) {
      int later =
          at.truncatedTo(ChronoUnit.HOURS).compareTo(other.at.truncatedTo(ChronoUnit.HOURS));
      return later > 0 || (later == 0 && compareTo(other) < 0);
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }
}
