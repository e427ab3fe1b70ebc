package io.flowverdict.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowverdict.console.query.Kept;
import io.flowverdict.core.audit.AuditFinding;
import io.flowverdict.core.finding.Advice;
import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.FindingKind;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.InMemoryFindings;
import io.flowverdict.core.finding.InMemoryLogDeliveries;
import io.flowverdict.core.finding.InMemoryRecordCounts;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Sighting;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.InMemoryHistory;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.usage.InMemoryRuleUsage;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Everything around the functions, in memory, at ten o'clock.
final class ConsoleWorld {

  static final Scope SCOPE = new Scope("123456789012", "eu-central-1");
  static final Scope OTHER = new Scope("123456789012", "eu-west-1");
  static final String SUPPRESSOR =
      "arn:aws:lambda:eu-central-1:123456789012:function:flow-verdict-suppress";
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);

  final InMemoryFindings findings = new InMemoryFindings(CLOCK);
  final InMemoryHistory history = new InMemoryHistory();
  final InMemoryRuleUsage usage = new InMemoryRuleUsage();
  final InMemoryLogDeliveries deliveries = new InMemoryLogDeliveries();
  final InMemoryRecordCounts counts = new InMemoryRecordCounts();

  private final Map<Source, ObservedCause> recorded = new LinkedHashMap<>();

  /// Keeps elsewhere too what is kept here.
  void copyTo(Findings others) {
    recorded.forEach((source, seen) -> others.record(source, List.of(seen)));
  }

  Kept kept() {
    return new Kept(findings, history, usage, deliveries, counts);
  }

  ConsoleHandler console(String suppressor) {
    return new ConsoleHandler(
        kept(), new ConsoleSettings(List.of(SCOPE, OTHER), suppressor), CLOCK);
  }

  /// {@return what the console answers to an event}
  JsonNode ask(String event) throws IOException {
    return Invocation.of(console(SUPPRESSOR), event);
  }

  /// {@return the page for an event, in a dashboard that shows the day until ten o'clock}
  ///
  /// @param parameters without the braces around them
  String page(String parameters) throws IOException {
    return page(parameters, "\"theme\":\"light\",\"width\":800");
  }

  String page(String parameters, String context) throws IOException {
    String event =
        "{"
            + parameters
            + (parameters.isEmpty() ? "" : ",")
            + "\"widgetContext\":{"
            + context
            + "}}";
    JsonNode answer = ask(event);
    if (!answer.isTextual()) {
      throw new AssertionError("No page: " + answer);
    }
    return answer.asText();
  }

  /// Keeps that requests to a port of an interface were rejected by its group.
  String reject(String interfaceId, int port, Severity severity, Instant at) {
    Cause cause =
        new Cause(
            FindingKind.REJECTED_BY_SECURITY_GROUP,
            SCOPE,
            interfaceId,
            "sg-1",
            "sg-2",
            Protocol.TCP,
            port);
    return keep(
        cause, severity, at, "No rule of sg-1 allows TCP from 10.0.1.20 port " + port + ".");
  }

  /// Keeps what an audit found in a configuration.
  String audit(AuditFinding finding, Instant at) {
    Source source = new Source("configuration:0258be", "audit");
    findings.record(source, List.of(finding.observed(at, source)));
    return finding.id();
  }

  /// Keeps a finding with one record, of an inbound request from 10.0.1.20.
  String keep(Cause cause, Severity severity, Instant at, String sentence) {
    return keep(cause, severity, at, sentence, Direction.INGRESS, "10.0.1.20", "10.0.1.10");
  }

  /// Keeps a finding with one record.
  String keep(
      Cause cause,
      Severity severity,
      Instant at,
      String sentence,
      Direction direction,
      String peer,
      String own) {
    List<Step> trace = trace(cause, direction);
    Sighting sighting = new Sighting(at, "s3://logs/object.log.gz", 7, sentence, trace);
    TreeMap<Instant, Counts> hours = new TreeMap<>();
    hours.put(at.truncatedTo(ChronoUnit.HOURS), new Counts(3, 6, 360));
    Source source = new Source("s3://logs/" + cause.id() + at, "fl-1");
    ObservedCause seen =
        new ObservedCause(
            cause,
            severity,
            sighting,
            sighting,
            hours,
            cause.port() == null ? List.of(23) : List.of(cause.port()),
            List.of(IpAddress.parse(peer)),
            List.of(IpAddress.parse(own)),
            new Advice(
                "In sg-1 allow inbound tcp 443 from sg-2.",
                List.of("aws ec2 authorize-security-group-ingress --group-id sg-1")));
    findings.record(source, List.of(seen));
    recorded.put(source, seen);
    return cause.id();
  }

  /// The steps of a layer that lets pass and of the one that the cause names.
  private static List<Step> trace(Cause cause, Direction direction) {
    String rule = cause.rule();
    if (rule != null && rule.startsWith("acl-")) {
      String acl = rule.substring(0, rule.indexOf(' '));
      return List.of(
          new Step(Layer.SG, direction, "sg-1", null, null, Step.Effect.TRACKED),
          new Step(Layer.NACL, direction, acl, "*", "all to 0.0.0.0/0", Step.Effect.DENY));
    }
    return List.of(
        new Step(Layer.NACL, direction, "acl-1", "100", "all from 0.0.0.0/0", Step.Effect.ALLOW),
        new Step(Layer.SG, direction, "sg-1", null, null, Step.Effect.NO_MATCH));
  }
}
