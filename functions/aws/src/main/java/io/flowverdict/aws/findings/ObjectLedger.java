package io.flowverdict.aws.findings;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// The port behind which it is kept which objects were judged, in which content, and by what.
///
/// Before the first finding of an object is written its attempt is noted, so that whoever takes
/// over after a stopped process finds the same. An attempt that is done needs no other one, unless
/// the object has another content, or what it was judged by has come to be known better.
public interface ObjectLedger {

  /// An attempt to judge an object.
  ///
  /// @param number counts the attempts, from 1: what a later one shows takes the place of what an
  ///   earlier one showed
  /// @param version tells the content that is judged from others: its ETag
  /// @param done whether everything that it shows was written
  record Attempt(int number, String version, Basis basis, boolean done) {
    public Attempt {
      requireNonNull(version, "version is null");
      requireNonNull(basis, "basis is null");
      if (number < 1) {
        throw new IllegalArgumentException("The number " + number + " is not positive");
      }
    }
  }

  /// {@return the latest attempt; empty when the object was never judged}
  Optional<Attempt> find(String object);

  /// Notes that an attempt begins, unless it or a later one has begun already.
  ///
  /// @return the latest attempt: another when another process was faster
  Attempt begin(String object, Attempt attempt);

  /// Notes that everything an attempt shows was written.
  ///
  /// @return whether it still is the latest
  boolean done(String object, int number);
}
