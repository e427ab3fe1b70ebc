package io.flowverdict.core.judge;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkInterface;

/// A record located in the configuration: at which interface, in which direction, which packet; or
/// the verdict that says why it cannot be.
sealed interface Placement {

  record Placed(NetworkInterface at, Direction direction, Packet packet) implements Placement {}

  record Unplaced(Verdict verdict) implements Placement {}
}
