package io.flowverdict.local;

import io.flowverdict.analyze.Analysis;
import io.flowverdict.analyze.AnalyzeHandler;
import io.flowverdict.aws.capture.Capture;
import io.flowverdict.aws.capture.Configurations;
import io.flowverdict.aws.capture.DynamoLeases;
import io.flowverdict.aws.findings.DynamoFindings;
import io.flowverdict.aws.findings.FindingsTable;
import io.flowverdict.aws.history.RevisionStore;
import io.flowverdict.aws.history.TimelineTable;
import io.flowverdict.aws.inventory.LiveConfiguration;
import io.flowverdict.aws.objects.S3FlowLogObjects;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.snapshot.WritableHistory;
import java.time.Clock;
import java.time.Duration;

/// The functions with their tables and buckets, on embedded services.
final class LocalFunctions {

  static final String FINDINGS_TABLE = "findings";
  static final String TIMELINE_TABLE = "timeline";
  static final String REVISIONS_BUCKET = "revisions";

  private static final Duration HOURS_KEPT = Duration.ofDays(3650);
  private static final Duration LEASE = Duration.ofMinutes(4);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final WritableHistory history;
  private final Findings findings;
  private final AnalyzeHandler analyze;

  private LocalFunctions(WritableHistory history, Findings findings, AnalyzeHandler analyze) {
    this.history = history;
    this.findings = findings;
    this.analyze = analyze;
  }

  /// Creates the tables and the bucket, and the functions on them.
  ///
  /// @param live the configuration where it is not in the history yet
  static LocalFunctions deploy(EmbeddedServices services, LiveConfiguration live, Clock clock) {
    FindingsTable findingsTable = new FindingsTable(FINDINGS_TABLE);
    TimelineTable timelineTable = new TimelineTable(TIMELINE_TABLE);
    findingsTable.create(services.dynamoDb());
    timelineTable.create(services.dynamoDb());
    services.s3().createBucket(create -> create.bucket(REVISIONS_BUCKET));

    WritableHistory history =
        new RevisionStore(services.s3(), REVISIONS_BUCKET, services.dynamoDb(), timelineTable);
    Capture capture =
        new Capture(
            live,
            history,
            new DynamoLeases(services.dynamoDb(), timelineTable, LEASE),
            clock,
            Thread::sleep,
            PATIENCE);
    Findings findings = new DynamoFindings(services.dynamoDb(), findingsTable, HOURS_KEPT, clock);
    Analysis analysis =
        new Analysis(
            new S3FlowLogObjects(services.s3()),
            new Configurations(history, capture, clock),
            history,
            findings);
    return new LocalFunctions(history, findings, new AnalyzeHandler(analysis));
  }

  /// The configurations as they were.
  WritableHistory history() {
    return history;
  }

  /// The findings in the table.
  Findings findings() {
    return findings;
  }

  /// The function that judges delivered objects.
  AnalyzeHandler analyze() {
    return analyze;
  }
}
