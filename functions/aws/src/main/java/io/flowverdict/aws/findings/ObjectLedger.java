package io.flowverdict.aws.findings;

import java.util.Optional;

/// The port behind which it is kept which objects were judged, and by what.
///
/// Before the first finding of an object is written its basis is noted, so that an attempt that
/// takes over after a stopped one finds the same. An object that is done needs no other attempt.
public interface ObjectLedger {

  /// What is known of an object.
  ///
  /// @param done whether everything that it shows was written
  record Entry(Basis basis, boolean done) {}

  /// {@return what is known of an object; empty when nothing of it was written yet}
  Optional<Entry> find(String object);

  /// Notes by what an object is judged, unless that is noted already.
  ///
  /// @return the basis that is noted: another when another attempt was faster
  Basis begin(String object, Basis basis);

  /// Notes that everything an object shows was written.
  void done(String object);
}
