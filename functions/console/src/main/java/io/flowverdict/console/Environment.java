package io.flowverdict.console;

import io.flowverdict.aws.capture.ConfigurationSettings;
import io.flowverdict.aws.findings.DynamoFindings;
import io.flowverdict.aws.findings.DynamoLogDeliveries;
import io.flowverdict.aws.findings.DynamoRecordCounts;
import io.flowverdict.aws.findings.DynamoRuleUsage;
import io.flowverdict.aws.findings.FindingsSettings;
import io.flowverdict.console.query.Kept;
import io.flowverdict.core.finding.Findings;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The functions' environment: those of [FindingsSettings] and, of the function that answers
/// queries, [ConfigurationSettings] and [ConsoleSettings].
final class Environment {

  private Environment() {}

  /// {@return what answers are made of}
  ///
  /// @throws IllegalStateException when a variable is missing or wrong; the message names it
  static Kept kept(Map<String, String> environment, Clock clock) {
    ConfigurationSettings configuration = ConfigurationSettings.of(environment);
    FindingsSettings settings = FindingsSettings.of(environment);
    DynamoDbClient dynamoDb = DynamoDbClient.create();
    return new Kept(
        new DynamoFindings(dynamoDb, settings.table(), settings.retention(), clock),
        configuration.history(S3Client.create(), dynamoDb),
        new DynamoRuleUsage(dynamoDb, settings.table()),
        new DynamoLogDeliveries(dynamoDb, settings.table(), settings.retention()),
        new DynamoRecordCounts(dynamoDb, settings.table(), settings.retention()));
  }

  /// {@return the findings that a person suppresses}
  ///
  /// @throws IllegalStateException when a variable is missing or wrong; the message names it
  static Findings findings(Map<String, String> environment, Clock clock) {
    FindingsSettings settings = FindingsSettings.of(environment);
    return new DynamoFindings(
        DynamoDbClient.create(), settings.table(), settings.retention(), clock);
  }
}
