package io.flowverdict.aws.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.aws.capture.Capture;
import io.flowverdict.aws.capture.Configurations;
import io.flowverdict.aws.capture.Coverage;
import io.flowverdict.aws.capture.InMemoryLeases;
import io.flowverdict.aws.embedded.LocalServices;
import io.flowverdict.aws.inventory.LiveConfiguration;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Traffic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A rule is added at 10:20 and removed at 10:40, and the interface that it was for is deleted with
/// it. The configuration is read every five minutes, and records are judged an hour later.
class ChangedRuleTest {
  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final String GROUP = "sg-01";
  private static final String ENI = "eni-01";

  private static final InMemoryLeases LEASES = new InMemoryLeases(Duration.ofMinutes(4));
  private static final RevisionStore HISTORY =
      new RevisionStore(
          LocalServices.s3(),
          LocalServices.newBucket(),
          LocalServices.dynamoDb(),
          LocalServices.newTable());

  @BeforeAll
  static void capture() {
    for (Instant at = time("10:02"); at.isBefore(time("11:00")); at = at.plusSeconds(300)) {
      Capture capture = capture(at);
      assertThat(capture.reach(SCOPE, at)).isNotNull();
    }
  }

  /// When records begin and end, and whether the rule is in the configurations that they may have
  /// been decided by.
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          10:05, 10:10, without
          10:05, 10:15, without
          # read without it at 10:17 and with it at 10:22: the change is in between
          10:12, 10:17, without with
          10:18, 10:19, without with
          10:15, 10:25, without with
          10:21, 10:22, without with
          10:24, 10:30, with
          10:24, 10:35, with
          10:36, 10:38, with without
          10:15, 10:50, without with without
          10:41, 10:44, with without
          10:44, 10:50, without
          """)
  void recordsAreJudgedByWhatWasInForceThen(String from, String to, String rule) {
    Coverage coverage = coverage(from, to);

    assertThat(coverage.isKnown()).isTrue();
    assertThat(coverage.revisions())
        .extracting(ChangedRuleTest::rule)
        .containsExactly(rule.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({"10:26, 10:30"})
  void anInterfaceThatIsGoneTodayIsFoundInTheRevisionThatHadIt(String from, String to) {
    assertThat(snapshotAt(time("11:30")).interfaces()).doesNotContainKey(ENI);
    assertThat(coverage(from, to).revisions())
        .allSatisfy(revision -> assertThat(revision.snapshot().interfaces()).containsKey(ENI));
  }

  private static Coverage coverage(String from, String to) {
    Instant now = time("11:30");
    Configurations configurations =
        new Configurations(HISTORY, capture(now), Clock.fixed(now, ZoneOffset.UTC));
    return configurations.covering(SCOPE, time(from), time(to));
  }

  private static Capture capture(Instant now) {
    LiveConfiguration live = scope -> snapshotAt(now);
    return new Capture(
        live,
        HISTORY,
        LEASES,
        Clock.fixed(now, ZoneOffset.UTC),
        Thread::sleep,
        Duration.ofSeconds(10));
  }

  private static String rule(Revision revision) {
    SecurityGroup group = revision.snapshot().securityGroups().get(GROUP);
    return group == null || group.rules().isEmpty() ? "without" : "with";
  }

  private static Snapshot snapshotAt(Instant time) {
    boolean added = !time.isBefore(time("10:20")) && time.isBefore(time("10:40"));
    SecurityGroupRule rule =
        new SecurityGroupRule(
            "sgr-01",
            GROUP,
            Direction.INGRESS,
            new Traffic.Ports(Protocol.TCP, PortRange.of(443)),
            new Peer.OfCidr(Cidr.ALL_IPV4),
            null);
    List<SecurityGroupRule> rules = added ? List.of(rule) : List.of();
    return Snapshot.builder()
        .securityGroups(List.of(new SecurityGroup(GROUP, "web", null, null, rules)))
        .interfaces(time.isBefore(time("10:40")) ? List.of(eni()) : List.of())
        .build();
  }

  private static NetworkInterface eni() {
    return new NetworkInterface(
        ENI,
        null,
        null,
        "interface",
        null,
        null,
        null,
        null,
        null,
        false,
        true,
        List.of(),
        List.of(),
        List.of(),
        Set.of(GROUP));
  }

  private static Instant time(String hourAndMinute) {
    return Instant.parse("2026-11-22T" + hourAndMinute + ":00Z");
  }
}
