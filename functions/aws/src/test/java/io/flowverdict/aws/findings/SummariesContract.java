package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Sightings.DUBLIN;
import static io.flowverdict.aws.findings.Sightings.FRANKFURT;
import static io.flowverdict.aws.findings.Sightings.cause;
import static io.flowverdict.aws.findings.Sightings.seen;
import static io.flowverdict.aws.findings.Sightings.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.FindingSummary;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.Rank;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Status;
import io.flowverdict.core.finding.StatusChange;
import io.flowverdict.core.net.IpAddress;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What findings tell without being read.
abstract class SummariesContract {

  /// {@return findings of which there are none yet}
  abstract Findings findings();

  @Test
  void aSummaryTellsWhatAListIsCountedAndFilteredBy() {
    Findings findings = findings();
    record(findings, cause(443), Severity.MEDIUM, "2026-11-22T10:15:30Z");
    Cause audited = Cause.of(cause(443).kind(), FRANKFURT, "sg-0b");
    record(findings, audited, Severity.LOW, "2026-11-22T09:00:00Z");

    assertThat(findings.summaries(FRANKFURT, Status.OPEN, null))
        .containsExactly(
            new FindingSummary(
                new Rank(Severity.MEDIUM, Instant.parse("2026-11-22T10:00:00Z"), cause(443).id()),
                cause(443),
                Status.OPEN,
                Instant.parse("2026-11-22T10:15:30Z"),
                null),
            new FindingSummary(
                new Rank(Severity.LOW, Instant.parse("2026-11-22T09:00:00Z"), audited.id()),
                audited,
                Status.OPEN,
                Instant.parse("2026-11-22T09:00:00Z"),
                null));
  }

  @Test
  void summariesAreInTheOrderOfTheListAndGoOnAfterAnyOfThem() {
    Findings findings = findings();
    IntStream.rangeClosed(1, 9)
        .forEach(port ->
            record(
                findings,
                cause(port),
                List.of(Severity.LOW, Severity.HIGH, Severity.MEDIUM).get(port % 3),
                "2026-11-22T1" + port % 2 + ":00:00Z"));
    List<FindingSummary> all = findings.summaries(FRANKFURT, Status.OPEN, null).toList();

    assertThat(all).extracting(FindingSummary::rank).isSorted().hasSize(9);
    for (int i = 0; i < all.size(); i++) {
      assertThat(findings.summaries(FRANKFURT, Status.OPEN, all.get(i).rank()))
          .containsExactlyElementsOf(all.subList(i + 1, all.size()));
    }
  }

  @Test
  void otherAccountsRegionsAndStatusesAreNotAmongThem() {
    Findings findings = findings();
    record(findings, cause(1), Severity.LOW, "2026-11-22T10:00:00Z");
    record(findings, cause(2), Severity.LOW, "2026-11-22T10:00:00Z");
    record(findings, cause(DUBLIN, "eni-0a", 3), Severity.LOW, "2026-11-22T10:00:00Z");
    Instant at = Instant.parse("2026-11-22T11:00:00Z");
    Instant until = Instant.parse("2026-12-22T11:00:00Z");
    change(findings, 2, StatusChange.suppression(at, "Jane", "Known.", until));

    assertThat(findings.summaries(FRANKFURT, Status.REOPENED, null))
        .extracting(FindingSummary::id)
        .containsExactly(cause(1).id());
    assertThat(findings.summaries(FRANKFURT, Status.SUPPRESSED, null))
        .extracting(FindingSummary::id, FindingSummary::statusAt)
        .containsExactly(tuple(cause(2).id(), at));
    assertThat(findings.summaries(FRANKFURT, Status.RESOLVED, null)).isEmpty();
  }

  @Test
  void whatCameBackIsThereSinceItCameBack() {
    Findings findings = findings();
    record(findings, cause(1), Severity.LOW, "2026-11-22T10:00:00Z");
    Instant resolved = Instant.parse("2026-11-22T11:00:00Z");
    change(findings, 1, StatusChange.automatic(Status.RESOLVED, resolved, "Gone."));
    record(findings, cause(1), Severity.LOW, "2026-11-22T12:00:00Z");

    FindingSummary summary = findings.summaries(FRANKFURT, Status.OPEN, null).toList().getFirst();

    assertThat(summary.status()).isEqualTo(Status.REOPENED);
    assertThat(summary.since()).isEqualTo(summary.statusAt()).isAfter(resolved);
  }

  @Test
  void findingsAreFoundByTheirIdsInTheOrderAskedFor() {
    Findings findings = findings();
    record(findings, cause(1), Severity.LOW, "2026-11-22T10:00:00Z");
    record(findings, cause(2), Severity.LOW, "2026-11-22T10:00:00Z");
    String nothing = "0123456789abcdef0123456789abcdef";

    assertThat(findings.find(List.of(cause(2).id(), nothing, cause(1).id())))
        .extracting(Finding::id)
        .containsExactly(cause(2).id(), cause(1).id());
    assertThat(findings.find(List.of())).isEmpty();
  }

  @Test
  void idsAreToldOfOwnersAndAddresses() {
    Findings findings = findings();
    record(findings, cause(1), Severity.LOW, "2026-11-22T10:00:00Z");
    record(findings, cause(DUBLIN, "eni-0a", 2), Severity.LOW, "2026-11-22T10:00:00Z");

    assertThat(findings.idsOfOwner(FRANKFURT, "sg-0a")).containsExactly(cause(1).id());
    assertThat(findings.idsOfOwner(FRANKFURT, "sg-0")).isEmpty();
    assertThat(findings.idsOfAddress(FRANKFURT, IpAddress.parse("10.0.1.5")))
        .containsExactly(cause(1).id());
    assertThat(findings.idsOfAddress(FRANKFURT, IpAddress.parse("10.0.1.6"))).isEmpty();
  }

  private static void record(Findings findings, Cause cause, Severity severity, String at) {
    ObservedCause seen = seen(cause, severity, at, "s3://logs/" + at + cause.id());
    findings.record(source(seen.latest().object()), List.of(seen));
  }

  private static void change(Findings findings, int port, StatusChange change) {
    Finding asRead = findings.find(cause(port).id()).orElseThrow();
    assertThat(findings.change(asRead, change)).isTrue();
  }
}
