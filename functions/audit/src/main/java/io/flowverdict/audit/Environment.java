package io.flowverdict.audit;

import io.flowverdict.aws.capture.ConfigurationSettings;
import io.flowverdict.aws.findings.DynamoFindings;
import io.flowverdict.aws.findings.DynamoLogDeliveries;
import io.flowverdict.aws.findings.DynamoRuleUsage;
import io.flowverdict.aws.findings.FindingsRetries;
import io.flowverdict.aws.findings.FindingsSettings;
import io.flowverdict.aws.history.RevisionStore;
import io.flowverdict.core.finding.Lifecycle;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/// The function's environment: `USAGE_WINDOW_DAYS`, `RESOLVE_AFTER_DAYS`, and those of
/// [FindingsSettings] and [ConfigurationSettings].
final class Environment {

  private static final String USAGE_WINDOW_DAYS = "USAGE_WINDOW_DAYS";
  private static final String RESOLVE_AFTER_DAYS = "RESOLVE_AFTER_DAYS";

  /// How long to wait for another invocation that reads the configuration.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Environment() {}

  /// {@return the audit that these variables describe}
  ///
  /// @throws IllegalStateException when a variable is missing or wrong; the message names it
  static AuditRun run(Map<String, String> environment) {
    ConfigurationSettings configuration = ConfigurationSettings.of(environment);
    FindingsSettings settings = FindingsSettings.of(environment);
    Clock clock = Clock.systemUTC();
    DynamoDbClient dynamoDb =
        DynamoDbClient.builder()
            .overrideConfiguration(client -> client.retryStrategy(FindingsRetries.strategy()))
            .build();
    RevisionStore history = configuration.history(S3Client.create(), dynamoDb);
    return new AuditRun(
        configuration.capture(history, dynamoDb, StsClient.create(), clock, PATIENCE),
        history,
        new AuditRun.Kept(
            new DynamoFindings(dynamoDb, settings.table(), settings.retention(), clock),
            new DynamoRuleUsage(dynamoDb, settings.table()),
            new DynamoLogDeliveries(dynamoDb, settings.table(), settings.retention())),
        new Lifecycle(FindingsSettings.days(environment, RESOLVE_AFTER_DAYS)),
        FindingsSettings.days(environment, USAGE_WINDOW_DAYS),
        clock);
  }
}
