package io.flowverdict.core.judge;

import static java.util.Objects.requireNonNull;

/// That rules do something to packets. A sentence about rules is true when each of its claims is.
///
/// @param packets what it is claimed of; at least one
public record Claim(Ruling ruling, Packets packets) {
  public Claim {
    requireNonNull(ruling, "ruling is null");
    requireNonNull(packets, "packets is null");
  }
}
