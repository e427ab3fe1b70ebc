package io.flowverdict.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.audit.AuditCheck;
import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.snapshot.FlowLog;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From when to when the logs were complete.
class DeliveredLogsTest {

  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final Snapshot NETWORK =
      TestNetwork.of(
              """
              vpc-1 has 10.0.0.0/16
              subnet-1 of vpc-1 has 10.0.1.0/24
              eni-1 of subnet-1 has 10.0.1.10 carries sg-1
              eni-2 of subnet-1 has 10.0.1.11 carries sg-1
              """)
          .toBuilder()
          .flowLogs(
              List.of(
                  flowLog("fl-vpc", "vpc-1", "ALL"),
                  flowLog("fl-reject", "subnet-1", "REJECT"),
                  flowLog("fl-eni", "eni-1", "ALL")))
          .build();

  private final InMemoryLogDeliveries deliveries = new InMemoryLogDeliveries();
  private final InMemoryFindings findings = new InMemoryFindings(Clock.systemUTC());
  private final DeliveredLogs logs = new DeliveredLogs(SCOPE, NETWORK, deliveries, findings);

  private static FlowLog flowLog(String id, String resource, String type) {
    return new FlowLog(id, resource, type, "ACTIVE", "SUCCESS", null, null, "s3", null, 600);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what arrived                       | flow log  | from  | to    | every | except | interface | action | complete
          an object every five minutes         | fl-vpc    | 10:00 | 14:00 | 5     |        | eni-2     | ACCEPT | true
          an object every ten minutes          | fl-vpc    | 10:00 | 14:00 | 10    |        | eni-2     | REJECT | true
          one was missing                      | fl-vpc    | 10:00 | 14:00 | 10    | 12:00  | eni-2     | REJECT | false
          one of the short ones was missing    | fl-vpc    | 10:00 | 14:00 | 5     | 12:00  | eni-2     | REJECT | true
          they began too late                  | fl-vpc    | 10:30 | 14:00 | 5     |        | eni-2     | REJECT | false
          they ended too early                 | fl-vpc    | 10:00 | 13:00 | 5     |        | eni-2     | REJECT | false
          the last are still on their way      | fl-vpc    | 10:00 | 13:40 | 5     |        | eni-2     | REJECT | true
          nothing                              | fl-vpc    | 14:00 | 13:00 | 5     |        | eni-2     | REJECT | false
          rejected traffic of the subnet       | fl-reject | 10:00 | 14:00 | 5     |        | eni-2     | REJECT | true
          accepted traffic is not recorded     | fl-reject | 10:00 | 14:00 | 5     |        | eni-2     | ACCEPT | false
          the interface's own log              | fl-eni    | 10:00 | 14:00 | 5     |        | eni-1     | ACCEPT | true
          the log of another interface         | fl-eni    | 10:00 | 14:00 | 5     |        | eni-2     | ACCEPT | false
          a log that the configuration lacks   | fl-gone   | 10:00 | 14:00 | 5     |        | eni-1     | ACCEPT | false
          an interface that it lacks           | fl-vpc    | 10:00 | 14:00 | 5     |        | eni-9     | ACCEPT | false
          """)
  void logsAreCompleteWhenNoDeliveryIsMissing(
      String what,
      String flowLog,
      String from,
      String to,
      int every,
      String except,
      String interfaceId,
      Action action,
      boolean complete) {
    for (Instant at = at(from); !at.isAfter(at(to)); at = at.plus(Duration.ofMinutes(every))) {
      if (except == null || !at.equals(at(except))) {
        deliveries.arrived(SCOPE, flowLog, at);
      }
    }

    assertThat(logs.ofInterface(interfaceId, action, at("10:02"), at("14:05")))
        .describedAs(what)
        .isEqualTo(complete);
  }

  @ParameterizedTest(name = "from {0} to {1}: {2}")
  @CsvSource({
    "09:00, 10:00, true",
    "09:00, 11:30, false",
    "11:10, 11:20, false",
    "12:00, 13:00, true"
  })
  void anHourOfWhichAwsLostRecordsIsNotComplete(String from, String to, boolean complete) {
    for (Instant at = at("08:00"); at.isBefore(at("14:00")); at = at.plusSeconds(300)) {
      deliveries.arrived(SCOPE, "fl-vpc", at);
    }
    Source source = new Source("s3://logs/a", "fl-vpc");
    Causes causes = new Causes(SCOPE, source, at("11:15"), NETWORK, null, new AuditCheck());
    causes.add(
        new Gap(4, Gap.Status.SKIPDATA, SCOPE.accountId(), "eni-1", at("11:10"), at("11:11")));
    findings.record(source, causes.observed());

    assertThat(logs.ofInterface("eni-1", Action.ACCEPT, at(from), at(to))).isEqualTo(complete);
    assertThat(logs.ofInterface("eni-2", Action.ACCEPT, at(from), at(to))).isTrue();
  }

  @Test
  void anyLogWillDoWhereNoInterfaceIsMeant() {
    assertThat(logs.ofAny(at("10:00"), at("10:20"))).isFalse();
    deliveries.arrived(SCOPE, "fl-eni", at("10:00"));
    assertThat(logs.ofAny(at("10:00"), at("10:20"))).isTrue();
    assertThat(logs.ofFlowLog("fl-eni", at("10:00"), at("10:20"))).isTrue();
    assertThat(logs.ofFlowLog("fl-vpc", at("10:00"), at("10:20"))).isFalse();
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-20T" + time + ":00Z");
  }
}
