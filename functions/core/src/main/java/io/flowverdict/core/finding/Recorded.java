package io.flowverdict.core.finding;

/// What recording the causes of an object changed.
///
/// @param added findings that were not there before, those included that are open again
/// @param updated findings that were there and have a later or an earlier sighting now
public record Recorded(int added, int updated) {

  public static final Recorded NOTHING = new Recorded(0, 0);

  public Recorded plus(Recorded other) {
    return new Recorded(added + other.added, updated + other.updated);
  }
}
