package io.flowverdict.core.finding;

import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.util.SortedMap;

/// The port behind which it is kept how many records were judged, and how.
///
/// A record that several flow logs tell counts as often as it was judged.
public interface RecordCounts {

  /// Adds the records of one object, in place of what an earlier attempt added. Adding an object
  /// again changes nothing.
  ///
  /// @param delivered when the object was written, as its name tells
  void judged(Scope scope, Source source, Instant delivered, VerdictCounts counts);

  /// {@return the records of the objects that were written from `from` up to, but without, `to`, by
  /// whole hours; an hour without records is absent}
  SortedMap<Instant, VerdictCounts> hours(Scope scope, Instant from, Instant to);
}
