package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Sightings.FRANKFURT;
import static io.flowverdict.aws.findings.Sightings.cause;
import static io.flowverdict.aws.findings.Sightings.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.PageRequest;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Status;
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
  void aResolvedFindingThatIsSeenAgainIsOpenAgain() {
    Findings findings = findings();
    record(findings, "2026-11-22T10:00:00Z");
    end(Status.RESOLVED, "2026-11-22T11:00:00Z");
    assertThat(findings.open(FRANKFURT, ALL).items()).isEmpty();
    assertThat(findings.find(ID)).get().extracting(Finding::status).isEqualTo(Status.RESOLVED);

    record(findings, "2026-11-22T12:00:00Z");

    assertThat(findings.open(FRANKFURT, ALL).items()).extracting(Finding::id).containsExactly(ID);
    assertThat(head())
        .doesNotContainKey("expires")
        .containsEntry("statusAt", AttributeValue.fromS("2026-11-22T13:00:00.000Z"));
  }

  @Test
  void aResolvedFindingThatWasSeenBeforeItsEndStaysResolved() {
    Findings findings = findings();
    record(findings, "2026-11-22T10:00:00Z");
    end(Status.RESOLVED, "2026-11-22T11:00:00Z");

    record(findings, "2026-11-22T10:00:00Z");
    record(findings, "2026-11-22T10:30:00Z");

    Finding finding = findings.find(ID).orElseThrow();
    assertThat(finding.status()).isEqualTo(Status.RESOLVED);
    assertThat(finding.latest().at()).isEqualTo("2026-11-22T10:30:00Z");
    assertThat(finding.total()).isEqualTo(new Counts(2, 4, 600));
    assertThat(findings.open(FRANKFURT, ALL).items()).isEmpty();
    assertThat(findings.ofResource(FRANKFURT, "eni-0a", ALL).items()).containsExactly(finding);
    assertThat(head()).containsKey("expires");
  }

  @Test
  void aSuppressedFindingThatIsSeenAgainStaysSuppressed() {
    Findings findings = findings();
    record(findings, "2026-11-22T10:00:00Z");
    end(Status.SUPPRESSED, "2026-11-22T11:00:00Z");

    record(findings, "2026-11-22T12:00:00Z");

    Finding finding = findings.find(ID).orElseThrow();
    assertThat(finding.status()).isEqualTo(Status.SUPPRESSED);
    assertThat(finding.latest().at()).isEqualTo("2026-11-22T12:00:00Z");
    assertThat(finding.total()).isEqualTo(new Counts(2, 4, 600));
    assertThat(findings.open(FRANKFURT, ALL).items()).isEmpty();
  }

  @Test
  void aFindingThatWasResolvedAfterItWasReadIsOpenAgain() {
    record(findings(), "2026-11-22T10:00:00Z");
    Head asRead = FindingItems.head(head());
    end(Status.RESOLVED, "2026-11-22T11:00:00Z");

    new Heads(CLIENT, table, LocalFindings.CLOCK).note(seenAt("2026-11-22T12:00:00Z"), asRead);

    assertThat(findings().find(ID)).get().extracting(Finding::status).isEqualTo(Status.OPEN);
  }

  @Test
  void aFindingThatWasDeletedAfterItWasReadIsThereAgain() {
    record(findings(), "2026-11-22T10:00:00Z");
    Head asRead = FindingItems.head(head());
    CLIENT.deleteItem(
        delete -> delete.tableName(table.name()).key(FindingItems.key(ID, FindingItems.HEAD)));

    new Heads(CLIENT, table, LocalFindings.CLOCK).note(seenAt("2026-11-22T12:00:00Z"), asRead);

    assertThat(findings().find(ID)).get().extracting(Finding::status).isEqualTo(Status.OPEN);
  }

  @Test
  void aResolvedFindingIsGoneWhenItHasExpired() {
    record(findings(), "2026-11-22T10:00:00Z");
    end(Status.RESOLVED, "2026-11-22T11:00:00Z");
    Clock later = Clock.offset(LocalFindings.CLOCK, Duration.ofDays(1));
    Findings findings = new DynamoFindings(CLIENT, table, Duration.ofDays(30), later);
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
    findings.record(seen.latest().object(), List.of(seen));
  }

  private static ObservedCause seenAt(String at) {
    return seen(cause(443), Severity.LOW, at, "s3://logs/" + at);
  }

  /// Ends the finding as its lifecycle does; a resolved one expires a day later.
  private void end(Status status, String at) {
    ItemUpdate update =
        new ItemUpdate()
            .set(Map.of("status", Attributes.text(status.name())))
            .set(Map.of("statusAt", Attributes.time(Instant.parse(at))))
            .onlyIf("attribute_exists(pk)")
            .remove("openIn");
    if (status == Status.RESOLVED) {
      long expires = Instant.parse(at).plus(Duration.ofDays(1)).getEpochSecond();
      update.set(Map.of("expires", Attributes.number(expires)));
    }
    CLIENT.updateItem(update.of(FindingItems.key(ID, FindingItems.HEAD), table));
  }

  private Map<String, AttributeValue> head() {
    return CLIENT
        .getItem(get -> get.tableName(table.name()).key(FindingItems.key(ID, FindingItems.HEAD)))
        .item();
  }
}
