package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A verdict in one plain sentence, for a person who is tired.
public final class Sentence {

  /// How many reasons of a disagreement a sentence tells.
  private static final int MOST_REASONS = 2;

  private Sentence() {}

  /// {@return the verdict of a record as a sentence}
  public static String of(FlowRecord record, Verdict verdict) {
    return switch (verdict.outcome()) {
      case ACCEPT -> accepted(record, verdict) + contradiction(record, verdict);
      case REJECT -> rejected(record, verdict) + contradiction(record, verdict);
      case UNDECIDED -> "Undecided: " + doubts(verdict.doubts()) + ".";
      case NOT_EVALUATED -> notEvaluated(verdict.notEvaluated());
    };
  }

  private static String accepted(FlowRecord record, Verdict verdict) {
    String subject = subject(record, verdict);
    List<Step> allows =
        verdict.trace().stream().filter(step -> step.effect() == Step.Effect.ALLOW).toList();
    boolean tracked =
        verdict.trace().stream().anyMatch(step -> step.effect() == Step.Effect.TRACKED);
    if (allows.isEmpty()) {
      return tracked
          ? "The security groups let " + subject + " pass by state; no network ACL is in the way."
          : "Nothing filters " + subject + ".";
    }
    String by = allows.stream().map(Sentence::allowing).collect(Collectors.joining(" and "));
    String verb = allows.size() == 1 ? " allows " : " allow ";
    return capital(by)
        + verb
        + subject
        + (tracked ? "; the security groups let it pass by state." : ".");
  }

  private static String allowing(Step step) {
    return switch (step.layer()) {
      case NACL -> "network ACL " + step.id() + " entry " + step.rule();
      case SG ->
          step.rule() != null && step.rule().startsWith("sgr-")
              ? "rule " + step.rule() + " of " + step.id() + " (" + step.text() + ")"
              : "rule \"" + step.text() + "\" of " + step.id();
    };
  }

  private static String rejected(FlowRecord record, Verdict verdict) {
    String subject = subject(record, verdict);
    List<Step> acl = verdict.steps(Layer.NACL).stream().filter(Step::blocks).toList();
    List<Step> groups = verdict.steps(Layer.SG).stream().filter(Step::blocks).toList();
    if (acl.isEmpty()) {
      return capital(noRule(groups)) + " allows " + subject + ".";
    }
    return capital(dropping(acl.getLast(), subject))
        + (groups.isEmpty() ? "." : ", and " + noRule(groups) + " allows it.");
  }

  private static String dropping(Step step, String subject) {
    return "*".equals(step.rule())
        ? "network ACL " + step.id() + " drops " + subject + ": no entry before * allows it"
        : "network ACL "
            + step.id()
            + " entry "
            + step.rule()
            + " ("
            + step.text()
            + ") denies "
            + subject;
  }

  private static String noRule(List<Step> groups) {
    String ids = groups.stream().map(Step::id).collect(Collectors.joining(", "));
    return "no rule of security group" + (groups.size() == 1 ? " " : "s ") + ids;
  }

  private static String contradiction(FlowRecord record, Verdict verdict) {
    List<Disagreement> reasons = verdict.disagreements();
    if (reasons.isEmpty()) {
      return "";
    }
    return " But the log recorded "
        + record.action()
        + ": perhaps "
        + reasons.stream()
            .limit(MOST_REASONS)
            .map(Disagreement::sentence)
            .collect(Collectors.joining(", or "))
        + ".";
  }

  private static String notEvaluated(@Nullable NotEvaluatedReason reason) {
    return "Neither security groups nor network ACLs filter traffic with "
        + (reason == null ? "this peer" : reason.subject())
        + ".";
  }

  /// {@return doubts as the end of a sentence}
  public static String doubts(List<Doubt> doubts) {
    return doubts.stream().map(Doubt::toString).collect(Collectors.joining("; "));
  }

  private static String subject(FlowRecord record, Verdict verdict) {
    String role =
        switch (verdict.role()) {
          case REQUEST -> "request";
          case REPLY -> "reply";
          case UNKNOWN -> "traffic";
        };
    String direction = verdict.direction() == Direction.INGRESS ? "the inbound " : "the outbound ";
    return direction + role + " " + flow(record);
  }

  /// {@return the record's flow in words: `TCP from 10.0.0.5 to 10.0.1.9 port 443`}
  public static String flow(FlowRecord record) {
    Protocol protocol = record.protocol();
    Integer port = record.destinationPort();
    boolean hasPort = port != null && protocol != null && protocol.hasPorts();
    return (protocol == null ? "" : protocol + " ")
        + "from "
        + address(record.packetLevelSource())
        + " to "
        + address(record.packetLevelDestination())
        + (hasPort ? " port " + port : "");
  }

  private static String address(@Nullable IpAddress address) {
    return address == null ? "an unrecorded address" : address.toString();
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
