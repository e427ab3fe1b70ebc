package io.flowverdict.aws.findings;

import io.flowverdict.core.finding.Advice;
import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.FindingKind;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Sighting;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What tests record.
final class Sightings {

  static final Scope FRANKFURT = new Scope("123456789012", "eu-central-1");
  static final Scope DUBLIN = new Scope("123456789012", "eu-west-1");

  static final Step ENTRY =
      new Step(
          Layer.NACL,
          Direction.INGRESS,
          "acl-0a",
          "100",
          "100 allow tcp 443 from 0.0.0.0/0",
          Step.Effect.ALLOW);
  static final Step GROUP =
      new Step(Layer.SG, Direction.INGRESS, "sg-0a", null, null, Step.Effect.NO_MATCH);

  private Sightings() {}

  /// {@return that the group `sg-0a` rejects requests to a port of an interface}
  static Cause cause(Scope scope, String interfaceId, int port) {
    return new Cause(
        FindingKind.REJECTED_BY_SECURITY_GROUP,
        scope,
        interfaceId,
        "sg-0a",
        "sg-0b",
        Protocol.TCP,
        port);
  }

  static Cause cause(int port) {
    return cause(FRANKFURT, "eni-0a", port);
  }

  /// {@return an object of the flow log `fl-1`}
  static Source source(String object) {
    return new Source(object, "fl-1");
  }

  /// {@return one record of a cause}
  static ObservedCause seen(Cause cause, Severity severity, String at, String object) {
    return seen(cause, severity, Instant.parse(at), object, 1, new Counts(1, 2, 300));
  }

  static ObservedCause seen(
      Cause cause, Severity severity, Instant at, String object, long line, Counts counts) {
    Sighting sighting =
        new Sighting(
            at, object, line, "sg-0a has no rule for this: " + object, List.of(ENTRY, GROUP));
    SortedMap<Instant, Counts> hours = new TreeMap<>();
    hours.put(at.truncatedTo(ChronoUnit.HOURS), counts);
    return new ObservedCause(
        cause,
        severity,
        sighting,
        sighting,
        hours,
        List.of(cause.port() == null ? 443 : cause.port(), 8080),
        List.of(IpAddress.parse("10.0.1.5")),
        List.of(IpAddress.parse("10.0.9.9")),
        new Advice("Add a rule to sg-0a.", List.of("aws ec2 …")));
  }
}
