package io.flowverdict.core.explain;

import io.flowverdict.core.change.Fix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is proposed against blockers.
///
/// @param fixes several ways to do it, the narrowest first; empty when there is nothing to do or an
///   obstacle
/// @param obstacle why nothing is proposed, as a sentence; null when something is, or nothing is to
///   be done
record Proposed(List<Fix> fixes, @Nullable String obstacle) {

  /// The obstacle where nothing would block any more, yet something would remain unknown.
  static final String STILL_UNKNOWN =
      "No change is proposed, for with the blockers removed it would remain unknown whether the"
          + " traffic passes.";

  /// The obstacle where nothing takes the connection, whatever lets it pass.
  static final String OF_NO_USE =
      "No change is proposed, for none makes the interface take the connection.";

  /// The obstacle where a rule would have to name the address of a NAT gateway that is not known.
  static final String SOURCE_UNKNOWN =
      "No change is proposed, for it is not known with which public address a NAT gateway sends"
          + " this: allow that address, or connect the VPCs privately.";

  /// Nothing is to be done.
  static final Proposed NOTHING = new Proposed(List.of(), null);

  Proposed {
    fixes = List.copyOf(fixes);
  }

  static Proposed none(String obstacle) {
    return new Proposed(List.of(), obstacle);
  }
}
