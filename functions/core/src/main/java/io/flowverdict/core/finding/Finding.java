package io.flowverdict.core.finding;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.IpAddress;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A cause as it is kept: what all objects together show of it.
///
/// @param first the earliest sighting's time
/// @param last the latest sighting's time
/// @param latest a sighting of the latest hour, whose sentence and trace stand for the finding: see
///   [Sighting#standsBefore(Sighting)]
/// @param total the traffic of all hours that are still kept
/// @param topPorts the most frequent service ports of the latest object
/// @param topPeers the most frequent peer addresses of the latest object
/// @param ownAddresses the addresses of the interface that the latest object shows
/// @param advice what to do about it, by the configuration of the latest sighting; null when
///   nothing is known that should be done
/// @param changes the changes of its status, the latest last, at most [#MOST_CHANGES]; none while
///   it is as it was found
public record Finding(
    String id,
    Cause cause,
    Severity severity,
    Status status,
    Instant first,
    Instant last,
    Sighting latest,
    Counts total,
    List<Integer> topPorts,
    List<IpAddress> topPeers,
    List<IpAddress> ownAddresses,
    @Nullable Advice advice,
    List<StatusChange> changes) {

  /// How many changes of the status are kept.
  public static final int MOST_CHANGES = 10;

  public Finding {
    requireNonNull(id, "id is null");
    requireNonNull(cause, "cause is null");
    requireNonNull(severity, "severity is null");
    requireNonNull(status, "status is null");
    requireNonNull(first, "first is null");
    requireNonNull(last, "last is null");
    requireNonNull(latest, "latest is null");
    requireNonNull(total, "total is null");
    topPorts = List.copyOf(topPorts);
    topPeers = List.copyOf(topPeers);
    ownAddresses = List.copyOf(ownAddresses);
    changes = List.copyOf(changes);
  }

  /// {@return the changes of a status with one more, the oldest left out where they are too many}
  public static List<StatusChange> appended(List<StatusChange> changes, StatusChange change) {
    List<StatusChange> all = Stream.concat(changes.stream(), Stream.of(change)).toList();
    return all.subList(Math.max(0, all.size() - MOST_CHANGES), all.size());
  }
}
