package io.flowverdict.aws.capture;

import static java.util.Objects.requireNonNull;

import io.flowverdict.aws.history.RevisionStore;
import io.flowverdict.aws.history.TimelineTable;
import io.flowverdict.aws.inventory.Accounts;
import io.flowverdict.aws.inventory.ReaderRole;
import io.flowverdict.core.snapshot.WritableHistory;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/// Where configurations are kept and how they are read, as a function's environment says.
///
/// @param bucket `REVISIONS_BUCKET`: where revisions are kept
/// @param table `TIMELINE_TABLE`: the timeline table
/// @param role `READER_ROLE_NAME` with `READER_ROLE_EXTERNAL_ID`: the role to assume in other
///   accounts; null when other accounts are not to be read
public record ConfigurationSettings(String bucket, TimelineTable table, @Nullable ReaderRole role) {
  private static final String BUCKET = "REVISIONS_BUCKET";
  private static final String TABLE = "TIMELINE_TABLE";
  private static final String ROLE_NAME = "READER_ROLE_NAME";
  private static final String EXTERNAL_ID = "READER_ROLE_EXTERNAL_ID";

  /// Longer than the longest reading: 2,500 security groups with 60 rules each take about a minute.
  private static final Duration LEASE = Duration.ofMinutes(4);

  public ConfigurationSettings {
    requireNonNull(bucket, "bucket is null");
    requireNonNull(table, "table is null");
  }

  /// {@return the settings of an environment}
  ///
  /// @throws IllegalStateException when a variable is missing; the message names it
  public static ConfigurationSettings of(Map<String, String> environment) {
    String role = environment.getOrDefault(ROLE_NAME, "");
    String externalId = environment.getOrDefault(EXTERNAL_ID, "");
    if (role.isEmpty() && !externalId.isEmpty()) {
      throw new IllegalStateException(EXTERNAL_ID + " is set and " + ROLE_NAME + " is not");
    }
    return new ConfigurationSettings(
        required(environment, BUCKET),
        new TimelineTable(required(environment, TABLE)),
        role.isEmpty() ? null : new ReaderRole(role, externalId.isEmpty() ? null : externalId));
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalStateException("The environment variable " + name + " is not set");
    }
    return value;
  }

  /// {@return the history in this bucket and table}
  public RevisionStore history(S3Client s3, DynamoDbClient dynamoDb) {
    return new RevisionStore(s3, bucket, dynamoDb, table);
  }

  /// {@return what reads accounts into a history}
  ///
  /// @param patience how long to wait for another's reading
  public Capture capture(
      WritableHistory history,
      DynamoDbClient dynamoDb,
      StsClient sts,
      Clock clock,
      Duration patience) {
    return new Capture(
        new Accounts(sts, DefaultCredentialsProvider.builder().build(), role, builder -> builder),
        history,
        new DynamoLeases(dynamoDb, table, LEASE),
        clock,
        Thread::sleep,
        patience);
  }
}
