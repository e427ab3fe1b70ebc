package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.Direction;
import org.jspecify.annotations.Nullable;

/// One allow rule of a security group: one protocol and port range, one peer.
///
/// @param ruleId the `sgr-` id; null when the configuration came from `SecurityGroups` alone, which
///   does not carry ids
/// @param description the text that its author gave it; hostile
public record SecurityGroupRule(
    @Nullable String ruleId,
    String groupId,
    Direction direction,
    Traffic traffic,
    Peer peer,
    @Nullable String description) {

  public SecurityGroupRule {
    requireNonNull(groupId, "groupId is null");
    requireNonNull(direction, "direction is null");
    requireNonNull(traffic, "traffic is null");
    requireNonNull(peer, "peer is null");
  }

  /// The rule's name: its id, or where it has none its group, direction and text, for example
  /// `sg-0a ingress tcp 443 from 10.0.0.0/8`.
  public String name() {
    return ruleId != null ? ruleId : groupId + " " + direction + " " + text();
  }

  /// The rule in words, without its group: `tcp 443 from 10.0.0.0/8`.
  public String text() {
    return textWith(peer.toString());
  }

  /// The rule in words, without its group, its peer as it is said here: `tcp 443 from web sg-0a`.
  public String textWith(String peerInWords) {
    return traffic + (direction == Direction.INGRESS ? " from " : " to ") + peerInWords;
  }

  /// {@return whether the other rule allows the same traffic, whatever the ids and descriptions}
  public boolean sameAs(SecurityGroupRule other) {
    return groupId.equals(other.groupId)
        && direction == other.direction
        && traffic.equals(other.traffic)
        && peer.toString().equals(other.peer.toString());
  }
}
