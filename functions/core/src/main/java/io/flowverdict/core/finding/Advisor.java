package io.flowverdict.core.finding;

import io.flowverdict.core.change.Change;
import io.flowverdict.core.change.Check;
import io.flowverdict.core.change.Check.Consequences;
import io.flowverdict.core.explain.PacketExplainer;
import io.flowverdict.core.explain.PacketExplanation;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says what would let rejected traffic pass. The Internet's unasked requests get no advice: that
/// they are rejected is what the rules are for. Mutable, for the causes of one object.
final class Advisor {

  /// About how many causes advice is sought: each search judges and audits several changes of the
  /// whole configuration, which takes milliseconds in a large account. A question about the same
  /// traffic answers for the others.
  static final int MOST = 100;

  /// How many changes are examined for all of them. An audit of what a change can affect takes some
  /// 10 ms in a large account whose interfaces share their groups and network ACLs; a cause has up
  /// to 48 ways to let its traffic pass, and mostly the first one will do.
  private static final int MOST_EXAMINED = 200;

  private static final Consequences NOT_EXAMINED =
      new Consequences(List.of("perhaps a finding: others were examined"), List.of());

  private final Snapshot snapshot;
  private final Check check;
  private @Nullable PacketExplainer explainer;
  private int sought;
  private int examined;

  /// @param check examines what is to be advised
  Advisor(Snapshot snapshot, Check check) {
    this.snapshot = snapshot;
    this.check = check;
  }

  /// {@return what to do about a cause that this record shows; empty when nothing should be done or
  /// no change was verified to do it, or it was sought for others often enough}
  Optional<Advice> about(Cause cause, FlowRecord record, Verdict verdict) {
    Direction direction = verdict.direction();
    if (direction == null
        || !isRejection(cause.kind())
        || (direction == Direction.INGRESS && PeerGroups.INTERNET.equals(cause.peerGroup()))
        || !snapshot.interfaces().containsKey(cause.resource())
        || sought == MOST
        || examined == MOST_EXAMINED) {
      return Optional.empty();
    }
    sought++;
    return Packet.of(record, direction)
        .map(packet -> explainer().of(cause.resource(), direction, packet, verdict.role()))
        .map(PacketExplanation::fixes)
        .filter(fixes -> !fixes.isEmpty())
        .map(Advice::of);
  }

  private PacketExplainer explainer() {
    if (explainer == null) {
      explainer = new PacketExplainer(snapshot, this::examine);
    }
    return explainer;
  }

  private Consequences examine(Snapshot before, List<Change> changes) {
    if (examined == MOST_EXAMINED) {
      return NOT_EXAMINED;
    }
    examined++;
    return check.of(before, changes);
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
