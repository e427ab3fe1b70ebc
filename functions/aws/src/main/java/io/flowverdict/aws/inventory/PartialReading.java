package io.flowverdict.aws.inventory;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.snapshot.Snapshot;
import java.util.List;

/// What could be read of a configuration.
///
/// @param snapshot what was read; what was not is in [Snapshot#incomplete()]
/// @param unread the calls that were not answered
public record PartialReading(Snapshot snapshot, List<Unread> unread) {
  public PartialReading {
    requireNonNull(snapshot, "snapshot is null");
    unread = List.copyOf(unread);
  }

  /// A call that was refused, or that failed.
  ///
  /// @param call the API's name of it
  /// @param why a sentence without its end, with what a person can do
  public record Unread(String call, String why) {
    public Unread {
      requireNonNull(call, "call is null");
      requireNonNull(why, "why is null");
    }
  }
}
