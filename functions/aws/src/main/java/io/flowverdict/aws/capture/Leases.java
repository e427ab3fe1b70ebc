package io.flowverdict.aws.capture;

import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;

/// The port behind which leases are kept: one at a time for each scope.
public interface Leases {

  /// Takes the scope's lease, if nobody holds it.
  Attempt take(Scope scope, Instant now);

  /// Ends a lease. One that ended by itself, and that another may hold by now, is left alone.
  void release(Lease lease);

  /// Ends a lease in such a way that nobody gets the next one for a while, because the reading
  /// would fail again.
  ///
  /// @param until when the next one may be taken
  void giveUp(Lease lease, GivenUp why, Instant until);

  /// What came of the attempt to take a lease.
  sealed interface Attempt {}

  /// It is ours.
  record Taken(Lease lease) implements Attempt {}

  /// Another holds it, until this time at most.
  record Held(Instant until) implements Attempt {}

  /// Whoever held it last could not read the configuration, and nobody should try for now.
  ///
  /// @param refused whether that was refused; else it failed
  /// @param reason in words
  record GivenUp(boolean refused, String reason) implements Attempt {}
}
