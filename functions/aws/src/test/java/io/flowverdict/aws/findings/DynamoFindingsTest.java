package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Sightings.FRANKFURT;
import static io.flowverdict.aws.findings.Sightings.cause;
import static io.flowverdict.aws.findings.Sightings.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.PageRequest;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Status;
import io.flowverdict.core.finding.StatusChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoFindingsTest extends FindingsContract {

  private static final DynamoDbClient CLIENT = LocalFindings.client();
  private static final PageRequest ALL = PageRequest.first(100);
  private static final String ID = cause(443).id();

  private final FindingsTable table = LocalFindings.newTable(CLIENT);

  @Override
  Findings findings() {
    return LocalFindings.in(table, CLIENT);
  }

  @Test
  void aResolvedFindingExpiresUnlessItIsSeenAgain() {
    Findings findings = findings();
    record(findings, "2026-11-22T10:00:00Z");
    end("2026-11-22T11:00:00Z");
    assertThat(head())
        .containsEntry(
            "expires", Attributes.number(Instant.parse("2026-11-23T11:00:00Z").getEpochSecond()));

    record(findings, "2026-11-22T12:00:00Z");

    assertThat(head())
        .doesNotContainKey("expires")
        .containsEntry("statusAt", AttributeValue.fromS("2026-11-22T13:00:00.000Z"));
  }

  @Test
  void aFindingThatWasResolvedAfterItWasReadIsOpenAgain() {
    record(findings(), "2026-11-22T10:00:00Z");
    Head asRead = FindingItems.head(head());
    end("2026-11-22T11:00:00Z");

    heads().note(seenAt("2026-11-22T12:00:00Z"), asRead);

    assertThat(findings().find(ID)).get().extracting(Finding::status).isEqualTo(Status.REOPENED);
  }

  @Test
  void aFindingThatWasDeletedAfterItWasReadIsThereAgain() {
    record(findings(), "2026-11-22T10:00:00Z");
    Head asRead = FindingItems.head(head());
    CLIENT.deleteItem(
        delete -> delete.tableName(table.name()).key(FindingItems.key(ID, FindingItems.HEAD)));

    heads().note(seenAt("2026-11-22T12:00:00Z"), asRead);

    assertThat(findings().find(ID)).get().extracting(Finding::status).isEqualTo(Status.OPEN);
  }

  @Test
  void aResolvedFindingIsGoneWhenItHasExpired() {
    record(findings(), "2026-11-22T10:00:00Z");
    end("2026-11-22T11:00:00Z");
    Clock later = Clock.offset(LocalFindings.CLOCK, Duration.ofDays(1));
    Findings findings = new DynamoFindings(CLIENT, table, LocalFindings.RETENTION, later);
    assertThat(findings.find(ID)).isEmpty();
    assertThat(findings.ofResource(FRANKFURT, "eni-0a", ALL).items()).isEmpty();
    assertThat(findings.ofOwner(FRANKFURT, "sg-0a", ALL).items()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1969-12-31T23:00:00Z", "+10000-01-01T00:00:00Z"})
  void aTokenOfATimeThatCannotBeSortedIsRefused(String token) {
    assertThatThrownBy(() -> findings().hours(ID, new PageRequest(10, token)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("page token");
  }

  @Test
  void theTableExpiresItems() {
    assertThat(
            CLIENT
                .describeTimeToLive(describe -> describe.tableName(table.name()))
                .timeToLiveDescription()
                .attributeName())
        .isEqualTo("expires");
  }

  private static void record(Findings findings, String at) {
    ObservedCause seen = seenAt(at);
    findings.record(Sightings.source(seen.latest().object()), List.of(seen));
  }

  private static ObservedCause seenAt(String at) {
    return seen(cause(443), Severity.LOW, at, "s3://logs/" + at);
  }

  private Heads heads() {
    return new Heads(CLIENT, table, Duration.ofDays(1), LocalFindings.CLOCK);
  }

  /// Resolves the finding; it expires a day later.
  private void end(String at) {
    StatusChange change = StatusChange.automatic(Status.RESOLVED, Instant.parse(at), "Gone.");
    assertThat(findings().change(findings().find(ID).orElseThrow(), change)).isTrue();
  }

  private Map<String, AttributeValue> head() {
    return CLIENT
        .getItem(get -> get.tableName(table.name()).key(FindingItems.key(ID, FindingItems.HEAD)))
        .item();
  }
}
