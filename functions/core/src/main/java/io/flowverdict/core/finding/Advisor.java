package io.flowverdict.core.finding;

import io.flowverdict.core.explain.Fix;
import io.flowverdict.core.explain.Remedies;
import io.flowverdict.core.explain.Remedy;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says what would let rejected traffic pass. The Internet's unasked requests get no advice: that
/// they are rejected is what the rules are for.
final class Advisor {

  private final Snapshot snapshot;
  private @Nullable Remedies remedies;

  Advisor(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /// {@return what to do about a cause that this record shows; empty when nothing should be done or
  /// no change was verified to do it}
  Optional<Advice> about(Cause cause, FlowRecord record, Verdict verdict) {
    Direction direction = verdict.direction();
    if (direction == null
        || !isRejection(cause.kind())
        || (direction == Direction.INGRESS && PeerGroups.INTERNET.equals(cause.peerGroup()))
        || !snapshot.interfaces().containsKey(cause.resource())) {
      return Optional.empty();
    }
    return Packet.of(record, direction)
        .map(packet -> remedies().of(cause.resource(), direction, packet, verdict.role()))
        .map(Remedy::fixes)
        .filter(fixes -> !fixes.isEmpty())
        .map(Advisor::advice);
  }

  private Remedies remedies() {
    if (remedies == null) {
      remedies = new Remedies(snapshot);
    }
    return remedies;
  }

  private static Advice advice(List<Fix> fixes) {
    return new Advice(
        fixes.stream().map(fix -> fix.text() + " " + fix.opens()).collect(Collectors.joining(" ")),
        fixes.stream().flatMap(fix -> fix.commands().stream()).toList());
  }

  /// Whether rules of the two layers reject what shows the cause.
  private static boolean isRejection(Kind kind) {
    return switch (kind) {
      case FindingKind.REJECTED_BY_NETWORK_ACL,
          FindingKind.REPLY_REJECTED_BY_NETWORK_ACL,
          FindingKind.REJECTED_BY_SECURITY_GROUP,
          FindingKind.REJECTED_BY_BOTH ->
          true;
      case FindingKind.REJECTED_BY_BLOCK_PUBLIC_ACCESS,
          FindingKind.REJECTED_BY_ENCRYPTION_CONTROLS,
          FindingKind.LATE_PACKET,
          FindingKind.RECORDED_REJECT_UNEXPLAINED,
          FindingKind.RECORDED_ACCEPT_UNEXPLAINED,
          FindingKind.EXPOSED_TO_INTERNET,
          FindingKind.RECORDS_SKIPPED,
          FindingKind.UNREADABLE_RECORDS,
          FindingKind.INTERFACE_UNKNOWN,
          FindingKind.ACCOUNT_UNREADABLE ->
          false;
      case AuditKind _ -> false;
    };
  }
}
