package io.flowverdict.local;

import io.flowverdict.analyze.Analysis;
import io.flowverdict.analyze.AnalyzeHandler;
import io.flowverdict.analyze.Archive;
import io.flowverdict.audit.AuditRun;
import io.flowverdict.aws.capture.Capture;
import io.flowverdict.aws.capture.Configurations;
import io.flowverdict.aws.capture.DynamoLeases;
import io.flowverdict.aws.findings.DynamoFindings;
import io.flowverdict.aws.findings.DynamoLedger;
import io.flowverdict.aws.findings.DynamoLogDeliveries;
import io.flowverdict.aws.findings.DynamoRecordCounts;
import io.flowverdict.aws.findings.DynamoRuleUsage;
import io.flowverdict.aws.findings.FindingsTable;
import io.flowverdict.aws.findings.Retention;
import io.flowverdict.aws.history.RevisionStore;
import io.flowverdict.aws.history.TimelineTable;
import io.flowverdict.aws.inventory.LiveConfiguration;
import io.flowverdict.aws.objects.S3FlowLogObjects;
import io.flowverdict.console.ConsoleHandler;
import io.flowverdict.console.ConsoleSettings;
import io.flowverdict.console.SuppressHandler;
import io.flowverdict.console.query.Kept;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.Lifecycle;
import io.flowverdict.core.snapshot.WritableHistory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The functions with their tables and buckets, on embedded services.
final class LocalFunctions {

  static final String FINDINGS_TABLE = "findings";
  static final String TIMELINE_TABLE = "timeline";
  static final String REVISIONS_BUCKET = "revisions";
  static final String CONSOLE = "flow-verdict-console";
  static final String SUPPRESS = "flow-verdict-suppress";

  private static final Retention RETENTION =
      new Retention(Duration.ofDays(3650), Duration.ofDays(3650));
  private static final long LARGEST_OBJECT = 1_000_000_000;
  private static final Duration LEASE = Duration.ofMinutes(4);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration QUIET = Duration.ofDays(7);
  private static final Duration USAGE_WINDOW = Duration.ofDays(30);

  private final WritableHistory history;
  private final Archive archive;
  private final Capture capture;
  private final S3Client s3;
  private final Clock clock;

  private LocalFunctions(
      WritableHistory history, Archive archive, Capture capture, S3Client s3, Clock clock) {
    this.history = history;
    this.archive = archive;
    this.capture = capture;
    this.s3 = s3;
    this.clock = clock;
  }

  /// Creates the tables and the bucket of the functions.
  static void create(S3Client s3, DynamoDbClient dynamoDb) {
    new FindingsTable(FINDINGS_TABLE).create(dynamoDb);
    new TimelineTable(TIMELINE_TABLE).create(dynamoDb);
    s3.createBucket(create -> create.bucket(REVISIONS_BUCKET));
  }

  /// {@return the functions on the tables and the bucket, which exist}
  ///
  /// @param live the configuration where it is not in the history yet
  static LocalFunctions on(
      S3Client s3, DynamoDbClient dynamoDb, LiveConfiguration live, Clock clock) {
    FindingsTable findingsTable = new FindingsTable(FINDINGS_TABLE);
    TimelineTable timelineTable = new TimelineTable(TIMELINE_TABLE);
    WritableHistory history = new RevisionStore(s3, REVISIONS_BUCKET, dynamoDb, timelineTable);
    Capture capture =
        new Capture(
            live,
            history,
            new DynamoLeases(dynamoDb, timelineTable, LEASE),
            clock,
            Thread::sleep,
            PATIENCE);
    Archive archive =
        new Archive(
            new DynamoFindings(dynamoDb, findingsTable, RETENTION, clock),
            new DynamoRuleUsage(dynamoDb, findingsTable),
            new DynamoLogDeliveries(dynamoDb, findingsTable, RETENTION),
            new DynamoRecordCounts(dynamoDb, findingsTable, RETENTION),
            new DynamoLedger(dynamoDb, findingsTable, RETENTION, clock));
    return new LocalFunctions(history, archive, capture, s3, clock);
  }

  /// The configurations as they were.
  WritableHistory history() {
    return history;
  }

  /// The findings in the table.
  Findings findings() {
    return archive.findings();
  }

  /// Where what the objects show is kept.
  Archive archive() {
    return archive;
  }

  /// The function that judges delivered objects.
  AnalyzeHandler analyze() {
    Analysis analysis =
        new Analysis(
            new S3FlowLogObjects(s3),
            new Configurations(history, capture, clock),
            history,
            archive,
            LARGEST_OBJECT,
            clock);
    return new AnalyzeHandler(analysis, clock);
  }

  /// What the function does that audits configurations.
  AuditRun audit() {
    return new AuditRun(
        capture,
        history,
        new AuditRun.Kept(archive.findings(), archive.usage(), archive.deliveries()),
        new Lifecycle(QUIET),
        USAGE_WINDOW,
        clock);
  }

  /// The function that answers queries.
  ConsoleHandler console() {
    return new ConsoleHandler(
        new Kept(
            archive.findings(), history, archive.usage(), archive.deliveries(), archive.counts()),
        new ConsoleSettings(List.of(Demo.SCOPE), LocalInvocation.arn(SUPPRESS)),
        clock);
  }

  /// The function that suppresses findings.
  SuppressHandler suppress() {
    return new SuppressHandler(archive.findings(), clock);
  }
}
