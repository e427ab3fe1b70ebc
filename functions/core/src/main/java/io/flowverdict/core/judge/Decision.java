package io.flowverdict.core.judge;

import java.util.List;

/// What one layer decides about a packet.
///
/// @param outcome whether the packet passes the layer
/// @param steps what decided; for an unknown outcome the steps that are certain
/// @param doubts not empty exactly when the outcome is unknown
public record Decision(Outcome outcome, List<Step> steps, List<Doubt> doubts) {

  /// Whether a packet passes.
  public enum Outcome {
    PASS,
    BLOCK,
    UNKNOWN
  }

  public Decision {
    steps = List.copyOf(steps);
    doubts = List.copyOf(doubts);
    if (doubts.isEmpty() == (outcome == Outcome.UNKNOWN)) {
      throw new IllegalArgumentException("Doubts belong to an unknown outcome: " + doubts);
    }
  }

  static Decision pass(List<Step> steps) {
    return new Decision(Outcome.PASS, steps, List.of());
  }

  static Decision block(List<Step> steps) {
    return new Decision(Outcome.BLOCK, steps, List.of());
  }

  static Decision unknown(List<Doubt> doubts) {
    return new Decision(Outcome.UNKNOWN, List.of(), doubts.stream().distinct().toList());
  }
}
