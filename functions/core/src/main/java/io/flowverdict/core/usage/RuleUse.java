package io.flowverdict.core.usage;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What accepted requests of one protocol used of one rule.
///
/// Uses of one rule and protocol merge by taking the later time and the wider ranges, so that
/// neither the order in which they arrive nor their repetition matters.
///
/// @param owner the security group or network ACL
/// @param rule the rule's name in it: `sgr-…` or the rule's text, or the entry's number
/// @param lastUsed by the hour; what is finer is cut off
/// @param ports the least range that holds every destination port seen; null when none had one
/// @param lowestPeer the lowest peer address seen, IPv4 before IPv6
/// @param highestPeer the highest peer address seen
public record RuleUse(
    Scope scope,
    String owner,
    Direction direction,
    String rule,
    Protocol protocol,
    Instant lastUsed,
    @Nullable PortRange ports,
    IpAddress lowestPeer,
    IpAddress highestPeer) {

  public RuleUse {
    requireNonNull(scope, "scope is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(direction, "direction is null");
    requireNonNull(rule, "rule is null");
    requireNonNull(protocol, "protocol is null");
    lastUsed = lastUsed.truncatedTo(ChronoUnit.HOURS);
    if (lowestPeer.compareTo(highestPeer) > 0) {
      throw new IllegalArgumentException(lowestPeer + " is above " + highestPeer);
    }
  }

  /// {@return what both uses used together}
  ///
  /// @throws IllegalArgumentException when they are not of one rule and protocol
  public RuleUse merge(RuleUse other) {
    if (!isOfSameRule(other)) {
      throw new IllegalArgumentException(this + " and " + other + " are not of one rule");
    }
    return new RuleUse(
        scope,
        owner,
        direction,
        rule,
        protocol,
        other.lastUsed.isAfter(lastUsed) ? other.lastUsed : lastUsed,
        hull(ports, other.ports),
        other.lowestPeer.compareTo(lowestPeer) < 0 ? other.lowestPeer : lowestPeer,
        other.highestPeer.compareTo(highestPeer) > 0 ? other.highestPeer : highestPeer);
  }

  private boolean isOfSameRule(RuleUse other) {
    return scope.equals(other.scope)
        && owner.equals(other.owner)
        && direction == other.direction
        && rule.equals(other.rule)
        && protocol.equals(other.protocol);
  }

  private static @Nullable PortRange hull(@Nullable PortRange one, @Nullable PortRange other) {
    return Stream.of(one, other)
        .filter(Objects::nonNull)
        .reduce((a, b) -> new PortRange(Math.min(a.from(), b.from()), Math.max(a.to(), b.to())))
        .orElse(null);
  }
}
