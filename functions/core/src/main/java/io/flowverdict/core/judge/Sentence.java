package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import java.util.List;
import java.util.Objects;
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
    List<String> allowing =
        Ruling.of(verdict.trace()).stream()
            .map(Sentence::allowing)
            .filter(Objects::nonNull)
            .toList();
    boolean tracked =
        verdict.trace().stream().anyMatch(step -> step.effect() == Step.Effect.TRACKED);
    if (allowing.isEmpty()) {
      return tracked
          ? around(
              verdict,
              "the security groups let ",
              passing(verdict) + "; no network ACL is in the way.")
          : around(verdict, "nothing filters ", ".");
    }
    String verb = allowing.size() == 1 ? " allows " : " allow ";
    return around(
        verdict,
        String.join(" and ", allowing) + verb,
        tracked ? "; the security groups let it" + passing(verdict) + "." : ".");
  }

  /// How the groups let a packet pass without a rule. One that came late did not.
  private static String passing(Verdict verdict) {
    List<Disagreement> reasons = verdict.disagreements();
    return !reasons.isEmpty() && reasons.getFirst() == Disagreement.LATE_PACKET
        ? " pass only while its connection is known"
        : " pass by state";
  }

  /// Who allows, as the subject of a sentence; null for a ruling that nothing is allowed by.
  private static @Nullable String allowing(Ruling.OfLayer ruling) {
    return switch (ruling) {
      case Ruling.EntriesDecide(String aclId, List<Step> entries) ->
          "network ACL "
              + aclId
              + " entry "
              + entries.stream().map(Step::rule).collect(Collectors.joining(" or "));
      case Ruling.RuleAllows(Step rule) -> rule(rule);
      case Ruling.NoEntryAllows _, Ruling.NoRuleAllows _ -> null;
    };
  }

  private static String rule(Step step) {
    return step.rule() != null && step.rule().startsWith("sgr-")
        ? "rule " + step.rule() + " of " + step.id() + " (" + step.text() + ")"
        : "rule \"" + step.text() + "\" of " + step.id();
  }

  private static Sentence rejected(Verdict verdict) {
    String before = "";
    String after = "";
    String groups = "";
    for (Ruling.OfLayer ruling : Ruling.of(verdict.blockers())) {
      switch (ruling) {
        case Ruling.EntriesDecide(String aclId, List<Step> entries) ->
            before = "network ACL " + aclId + " " + denying(entries) + " denies ";
        case Ruling.NoEntryAllows(String aclId, _) -> {
          before = "network ACL " + aclId + " drops ";
          after = ": no entry allows it, so the closing entry * denies it";
        }
        case Ruling.NoRuleAllows(List<String> ids) -> groups = noRule(ids);
        case Ruling.RuleAllows _ -> {}
      }
    }
    if (before.isEmpty()) {
      return around(verdict, groups + " allows ", ".");
    }
    return around(
        verdict, before, after + (groups.isEmpty() ? "." : ", and " + groups + " allows it."));
  }

  private static String denying(List<Step> entries) {
    return entries.stream()
        .map(step -> "entry " + step.rule() + " (" + step.text() + ")")
        .collect(Collectors.joining(" or "));
  }

  private static String noRule(List<String> groupIds) {
    return "no rule of security group"
        + (groupIds.size() == 1 ? " " : "s ")
        + String.join(", ", groupIds);
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
