package io.flowverdict.analyze;

import io.flowverdict.aws.capture.ConfigurationSettings;
import io.flowverdict.aws.capture.Configurations;
import io.flowverdict.aws.findings.DynamoFindings;
import io.flowverdict.aws.findings.DynamoLedger;
import io.flowverdict.aws.findings.DynamoLogDeliveries;
import io.flowverdict.aws.findings.DynamoRuleUsage;
import io.flowverdict.aws.findings.FindingsRetries;
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

/// The function's environment: `FINDINGS_TABLE`, `FINDINGS_HOURS_KEPT_DAYS`,
/// `FINDINGS_RESOLVED_KEPT_DAYS`, `LARGEST_OBJECT_MEGABYTES`, and those of [ConfigurationSettings].
/// Clients come from the SDK's default chain, so that `AWS_ENDPOINT_URL…` and a Region are enough
/// to point them elsewhere.
final class Environment {

  private static final String TABLE = "FINDINGS_TABLE";
  private static final String HOURS_KEPT_DAYS = "FINDINGS_HOURS_KEPT_DAYS";
  private static final String RESOLVED_KEPT_DAYS = "FINDINGS_RESOLVED_KEPT_DAYS";
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
    FindingsTable table = new FindingsTable(required(environment, TABLE));
    Retention retention =
        new Retention(
            Duration.ofDays(number(environment, HOURS_KEPT_DAYS)),
            Duration.ofDays(number(environment, RESOLVED_KEPT_DAYS)));
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
            new DynamoLedger(dynamoDb, table, retention, clock)),
        number(environment, LARGEST_OBJECT_MEGABYTES) * MEGABYTE,
        clock);
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException("The environment variable " + name + " is not set");
    }
    return value;
  }

  private static int number(Map<String, String> environment, String name) {
    String text = required(environment, name);
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalStateException(
          name + " is \"" + text + "\" where a number from 1 to 9999 is expected");
    }
    return Integer.parseInt(text);
  }
}
