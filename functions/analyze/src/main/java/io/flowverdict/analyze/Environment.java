package io.flowverdict.analyze;

import io.flowverdict.aws.capture.ConfigurationSettings;
import io.flowverdict.aws.capture.Configurations;
import io.flowverdict.aws.findings.DynamoFindings;
import io.flowverdict.aws.findings.DynamoLedger;
import io.flowverdict.aws.findings.DynamoLogDeliveries;
import io.flowverdict.aws.findings.DynamoRecordCounts;
import io.flowverdict.aws.findings.DynamoRuleUsage;
import io.flowverdict.aws.findings.FindingsRetries;
import io.flowverdict.aws.findings.FindingsSettings;
import io.flowverdict.aws.findings.FindingsTable;
import io.flowverdict.aws.findings.Retention;
import io.flowverdict.aws.history.RevisionStore;
import io.flowverdict.aws.objects.S3FlowLogObjects;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/// The function's environment: `LARGEST_OBJECT_MEGABYTES`, and those of [FindingsSettings] and
/// [ConfigurationSettings]. Clients come from the SDK's default chain, so that `AWS_ENDPOINT_URL…`
/// and a Region are enough to point them elsewhere.
final class Environment {

  private static final String LARGEST_OBJECT_MEGABYTES = "LARGEST_OBJECT_MEGABYTES";
  private static final long MEGABYTE = 1_000_000;

  /// How long to wait for another invocation that reads the configuration.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Environment() {}

  /// {@return the analysis that these variables describe}
  ///
  /// @throws IllegalStateException when a variable is missing or wrong; the message names it
  static Analysis analysis(Map<String, String> environment) {
    ConfigurationSettings settings = ConfigurationSettings.of(environment);
    FindingsSettings findings = FindingsSettings.of(environment);
    FindingsTable table = findings.table();
    Retention retention = findings.retention();
    Clock clock = Clock.systemUTC();
    S3Client s3 = S3Client.create();
    DynamoDbClient dynamoDb =
        DynamoDbClient.builder()
            .overrideConfiguration(client -> client.retryStrategy(FindingsRetries.strategy()))
            .build();
    RevisionStore history = settings.history(s3, dynamoDb);
    return new Analysis(
        new S3FlowLogObjects(s3),
        new Configurations(
            history,
            settings.capture(history, dynamoDb, StsClient.create(), clock, PATIENCE),
            clock),
        history,
        new Archive(
            new DynamoFindings(dynamoDb, table, retention, clock),
            new DynamoRuleUsage(dynamoDb, table),
            new DynamoLogDeliveries(dynamoDb, table, retention),
            new DynamoRecordCounts(dynamoDb, table, retention),
            new DynamoLedger(dynamoDb, table, retention, clock)),
        FindingsSettings.number(environment, LARGEST_OBJECT_MEGABYTES) * MEGABYTE,
        clock);
  }
}
