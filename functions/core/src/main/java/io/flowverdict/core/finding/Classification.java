package io.flowverdict.core.finding;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Disagreement;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Role;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.judge.UndecidedReason;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which cause a judged record shows, if any.
///
/// What comes from inside is told apart by peer group, protocol and port. What the Internet sends
/// unasked is one cause per interface and blocking rule.
final class Classification {

  /// How many rules a cause names at the most.
  static final int MOST_RULES = 5;

  /// What stands between the rules of a cause. No rule's label has it inside.
  static final String RULE_SEPARATOR = ", ";

  private final Scope scope;
  private final Snapshot snapshot;
  private final PeerGroups peerGroups;

  Classification(Scope scope, Snapshot snapshot) {
    this.scope = scope;
    this.snapshot = snapshot;
    this.peerGroups = new PeerGroups(snapshot);
  }

  /// A cause with the facts that are counted beside it.
  record Classified(
      FindingKind kind,
      Cause cause,
      Severity severity,
      @Nullable Integer port,
      @Nullable IpAddress peer,
      @Nullable IpAddress own) {

    /// {@return how much the cause would matter if it stood for many ports or many peers}
    Severity severityOfMany() {
      return Classification.severity(kind, null);
    }
  }

  Optional<Classified> classify(FlowRecord record, Verdict verdict) {
    String interfaceId = record.interfaceId();
    if (interfaceId == null) {
      return Optional.empty();
    }
    return kind(record, verdict).map(kind -> classified(kind, interfaceId, record, verdict));
  }

  private Optional<FindingKind> kind(FlowRecord record, Verdict verdict) {
    Optional<FindingKind> recorded = recordedReason(record);
    if (recorded.isPresent()) {
      return recorded;
    }
    Optional<Boolean> agrees = verdict.agreesWith(record.action());
    return switch (verdict.outcome()) {
      case ACCEPT ->
          agrees.flatMap(
              same -> same ? exposure(record, verdict) : Optional.of(unexplainedReject(verdict)));
      case REJECT ->
          agrees.map(same -> same ? rejection(verdict) : FindingKind.RECORDED_ACCEPT_UNEXPLAINED);
      case UNDECIDED -> unknownInterface(verdict);
      case NOT_EVALUATED -> Optional.empty();
    };
  }

  /// What `reject-reason` says is no guess, whatever the rules would say.
  private static Optional<FindingKind> recordedReason(FlowRecord record) {
    String reason = record.rejectReason();
    if (record.action() != Action.REJECT || reason == null) {
      return Optional.empty();
    }
    return switch (reason) {
      case "BPA" -> Optional.of(FindingKind.REJECTED_BY_BLOCK_PUBLIC_ACCESS);
      case "EC" -> Optional.of(FindingKind.REJECTED_BY_ENCRYPTION_CONTROLS);
      default -> Optional.empty();
    };
  }

  private static FindingKind unexplainedReject(Verdict verdict) {
    return verdict.disagreements().getFirst() == Disagreement.LATE_PACKET
        ? FindingKind.LATE_PACKET
        : FindingKind.RECORDED_REJECT_UNEXPLAINED;
  }

  private static Optional<FindingKind> unknownInterface(Verdict verdict) {
    return verdict.doubts().stream()
            .anyMatch(doubt -> doubt.reason() == UndecidedReason.INTERFACE_UNKNOWN)
        ? Optional.of(FindingKind.INTERFACE_UNKNOWN)
        : Optional.empty();
  }

  private static FindingKind rejection(Verdict verdict) {
    List<Layer> layers = verdict.blockers().stream().map(Step::layer).distinct().toList();
    if (layers.size() > 1) {
      return FindingKind.REJECTED_BY_BOTH;
    }
    if (layers.contains(Layer.SG)) {
      return FindingKind.REJECTED_BY_SECURITY_GROUP;
    }
    return verdict.role() == Role.REPLY
        ? FindingKind.REPLY_REJECTED_BY_NETWORK_ACL
        : FindingKind.REJECTED_BY_NETWORK_ACL;
  }

  private Optional<FindingKind> exposure(FlowRecord record, Verdict verdict) {
    IpAddress peer = peer(record, verdict);
    boolean exposed =
        record.action() == Action.ACCEPT
            && verdict.role() == Role.REQUEST
            && verdict.direction() == Direction.INGRESS
            && peer != null
            && peerGroups.isInternet(peer)
            && takesConnections(record.interfaceId());
    return exposed ? Optional.of(FindingKind.EXPOSED_TO_INTERNET) : Optional.empty();
  }

  private boolean takesConnections(@Nullable String interfaceId) {
    NetworkInterface at = snapshot.interfaces().get(interfaceId);
    return at == null || at.type().takesConnections();
  }

  private Classified classified(
      FindingKind kind, String interfaceId, FlowRecord record, Verdict verdict) {
    if (kind == FindingKind.INTERFACE_UNKNOWN) {
      return new Classified(
          kind, Cause.of(kind, scope, interfaceId), Severity.LOW, null, null, null);
    }
    IpAddress peer = peer(record, verdict);
    Integer port = servicePort(record, verdict);
    String group = peer == null ? null : peerGroups.of(interfaceId, peer);
    boolean background = isBackground(kind, verdict, group);
    Cause cause =
        new Cause(
            kind,
            scope,
            interfaceId,
            rules(kind, verdict),
            group,
            background ? null : record.protocol(),
            background || isClientPortPossible(kind, verdict) ? null : port);
    return new Classified(
        kind, cause, severity(kind, background, port), port, peer, own(record, verdict));
  }

  /// Late packets come to each port that a client used. Where nothing says which side serves, no
  /// port tells their causes apart.
  private static boolean isClientPortPossible(FindingKind kind, Verdict verdict) {
    return kind == FindingKind.LATE_PACKET && verdict.role() == Role.UNKNOWN;
  }

  /// The Internet's unasked requests that were rejected.
  private static boolean isBackground(FindingKind kind, Verdict verdict, @Nullable String group) {
    boolean rejectedRequest =
        switch (kind) {
          case REJECTED_BY_NETWORK_ACL,
              REJECTED_BY_SECURITY_GROUP,
              REJECTED_BY_BOTH,
              REJECTED_BY_BLOCK_PUBLIC_ACCESS,
              LATE_PACKET ->
              true;
          case REPLY_REJECTED_BY_NETWORK_ACL,
              REJECTED_BY_ENCRYPTION_CONTROLS,
              RECORDED_REJECT_UNEXPLAINED,
              RECORDED_ACCEPT_UNEXPLAINED,
              EXPOSED_TO_INTERNET,
              RECORDS_SKIPPED,
              UNREADABLE_RECORDS,
              INTERFACE_UNKNOWN,
              ACCOUNT_UNREADABLE ->
              false;
        };
    return rejectedRequest
        && verdict.direction() == Direction.INGRESS
        && PeerGroups.INTERNET.equals(group);
  }

  /// {@return the cause of records of an interface with this distinction}
  ///
  /// @param port looked at only if that tells them apart
  /// @param peer null if that does not tell them apart
  Cause cause(Distinction distinction, String interfaceId, int port, @Nullable IpAddress peer) {
    return new Cause(
        distinction.kind(),
        scope,
        interfaceId,
        distinction.rule(),
        peer == null ? distinction.peerGroup() : peerGroups.of(interfaceId, peer),
        distinction.protocol(),
        distinction.byPort() ? port : null);
  }

  /// {@return how much a cause matters that is not the Internet's background}
  ///
  /// @param port null when the cause stands for many ports or many peers
  static Severity severity(FindingKind kind, @Nullable Integer port) {
    return severity(kind, /* background= */ false, port);
  }

  private static Severity severity(FindingKind kind, boolean background, @Nullable Integer port) {
    return switch (kind) {
      case REPLY_REJECTED_BY_NETWORK_ACL -> Severity.HIGH;
      case EXPOSED_TO_INTERNET -> port == null ? Severity.MEDIUM : Severity.ofExposed(port);
      case REJECTED_BY_NETWORK_ACL,
          REJECTED_BY_SECURITY_GROUP,
          REJECTED_BY_BOTH,
          REJECTED_BY_BLOCK_PUBLIC_ACCESS ->
          background ? Severity.INFORMATIONAL : Severity.MEDIUM;
      case LATE_PACKET -> Severity.INFORMATIONAL;
      case REJECTED_BY_ENCRYPTION_CONTROLS -> Severity.MEDIUM;
      case RECORDED_REJECT_UNEXPLAINED, RECORDED_ACCEPT_UNEXPLAINED, UNREADABLE_RECORDS ->
          Severity.MEDIUM;
      case RECORDS_SKIPPED, INTERFACE_UNKNOWN -> Severity.LOW;
      case ACCOUNT_UNREADABLE -> Severity.HIGH;
    };
  }

  private static @Nullable IpAddress peer(FlowRecord record, Verdict verdict) {
    return verdict.direction() == null ? null : record.peer(verdict.direction());
  }

  /// The interface's own address.
  private static @Nullable IpAddress own(FlowRecord record, Verdict verdict) {
    if (verdict.direction() == null) {
      return null;
    }
    return record.peer(verdict.direction().opposite());
  }

  /// The port of the side that serves: the destination's of a request, the source's of a reply.
  private static @Nullable Integer servicePort(FlowRecord record, Verdict verdict) {
    if (record.protocol() == null || !record.protocol().hasPorts()) {
      return null;
    }
    return verdict.role() == Role.REPLY ? record.sourcePort() : record.destinationPort();
  }

  /// What decided: the blockers of a reject; of an exposure the rules of the security groups that
  /// allow it, at an interface without groups the network ACL's entry.
  private static @Nullable String rules(FindingKind kind, Verdict verdict) {
    List<Step> deciding =
        kind == FindingKind.EXPOSED_TO_INTERNET ? exposing(verdict) : verdict.blockers();
    if (deciding.size() == 1) {
      return label(deciding.getFirst());
    }
    String rules =
        deciding.stream()
            .map(Classification::label)
            .distinct()
            .sorted()
            .limit(MOST_RULES)
            .collect(Collectors.joining(RULE_SEPARATOR));
    return rules.isEmpty() ? null : rules;
  }

  private static List<Step> exposing(Verdict verdict) {
    List<Step> groups =
        verdict.steps(Layer.SG).stream()
            .filter(step -> step.effect() != Step.Effect.SKIPPED)
            .toList();
    return groups.isEmpty()
        ? verdict.steps(Layer.NACL).stream()
            .filter(step -> step.effect() == Step.Effect.ALLOW)
            .toList()
        : groups;
  }

  /// {@return what a cause calls the rule of a step, or a group without a matching rule}
  ///
  /// @param step that names its network ACL or group
  static String label(Step step) {
    String rule = step.rule();
    if (step.layer() == Layer.NACL && rule != null) {
      return step.id() + " " + step.direction() + " entry " + rule;
    }
    return rule != null ? rule : requireNonNull(step.id(), "a step of no group has no label");
  }
}
