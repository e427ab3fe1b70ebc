package io.flowverdict.aws.findings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.audit.AuditCheck;
import io.flowverdict.core.finding.Causes;
import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.PageRequest;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.flowlog.FlowLogEntry;
import io.flowverdict.core.flowlog.FlowLogReader;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Judge;
import io.flowverdict.core.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What an object costs depends on its causes, not on its records.
class WriteBoundTest {

  private static final int RECORDS = 1_000_000;
  private static final int CAUSES = 50;
  private static final int MANIFEST = 1;
  private static final long END = Instant.parse("2026-11-22T10:15:00Z").getEpochSecond();

  private final Wire wire = Wire.undisturbed();
  private final DynamoDbClient client = LocalFindings.client(wire);
  private final FindingsTable table = LocalFindings.newTable(LocalFindings.client());
  private final DynamoFindings findings = LocalFindings.in(table, client);

  @Test
  void aMillionRecordsOfFiftyCausesCostAHundredWritesAndOneForTheManifest() {
    List<ObservedCause> causes = causes("s3://logs/million");
    assertThat(causes).hasSize(CAUSES);

    findings.record(Sightings.source("s3://logs/million"), causes);

    assertThat(writes()).isEqualTo(2 * CAUSES + MANIFEST);
    assertThat(wire.requests()).isEqualTo(2 * CAUSES + MANIFEST + 1);
    System.out.printf(
        "%d records of %d causes: %d writes and %d read%n",
        RECORDS, CAUSES, writes(), wire.requests() - writes());
    List<Finding> open = findings.open(Sightings.FRANKFURT, PageRequest.first(100)).items();
    assertThat(open).hasSize(CAUSES);
    assertThat(open.stream().map(Finding::total).reduce(Counts.NONE, Counts::plus))
        .isEqualTo(new Counts(RECORDS, 5L * RECORDS, 420L * RECORDS));
  }

  @Test
  void theOwnersOfRulesAndTheAddressesCostAWriteOnceForEachFinding() {
    findings.record(Sightings.source("s3://logs/a"), seen("2026-11-22T10:00:00Z", "s3://logs/a"));
    assertThat(writes()).isEqualTo(5 * CAUSES + MANIFEST);
    findings.record(Sightings.source("s3://logs/b"), seen("2026-11-22T11:00:00Z", "s3://logs/b"));
    assertThat(writes()).isEqualTo(7 * CAUSES + 2 * MANIFEST);
  }

  @Test
  void aSightingThatIsNeitherFirstNorLatestIsOnlyCounted() {
    findings.record(Sightings.source("s3://logs/a"), seen("2026-11-22T10:00:00Z", "s3://logs/a"));
    findings.record(Sightings.source("s3://logs/c"), seen("2026-11-22T12:00:00Z", "s3://logs/c"));
    long before = writes();
    findings.record(Sightings.source("s3://logs/b"), seen("2026-11-22T11:00:00Z", "s3://logs/b"));
    assertThat(writes() - before).isEqualTo(CAUSES + MANIFEST);
  }

  @Test
  void aHeadIsWrittenOnceInAnHourHoweverManyObjectsShowIt() {
    findings.record(Sightings.source("s3://logs/a"), seen("2026-11-22T10:00:00Z", "s3://logs/a"));
    long before = writes();
    for (int minute = 5; minute < 60; minute += 5) {
      String object = "s3://logs/" + minute;
      String at = "2026-11-22T10:%02d:00Z".formatted(minute);
      findings.record(Sightings.source(object), seen(at, object));
    }
    assertThat(writes() - before).isEqualTo(11 * (CAUSES + MANIFEST));
  }

  @Test
  void moreCausesThanOneReadTakesAreReadInSeveral() {
    List<ObservedCause> causes =
        IntStream.range(0, 250)
            .mapToObj(port ->
                Sightings.seen(
                    Sightings.cause(port), Severity.LOW, "2026-11-22T10:00:00Z", "s3://logs/a"))
            .toList();
    findings.record(Sightings.source("s3://logs/a"), causes);
    findings.record(Sightings.source("s3://logs/a"), causes);
    assertThat(wire.arrived("BatchGetItem")).isEqualTo(2 * 3);
    assertThat(wire.arrived("PutItem")).isEqualTo(4 * 250 + 2 * MANIFEST);
    assertThat(wire.arrived("UpdateItem")).isEqualTo(2 * 250);
  }

  private long writes() {
    return wire.arrived("UpdateItem") + wire.arrived("PutItem");
  }

  private static List<ObservedCause> seen(String at, String object) {
    return IntStream.range(0, CAUSES)
        .mapToObj(port -> Sightings.seen(Sightings.cause(port), Severity.LOW, at, object))
        .toList();
  }

  /// Reads and judges a log of interfaces that the configuration lacks: one cause for each.
  private static List<ObservedCause> causes(String object) {
    Judge judge = new Judge(Snapshot.EMPTY);
    Causes causes =
        new Causes(
            Sightings.FRANKFURT,
            Sightings.source(object),
            Instant.ofEpochSecond(END),
            Snapshot.EMPTY,
            null,
            new AuditCheck());
    try (FlowLogReader entries = FlowLogReader.open(log())) {
      for (FlowLogEntry entry : entries) {
        FlowRecord record = (FlowRecord) entry;
        causes.add(record, judge.judge(record));
      }
    }
    return causes.observed();
  }

  private static InputStream log() {
    String header =
        "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes"
            + " start end action log-status\n";
    String lines =
        IntStream.range(0, CAUSES)
            .mapToObj(number ->
                "2 123456789012 eni-%04d 192.0.2.1 10.0.0.1 40000 443 6 5 420 %d %d ACCEPT OK\n"
                    .formatted(number, END - 60, END))
            .reduce("", String::concat);
    Stream<InputStream> parts =
        Stream.concat(Stream.of(header), Collections.nCopies(RECORDS / CAUSES, lines).stream())
            .map(text -> new ByteArrayInputStream(text.getBytes(UTF_8)));
    return new SequenceInputStream(Collections.enumeration(parts.toList()));
  }
}
