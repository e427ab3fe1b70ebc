package io.flowverdict.aws.findings;

import io.flowverdict.aws.embedded.LocalServices;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Tables of findings in DynamoDB Local.
final class LocalFindings {

  /// The time of the tests.
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T13:00:00Z"), ZoneOffset.UTC);

  static final Retention RETENTION = new Retention(Duration.ofDays(30), Duration.ofDays(1));

  private static final URI ENDPOINT =
      LocalServices.dynamoDb().serviceClientConfiguration().endpointOverride().orElseThrow();

  private LocalFindings() {}

  /// {@return a client that reaches the service undisturbed}
  static DynamoDbClient client() {
    return client(UrlConnectionHttpClient.create());
  }

  /// {@return a client that reaches the service in this way}
  static DynamoDbClient client(SdkHttpClient http) {
    return DynamoDbClient.builder()
        .httpClient(http)
        .endpointOverride(ENDPOINT)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(LocalServices.CREDENTIALS)
        .overrideConfiguration(overrides -> overrides.retryStrategy(FindingsRetries.strategy()))
        .build();
  }

  /// {@return a new, empty table}
  static FindingsTable newTable(DynamoDbClient client) {
    FindingsTable table = new FindingsTable("findings-" + UUID.randomUUID());
    table.create(client);
    return table;
  }

  /// {@return the findings in a table, whose hours are kept for 30 days}
  static DynamoFindings in(FindingsTable table, DynamoDbClient client) {
    return new DynamoFindings(client, table, RETENTION, CLOCK);
  }
}
