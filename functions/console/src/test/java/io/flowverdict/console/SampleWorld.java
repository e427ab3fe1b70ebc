package io.flowverdict.console;

import io.flowverdict.aws.configuration.ConfigurationFolder;
import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.FindingKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.finding.VerdictCounts;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.usage.RuleUse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// The shop of the folder `events` with a few findings, in the account of these tests.
final class SampleWorld {

  static final String WEB = "eni-0eb00000000000001";
  static final String DATABASE = "eni-0db00000000000001";
  static final String DATABASE_GROUP = "sg-0db00000000000001";

  private static final Instant EIGHT = Instant.parse("2026-11-20T08:30:00Z");
  private static final Instant LAST_WEEK = Instant.parse("2026-11-13T08:30:00Z");

  final ConsoleWorld world = new ConsoleWorld();
  final String reply;
  final String rejected;

  SampleWorld() {
    Snapshot shop =
        ConfigurationFolder.read(Path.of("..", "..", "events", "configuration")).snapshot();
    world.history.observe(ConsoleWorld.SCOPE, shop, Instant.parse("2026-11-20T06:00:00Z"));
    world.history.observe(ConsoleWorld.SCOPE, shop, Instant.parse("2026-11-20T09:55:00Z"));
    reply =
        world.keep(
            new Cause(
                FindingKind.REPLY_REJECTED_BY_NETWORK_ACL,
                ConsoleWorld.SCOPE,
                DATABASE,
                "acl-0db00000000000001 egress entry *",
                "sg-0a990000000000001",
                Protocol.TCP,
                5432),
            Severity.HIGH,
            EIGHT,
            "Network ACL acl-0db00000000000001 drops the outbound reply TCP from 10.0.3.10 to"
                + " 10.0.2.20 port 45012: no entry allows it, so the closing entry * denies it.",
            Direction.EGRESS,
            "10.0.2.20",
            "10.0.3.10");
    rejected =
        world.keep(
            new Cause(
                FindingKind.REJECTED_BY_SECURITY_GROUP,
                ConsoleWorld.SCOPE,
                WEB,
                "sg-0eb00000000000001",
                "internet",
                null,
                null),
            Severity.INFORMATIONAL,
            LAST_WEEK,
            "No rule of sg-0eb00000000000001 allows the inbound request TCP from 198.51.100.9 to"
                + " 10.0.1.10 port 23.",
            Direction.INGRESS,
            "198.51.100.9",
            "10.0.1.10");
    world.counts.judged(
        ConsoleWorld.SCOPE,
        new Source("first", "fl-1"),
        EIGHT,
        new VerdictCounts(9_500, 400, 0, 0));
    world.counts.judged(
        ConsoleWorld.SCOPE,
        new Source("second", "fl-1"),
        EIGHT.plusSeconds(3_600),
        new VerdictCounts(0, 0, 100, 0));
    world.usage.record(
        List.of(
            new RuleUse(
                ConsoleWorld.SCOPE,
                DATABASE_GROUP,
                Direction.INGRESS,
                "sgr-0db00000000005432",
                Protocol.TCP,
                EIGHT,
                PortRange.of(5432),
                IpAddress.parse("10.0.2.20"),
                IpAddress.parse("10.0.2.31"))));
  }
}
