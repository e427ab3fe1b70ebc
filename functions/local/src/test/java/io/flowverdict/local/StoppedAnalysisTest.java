package io.flowverdict.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.aws.configuration.ConfigurationFolder;
import io.flowverdict.aws.inventory.FixedConfiguration;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/// The whole function on S3 and DynamoDB: wherever its process stops, a redelivery leaves the table
/// as one clean run would. Even when the configuration is found to have been another meanwhile: an
/// attempt that wrote anything decides by what its successors judge.
class StoppedAnalysisTest {

  private static final String KEY =
      "AWSLogs/123456789012/vpcflowlogs/eu-central-1/2026/11/20/"
          + "123456789012_vpcflowlogs_eu-central-1_fl-0a000000000000002_20261120T1005Z_1a2b3c4d.log.gz";
  private static final String LOG =
      """
      version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status
      2 123456789012 eni-0db00000000000001 10.0.2.20 10.0.3.10 45012 5432 6 5 300 1795169102 1795169160 ACCEPT OK
      2 123456789012 eni-0db00000000000001 10.0.3.10 10.0.2.20 5432 45012 6 5 300 1795169102 1795169160 REJECT OK
      2 123456789012 eni-0db00000000000001 10.0.2.20 10.0.3.10 45020 6379 6 3 180 1795169110 1795169141 REJECT OK
      2 123456789012 eni-0db00000000000001 10.0.2.20 10.0.3.10 99999
      """;

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T10:30:00Z"), ZoneOffset.UTC);

  private static EmbeddedServices services;
  private static Snapshot snapshot;

  @BeforeAll
  static void start() throws IOException {
    services = EmbeddedServices.start();
    try (Samples samples = Samples.open()) {
      snapshot = ConfigurationFolder.read(samples.configuration()).snapshot();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(LOG.getBytes(UTF_8));
    }
    services.s3().createBucket(create -> create.bucket(Demo.BUCKET));
    services
        .s3()
        .putObject(
            put -> put.bucket(Demo.BUCKET).key(KEY), RequestBody.fromBytes(bytes.toByteArray()));
  }

  @AfterAll
  static void stop() {
    services.close();
  }

  @Test
  void whereverTheProcessStopsARedeliveryLeavesTheTableOfOneCleanRun() throws IOException {
    deploy();
    StoppingHttp undisturbed = StoppingHttp.never();
    deliver(undisturbed);
    Map<String, String> clean = findings();
    deploy();
    discoverAnotherConfiguration();
    deliver(StoppingHttp.never());
    Map<String, String> cleanByOther = findings();
    assertThat(clean).isNotEqualTo(cleanByOther);

    for (long request = 1; request <= undisturbed.requests(); request++) {
      for (boolean carriedOut : List.of(false, true)) {
        deploy();
        deliver(new StoppingHttp(request, carriedOut));
        Map<String, String> expected = findings().isEmpty() ? cleanByOther : clean;
        discoverAnotherConfiguration();
        deliver(StoppingHttp.never());
        deliver(StoppingHttp.never());
        assertThat(findings())
            .as("request %d, carried out: %s", request, carriedOut)
            .isEqualTo(expected);
      }
    }
    System.out.printf(
        "The whole function, %d items: stop points %d, differences 0%n",
        clean.size(), 2 * undisturbed.requests());
  }

  /// Empty tables, and a configuration that was read before and after the log.
  private static void deploy() {
    if (services.dynamoDb().listTables().tableNames().contains(LocalFunctions.FINDINGS_TABLE)) {
      services.dynamoDb().deleteTable(table -> table.tableName(LocalFunctions.FINDINGS_TABLE));
      services.dynamoDb().deleteTable(table -> table.tableName(LocalFunctions.TIMELINE_TABLE));
      String bucket = LocalFunctions.REVISIONS_BUCKET;
      services
          .s3()
          .listObjectsV2Paginator(list -> list.bucket(bucket))
          .contents()
          .forEach(object ->
              services.s3().deleteObject(delete -> delete.bucket(bucket).key(object.key())));
      services.s3().deleteBucket(delete -> delete.bucket(bucket));
    }
    LocalFunctions.create(services.s3(), services.dynamoDb());
    observe(snapshot, "2026-11-20T09:30:00Z");
    observe(snapshot, "2026-11-20T10:30:00Z");
  }

  /// A reading in the middle of the log's time, which arrives late, shows the database without its
  /// groups.
  private static void discoverAnotherConfiguration() {
    NetworkInterface database =
        Objects.requireNonNull(snapshot.interfaces().get("eni-0db00000000000001"));
    NetworkInterface bare =
        new NetworkInterface(
            database.id(),
            null,
            null,
            database.interfaceType(),
            database.vpcId(),
            database.subnetId(),
            null,
            null,
            null,
            false,
            true,
            database.addresses(),
            List.of(),
            List.of(),
            Set.of("sg-0a990000000000001"));
    observe(snapshot.toBuilder().interfaces(List.of(bare)).build(), "2026-11-20T10:05:30Z");
  }

  private static void observe(Snapshot seen, String at) {
    functions(StoppingHttp.never()).history().observe(Demo.SCOPE, seen, Instant.parse(at));
  }

  private static void deliver(StoppingHttp http) throws IOException {
    String event =
        "{\"Records\":[{\"eventSource\":\"aws:s3\",\"s3\":{\"bucket\":{\"name\":\""
            + Demo.BUCKET
            + "\"},\"object\":{\"key\":\""
            + KEY
            + "\"}}}]}";
    try {
      functions(http)
          .analyze()
          .handleRequest(
              new ByteArrayInputStream(event.getBytes(UTF_8)),
              OutputStream.nullOutputStream(),
              new LocalInvocation("analyze", _ -> {}));
    } catch (StoppingHttp.StoppedException stopped) {
      assertThat(http.requests()).isPositive();
    }
  }

  private static LocalFunctions functions(SdkHttpClient http) {
    S3Client s3 =
        S3Client.builder()
            .endpointOverride(services.s3Endpoint())
            .forcePathStyle(true)
            .region(EmbeddedServices.REGION)
            .credentialsProvider(EmbeddedServices.CREDENTIALS)
            .httpClient(http)
            .build();
    DynamoDbClient dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(services.dynamoDbEndpoint())
            .region(EmbeddedServices.REGION)
            .credentialsProvider(EmbeddedServices.CREDENTIALS)
            .httpClient(http)
            .build();
    return LocalFunctions.on(s3, dynamoDb, new FixedConfiguration(), CLOCK);
  }

  /// Every item of the table as text.
  private static Map<String, String> findings() {
    SortedMap<String, String> content = new TreeMap<>();
    services
        .dynamoDb()
        .scanPaginator(scan -> scan.tableName(LocalFunctions.FINDINGS_TABLE))
        .items()
        .forEach(item -> content.put(key(item), new TreeMap<>(item).toString()));
    return content;
  }

  private static String key(Map<String, AttributeValue> item) {
    return item.get("pk") + " " + item.get("sk");
  }
}
