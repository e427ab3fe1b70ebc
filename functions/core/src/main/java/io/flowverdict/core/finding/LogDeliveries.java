package io.flowverdict.core.finding;

import io.flowverdict.core.snapshot.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;

/// The port behind which it is kept when flow logs were delivered.
public interface LogDeliveries {

  /// The longest time between the slots of consecutive objects of a flow log.
  Duration LONGEST_STEP = Duration.ofMinutes(15);

  /// Notes that an object arrived. Noting it again changes nothing.
  ///
  /// @param slot the time in the object's name; counts in minutes
  void arrived(Scope scope, String flowLogId, Instant slot);

  /// {@return the slots of the objects that arrived, from `from` to `to`}
  SortedSet<Instant> slots(Scope scope, String flowLogId, Instant from, Instant to);

  /// Notes hours in which accepted records of interfaces were undecided: any rule may have let them
  /// pass. Noting it again changes nothing.
  ///
  /// @param hours by the ids of the interfaces
  void undecided(Scope scope, Map<String, ? extends SortedSet<Instant>> hours);

  /// {@return the hours from `from` to `to` in which accepted records of an interface were
  /// undecided}
  SortedSet<Instant> undecided(Scope scope, String interfaceId, Instant from, Instant to);
}
