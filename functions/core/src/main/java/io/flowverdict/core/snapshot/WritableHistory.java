package io.flowverdict.core.snapshot;

import java.time.Instant;
import java.util.Optional;

/// A history that is kept, and that observations can be added to.
public interface WritableHistory extends History {

  /// {@return the last span of the scope's timeline; empty when the scope was never observed}
  Optional<Span> newest(Scope scope);

  /// Adds an observation, as [Timeline#observe(String, Instant)] says.
  ///
  /// @param snapshot everything that was read; a partial reading must not be given
  /// @param at when the reading began
  /// @return the revision that the observation made or confirmed, with the times of its span
  Revision observe(Scope scope, Snapshot snapshot, Instant at);

  /// {@return the content of a revision}
  ///
  /// @throws RuntimeException when there is no such revision, or it cannot be read
  Snapshot snapshot(Scope scope, String revisionId);
}
