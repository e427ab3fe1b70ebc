package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Sightings.FRANKFURT;
import static io.flowverdict.aws.findings.Sightings.cause;
import static io.flowverdict.aws.findings.Sightings.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Status;
import io.flowverdict.core.finding.StatusChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoSummariesTest extends SummariesContract {

  private static final DynamoDbClient CLIENT = LocalFindings.client();

  private final FindingsTable table = LocalFindings.newTable(CLIENT);

  @Override
  Findings findings() {
    return LocalFindings.in(table, CLIENT);
  }

  @Test
  void whatHasExpiredIsNotTold() {
    Findings findings = findings();
    ObservedCause seen = seen(cause(1), Severity.LOW, "2026-11-22T10:00:00Z", "s3://logs/a");
    findings.record(Sightings.source("s3://logs/a"), List.of(seen));
    Instant at = Instant.parse("2026-11-22T11:00:00Z");
    findings.change(
        findings.find(cause(1).id()).orElseThrow(),
        StatusChange.automatic(Status.RESOLVED, at, "Gone."));
    assertThat(findings.summaries(FRANKFURT, Status.RESOLVED, null)).hasSize(1);

    Clock later = Clock.offset(LocalFindings.CLOCK, Duration.ofDays(1));
    Findings laterFindings = new DynamoFindings(CLIENT, table, LocalFindings.RETENTION, later);
    assertThat(laterFindings.summaries(FRANKFURT, Status.RESOLVED, null)).isEmpty();
  }
}
