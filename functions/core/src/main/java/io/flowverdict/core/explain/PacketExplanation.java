package io.flowverdict.core.explain;

import io.flowverdict.core.change.Fix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is in the way of a packet at one interface, and what would let it pass there.
///
/// @param blockers the layers that drop the packet, and for a request the network ACL that would
///   drop its reply; empty when nothing does
/// @param fixes changes that were verified to let the packet, and the reply of a request, pass what
///   blocks them at this interface, the narrowest first; empty when there is nothing to do or an
///   obstacle
/// @param obstacle why no change is proposed, as a sentence; null when there is one or nothing to
///   do
public record PacketExplanation(
    List<Blocker> blockers, List<Fix> fixes, @Nullable String obstacle) {

  public PacketExplanation {
    blockers = List.copyOf(blockers);
    fixes = List.copyOf(fixes);
  }

  /// {@return the rule nearest to the first blocker; null when there is none}
  public @Nullable NearestRule nearest() {
    return blockers.isEmpty() ? null : blockers.getFirst().nearest();
  }
}
