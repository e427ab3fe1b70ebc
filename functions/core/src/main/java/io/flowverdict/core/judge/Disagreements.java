package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowLogField;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.TcpFlags;
import io.flowverdict.core.net.Protocol;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Ranks the possible reasons of a disagreement by the evidence in the record: what is recorded
/// first, then what the record makes likely, then what cannot be excluded.
final class Disagreements {

  private static final String BLOCKED_BY_PUBLIC_ACCESS = "BPA";
  private static final String BLOCKED_BY_ENCRYPTION_CONTROLS = "EC";

  private Disagreements() {}

  /// {@return the possible reasons, the likeliest first; empty when verdict and action do not
  /// contradict each other}
  static List<Disagreement> rank(FlowRecord record, Verdict verdict, Evidence evidence) {
    if (verdict.agreesWith(record.action()).orElse(true)) {
      return List.of();
    }
    return record.action() == Action.REJECT
        ? ofReject(record, verdict, evidence)
        : ofAccept(record, verdict);
  }

  private static List<Disagreement> ofReject(
      FlowRecord record, Verdict verdict, Evidence evidence) {
    String recorded = record.rejectReason();
    if (BLOCKED_BY_PUBLIC_ACCESS.equals(recorded)) {
      return List.of(Disagreement.BLOCK_PUBLIC_ACCESS);
    }
    if (BLOCKED_BY_ENCRYPTION_CONTROLS.equals(recorded)) {
      return List.of(Disagreement.ENCRYPTION_CONTROLS);
    }
    Set<Disagreement> reasons = new LinkedHashSet<>();
    if (isLate(record, evidence)) {
      reasons.add(Disagreement.LATE_PACKET);
    }
    if (!records(record, FlowLogField.REJECT_REASON)
        && records(record, FlowLogField.BYTES)
        && record.bytes() == null) {
      reasons.add(Disagreement.BLOCK_PUBLIC_ACCESS);
    }
    if (verdict.role() == Role.REPLY) {
      reasons.add(Disagreement.LATE_PACKET);
    }
    if (allowedByReference(verdict)) {
      reasons.add(Disagreement.MIDDLEBOX);
    }
    reasons.add(Disagreement.CHANGE_IN_PROGRESS);
    if (!records(record, FlowLogField.REJECT_REASON)) {
      reasons.add(Disagreement.BLOCK_PUBLIC_ACCESS);
    }
    reasons.add(Disagreement.CONNECTION_TABLE_FULL);
    return List.copyOf(reasons);
  }

  /// A packet of a connection that was accepted, and that does not open it.
  private static boolean isLate(FlowRecord record, Evidence evidence) {
    TcpFlags flags = record.tcpFlags();
    return evidence.established()
        && Protocol.TCP.equals(record.protocol())
        && flags != null
        && !flags.syn();
  }

  private static boolean records(FlowRecord record, FlowLogField field) {
    return record.format().has(field);
  }

  private static boolean allowedByReference(Verdict verdict) {
    List<Step> rules = verdict.steps(Layer.SG);
    return !rules.isEmpty()
        && rules.stream().allMatch(step -> step.text() != null && step.text().contains(" sg-"));
  }

  private static List<Disagreement> ofAccept(FlowRecord record, Verdict verdict) {
    Set<Disagreement> reasons = new LinkedHashSet<>();
    boolean byNetworkAcl = verdict.blockers().stream().anyMatch(step -> step.layer() == Layer.NACL);
    if (!byNetworkAcl && Evidence.byFlags(record) != Role.REQUEST) {
      reasons.add(Disagreement.TRACKED_CONNECTION);
    }
    reasons.add(Disagreement.CHANGE_IN_PROGRESS);
    if (byNetworkAcl) {
      reasons.add(Disagreement.ROUTED_INSIDE_SUBNET);
    }
    return List.copyOf(reasons);
  }
}
