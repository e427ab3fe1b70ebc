package io.flowverdict.audit;

import io.flowverdict.aws.capture.Capture;
import io.flowverdict.aws.capture.InMemoryLeases;
import io.flowverdict.aws.inventory.LiveConfiguration;
import io.flowverdict.core.finding.InMemoryFindings;
import io.flowverdict.core.finding.InMemoryLogDeliveries;
import io.flowverdict.core.finding.Lifecycle;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.FlowLog;
import io.flowverdict.core.snapshot.InMemoryHistory;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Traffic;
import io.flowverdict.core.snapshot.Vpc;
import io.flowverdict.core.usage.InMemoryRuleUsage;
import io.flowverdict.core.usage.RuleUse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Everything around the function, in memory: a web server in an account whose configuration may
/// change, and a clock that is moved.
final class AuditedWorld {

  static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  static final Duration QUIET = Duration.ofDays(7);
  static final Duration USAGE_WINDOW = Duration.ofDays(2);

  private static final IpAddress SERVER = IpAddress.parse("10.0.1.10");

  final InMemoryHistory history = new InMemoryHistory();
  final InMemoryRuleUsage usage = new InMemoryRuleUsage();
  final InMemoryLogDeliveries deliveries = new InMemoryLogDeliveries();
  final InMemoryFindings findings;
  private final MovedClock clock = new MovedClock();
  private LiveConfiguration live = _ -> web();

  AuditedWorld() {
    findings = new InMemoryFindings(clock);
  }

  /// A clock that stands still until it is moved.
  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-11-20T10:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.fixed(now, zone);
    }
  }

  Instant now() {
    return clock.now;
  }

  void pass(Duration time) {
    clock.now = clock.now.plus(time);
  }

  /// Sets what reading the account shows, or how it fails.
  void live(LiveConfiguration configuration) {
    live = configuration;
  }

  AuditRun run() {
    Capture capture =
        new Capture(
            scope -> live.read(scope),
            history,
            new InMemoryLeases(Duration.ofMinutes(4)),
            clock,
            _ -> {},
            Duration.ofSeconds(1));
    return new AuditRun(
        capture,
        history,
        new AuditRun.Kept(findings, usage, deliveries),
        new Lifecycle(QUIET),
        USAGE_WINDOW,
        clock);
  }

  /// Objects of the VPC's flow log every five minutes for so long, up to now.
  void logsOf(Duration time) {
    for (Instant slot = now().minus(time); !slot.isAfter(now()); slot = slot.plusSeconds(300)) {
      deliveries.arrived(SCOPE, "fl-1", slot);
    }
  }

  /// A request that the server's rule let pass.
  void use(String rule, int port) {
    usage.record(
        List.of(
            new RuleUse(
                SCOPE,
                "sg-web",
                Direction.INGRESS,
                rule,
                Protocol.TCP,
                now(),
                PortRange.of(port),
                IpAddress.parse("10.0.1.20"),
                IpAddress.parse("10.0.1.20"))));
  }

  /// A web server with these rules beside the one for HTTPS from its VPC.
  static Snapshot web(SecurityGroupRule... more) {
    SecurityGroupRule https = rule("sgr-https", 443, "10.0.0.0/16");
    return Snapshot.builder()
        .vpcs(
            List.of(new Vpc("vpc-1", null, null, false, List.of(Cidr.parse("10.0.0.0/16")), null)))
        .subnets(
            List.of(
                new Subnet(
                    "subnet-1", null, "vpc-1", null, List.of(Cidr.parse("10.0.1.0/24")), null)))
        .interfaces(
            List.of(
                new NetworkInterface(
                    "eni-web",
                    null,
                    null,
                    "interface",
                    "vpc-1",
                    "subnet-1",
                    null,
                    null,
                    null,
                    false,
                    true,
                    List.of(SERVER),
                    List.of(IpAddress.parse("198.51.100.7")),
                    List.of(),
                    Set.of("sg-web"))))
        .securityGroups(
            List.of(
                new SecurityGroup(
                    "sg-web",
                    "web",
                    "vpc-1",
                    null,
                    Stream.concat(Stream.of(https), Arrays.stream(more)).toList())))
        .networkAcls(
            List.of(
                new NetworkAcl(
                    "acl-1",
                    "vpc-1",
                    null,
                    true,
                    Set.of("subnet-1"),
                    List.of(allowAll(Direction.INGRESS), allowAll(Direction.EGRESS)))))
        .flowLogs(
            List.of(
                new FlowLog(
                    "fl-1", "vpc-1", "ALL", "ACTIVE", "SUCCESS", null, null, "s3", null, 60)))
        .build();
  }

  static SecurityGroupRule rule(String id, int port, String from) {
    return new SecurityGroupRule(
        id,
        "sg-web",
        Direction.INGRESS,
        new Traffic.Ports(Protocol.TCP, PortRange.of(port)),
        new Peer.OfCidr(Cidr.parse(from)),
        null);
  }

  private static NetworkAclEntry allowAll(Direction direction) {
    return new NetworkAclEntry(
        100, direction, NetworkAclEntry.Effect.ALLOW, new Traffic.All(), Cidr.ALL_IPV4);
  }
}
