package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// A stored snapshot with the time in which it is known to have been in force.
///
/// @param id names the content: equal snapshots have equal ids
/// @param observedFrom when it was first read
/// @param verifiedUntil when it was last read and found unchanged; not before `observedFrom`
public record Revision(String id, Instant observedFrom, Instant verifiedUntil, Snapshot snapshot)
    implements Observed {
  public Revision {
    requireNonNull(id, "id is null");
    requireNonNull(observedFrom, "observedFrom is null");
    requireNonNull(snapshot, "snapshot is null");
    if (verifiedUntil.isBefore(observedFrom)) {
      throw new IllegalArgumentException(
          "Revision " + id + " is verified until " + verifiedUntil + ", before " + observedFrom);
    }
  }

  /// {@return a revision of a span}
  public static Revision of(Span span, String id, Snapshot snapshot) {
    return new Revision(id, span.observedFrom(), span.verifiedUntil(), snapshot);
  }
}
