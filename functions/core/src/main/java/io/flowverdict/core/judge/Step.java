package io.flowverdict.core.judge;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.Direction;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One step of a trace: what one network ACL or one security group did.
///
/// @param id the network ACL or the security group; null for a layer that the interface does not
///   have
/// @param rule the entry's number or `*`, the rule's name, or null when no rule decided
/// @param text the rule in words; null when no rule decided
public record Step(
    Layer layer,
    Direction direction,
    @Nullable String id,
    @Nullable String rule,
    @Nullable String text,
    Effect effect) {

  /// What the step did to the packet.
  public enum Effect {
    /// A rule or entry allows it.
    ALLOW,
    /// An entry denies it.
    DENY,
    /// No rule of the group allows it.
    NO_MATCH,
    /// It belongs to a tracked connection and needs no rule.
    TRACKED,
    /// The layer does not apply.
    SKIPPED;

    /// The word in the output: `allow`, `deny`, `no-match`, `tracked`, `skipped`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Step {
    requireNonNull(layer, "layer is null");
    requireNonNull(direction, "direction is null");
    requireNonNull(effect, "effect is null");
  }

  static Step withoutRule(Layer layer, Direction direction, @Nullable String id, Effect effect) {
    return new Step(layer, direction, id, null, null, effect);
  }

  /// {@return whether the deciding entry is AWS's own, which closes every network ACL}
  public boolean isClosing() {
    return layer == Layer.NACL && "*".equals(rule);
  }

  /// {@return whether this step keeps the packet from passing}
  public boolean blocks() {
    return effect == Effect.DENY || effect == Effect.NO_MATCH;
  }
}
