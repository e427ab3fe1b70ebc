package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowLogField;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.Internet;
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
  static List<Disagreement> rank(FlowRecord record, Verdict verdict, Internet internet) {
    if (verdict.agreesWith(record.action()).orElse(true)) {
      return List.of();
    }
    return record.action() == Action.REJECT
        ? ofReject(record, verdict, internet)
        : ofAccept(record, verdict);
  }

  private static List<Disagreement> ofReject(
      FlowRecord record, Verdict verdict, Internet internet) {
    String recorded = record.rejectReason();
    if (BLOCKED_BY_PUBLIC_ACCESS.equals(recorded)) {
      return List.of(Disagreement.BLOCK_PUBLIC_ACCESS);
    }
    if (BLOCKED_BY_ENCRYPTION_CONTROLS.equals(recorded)) {
      return List.of(Disagreement.ENCRYPTION_CONTROLS);
    }
    boolean mayBePublicAccess =
        !records(record, FlowLogField.REJECT_REASON) && isOfInternet(record, verdict, internet);
    Set<Disagreement> reasons = new LinkedHashSet<>();
    if (mayBePublicAccess && records(record, FlowLogField.BYTES) && record.bytes() == null) {
      reasons.add(Disagreement.BLOCK_PUBLIC_ACCESS);
    }
    if (record.isTcpWithoutSyn() || verdict.role() == Role.REPLY) {
      reasons.add(Disagreement.LATE_PACKET);
    }
    if (allowedByReference(verdict)) {
      reasons.add(Disagreement.MIDDLEBOX);
    }
    reasons.add(Disagreement.CHANGE_IN_PROGRESS);
    if (mayBePublicAccess) {
      reasons.add(Disagreement.BLOCK_PUBLIC_ACCESS);
    }
    reasons.add(Disagreement.CONNECTION_TABLE_FULL);
    return List.copyOf(reasons);
  }

  /// Block Public Access is about Internet gateways: it stops nothing that comes from inside.
  private static boolean isOfInternet(FlowRecord record, Verdict verdict, Internet internet) {
    IpAddress peer = verdict.direction() == null ? null : record.peer(verdict.direction());
    return peer != null && internet.contains(peer);
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
