package io.flowverdict.core.finding;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.IpAddress;
import java.time.Instant;
import java.util.List;

/// A cause as it is kept: what all objects together show of it.
///
/// @param first the earliest sighting's time
/// @param latest the latest sighting, whose sentence and trace stand for the finding
/// @param total the traffic of all hours that are still kept
/// @param topPorts the most frequent service ports of the latest object
/// @param topPeers the most frequent peer addresses of the latest object
public record Finding(
    String id,
    Cause cause,
    Severity severity,
    Status status,
    Instant first,
    Sighting latest,
    Counts total,
    List<Integer> topPorts,
    List<IpAddress> topPeers) {

  public Finding {
    requireNonNull(id, "id is null");
    requireNonNull(cause, "cause is null");
    requireNonNull(severity, "severity is null");
    requireNonNull(status, "status is null");
    requireNonNull(first, "first is null");
    requireNonNull(latest, "latest is null");
    requireNonNull(total, "total is null");
    topPorts = List.copyOf(topPorts);
    topPeers = List.copyOf(topPeers);
  }
}
