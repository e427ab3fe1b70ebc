package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A verdict in one plain sentence, for a person who is tired. All records that have the verdict
/// have the same one but for their flow and what was recorded.
public final class Sentence {

  /// How many reasons of a disagreement a sentence tells.
  private static final int MOST_REASONS = 2;

  /// What is before and after the flow.
  private final String before;

  private final String after;
  private final boolean tellsFlow;

  /// Why another action may have been recorded; empty when there is no other one.
  private final String reasons;

  private Sentence(String before, String after, boolean tellsFlow, String reasons) {
    this.before = before;
    this.after = after;
    this.tellsFlow = tellsFlow;
    this.reasons = reasons;
  }

  /// {@return the sentence that is the same for all records with this verdict}
  public static Sentence of(Verdict verdict) {
    return switch (verdict.outcome()) {
      case ACCEPT -> accepted(verdict);
      case REJECT -> rejected(verdict);
      case UNDECIDED -> whole("Undecided: " + doubts(verdict.doubts()) + ".");
      case NOT_EVALUATED -> whole(notEvaluated(verdict.notEvaluated()));
    };
  }

  /// {@return the verdict of a record as a sentence}
  public static String of(FlowRecord record, Verdict verdict) {
    return of(verdict).about(record);
  }

  /// {@return the sentence about one of the records}
  public String about(FlowRecord record) {
    if (!tellsFlow) {
      return before;
    }
    String verdict = before + flow(record) + after;
    return reasons.isEmpty()
        ? verdict
        : verdict + " But the log recorded " + record.action() + ": perhaps " + reasons + ".";
  }

  private static Sentence whole(String text) {
    return new Sentence(text, "", /* tellsFlow= */ false, "");
  }

  private static Sentence around(Verdict verdict, String before, String after) {
    return new Sentence(
        capital(before + subject(verdict)), after, /* tellsFlow= */ true, reasons(verdict));
  }

  private static Sentence accepted(Verdict verdict) {
    List<Step> allows =
        verdict.trace().stream().filter(step -> step.effect() == Step.Effect.ALLOW).toList();
    boolean tracked =
        verdict.trace().stream().anyMatch(step -> step.effect() == Step.Effect.TRACKED);
    if (allows.isEmpty()) {
      return tracked
          ? around(
              verdict,
              "the security groups let ",
              passing(verdict) + "; no network ACL is in the way.")
          : around(verdict, "nothing filters ", ".");
    }
    String by = allows.stream().map(Sentence::allowing).collect(Collectors.joining(" and "));
    String verb = allows.size() == 1 ? " allows " : " allow ";
    return around(
        verdict,
        by + verb,
        tracked ? "; the security groups let it" + passing(verdict) + "." : ".");
  }

  /// How the groups let a packet pass without a rule. One that came late did not.
  private static String passing(Verdict verdict) {
    List<Disagreement> reasons = verdict.disagreements();
    return !reasons.isEmpty() && reasons.getFirst() == Disagreement.LATE_PACKET
        ? " pass only while its connection is known"
        : " pass by state";
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

  private static Sentence rejected(Verdict verdict) {
    List<Step> acl = verdict.steps(Layer.NACL).stream().filter(Step::blocks).toList();
    List<Step> groups = verdict.steps(Layer.SG).stream().filter(Step::blocks).toList();
    if (acl.isEmpty()) {
      return around(verdict, noRule(groups) + " allows ", ".");
    }
    Step last = acl.getLast();
    String end = groups.isEmpty() ? "." : ", and " + noRule(groups) + " allows it.";
    String by = "network ACL " + last.id();
    return "*".equals(last.rule())
        ? around(verdict, by + " drops ", ": no entry before * allows it" + end)
        : around(verdict, by + " entry " + last.rule() + " (" + last.text() + ") denies ", end);
  }

  private static String noRule(List<Step> groups) {
    String ids = groups.stream().map(Step::id).collect(Collectors.joining(", "));
    return "no rule of security group" + (groups.size() == 1 ? " " : "s ") + ids;
  }

  private static String reasons(Verdict verdict) {
    return verdict.disagreements().stream()
        .limit(MOST_REASONS)
        .map(Disagreement::sentence)
        .collect(Collectors.joining(", or "));
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

  private static String subject(Verdict verdict) {
    String role =
        switch (verdict.role()) {
          case REQUEST -> "request ";
          case REPLY -> "reply ";
          case UNKNOWN -> "traffic ";
        };
    return (verdict.direction() == Direction.INGRESS ? "the inbound " : "the outbound ") + role;
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
