package io.flowverdict.core.usage;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Role;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request that used rules: the one definition of use, for what is kept and for what audits find
/// in logs.
///
/// It was recorded as accepted *and* the configuration accepts it: then every security-group rule
/// that allows it was used, and the network ACL entry that decided. So does what may be a request.
/// A record that the configuration would reject passed for another reason (a tracked connection, a
/// configuration that is not the one in force), so that no rule's part in it is known; and where it
/// is undecided, any rule may have let it pass.
///
/// @param at when it was seen last
/// @param port the destination port; null when it is not recorded or the protocol has none
/// @param rules the steps that allowed it, each with its rule
public record AcceptedRequest(
    Instant at, Protocol protocol, @Nullable Integer port, IpAddress peer, List<Step> rules) {

  public AcceptedRequest {
    requireNonNull(at, "at is null");
    requireNonNull(protocol, "protocol is null");
    requireNonNull(peer, "peer is null");
    rules = List.copyOf(rules);
  }

  /// {@return the request that a judged record is; empty when it used no rule, or lacks its time,
  /// its protocol or its peer}
  public static Optional<AcceptedRequest> of(FlowRecord record, Verdict verdict) {
    Instant at = record.end() == null ? record.start() : record.end();
    Direction direction = verdict.direction();
    IpAddress peer = direction == null ? null : record.peer(direction);
    Protocol protocol = record.protocol();
    if (!isPossible(record.action(), verdict)
        || verdict.outcome() != Verdict.Outcome.ACCEPT
        || at == null
        || peer == null
        || protocol == null) {
      return Optional.empty();
    }
    Integer port = protocol.hasPorts() ? record.destinationPort() : null;
    return Optional.of(new AcceptedRequest(at, protocol, port, peer, rules(verdict)));
  }

  /// {@return whether a record can be a request that used a rule: one recorded as accepted that is
  /// no reply}
  public static boolean isPossible(@Nullable Action action, Verdict verdict) {
    return action == Action.ACCEPT && verdict.role() != Role.REPLY;
  }

  /// {@return the steps of a verdict at which a rule or entry let the request pass}
  static List<Step> rules(Verdict verdict) {
    return verdict.trace().stream()
        .filter(
            step -> step.effect() == Step.Effect.ALLOW && step.id() != null && step.rule() != null)
        .toList();
  }
}
