package io.flowverdict.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowverdict.aws.findings.FindingsTable;
import io.flowverdict.aws.history.RevisionStore;
import io.flowverdict.aws.history.TimelineTable;
import io.flowverdict.bench.account.GeneratedAccount;
import io.flowverdict.bench.account.GeneratedEc2Server;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.local.EmbeddedServices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.Select;

/// What a function needs of AWS for an event, on the loopback address: S3 and DynamoDB in this
/// process, EC2 and STS of a small generated account. Each event has tables that are new, so that
/// it is always the first.
final class ColdStartServices implements AutoCloseable {
  private static final GeneratedAccount ACCOUNT =
      new GeneratedAccount(/* seed= */ 1, 2, 4, 40, 20, 5, 4, 6, 2, 5);

  private static final String REVISIONS = "revisions";
  private static final String LOGS = "logs";

  private final JsonMapper json = new JsonMapper();
  private final EmbeddedServices services = EmbeddedServices.start();
  private final GeneratedEc2Server ec2 = GeneratedEc2Server.start(ACCOUNT);
  private final Snapshot snapshot = ACCOUNT.snapshot();

  /// When the object's records were taken: the configuration was read before and after.
  private final Instant time = Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(3600);

  private int given;

  ColdStartServices() {
    services.s3().createBucket(create -> create.bucket(REVISIONS));
    services.s3().createBucket(create -> create.bucket(LOGS));
  }

  /// An event, and the tables of its function.
  ///
  /// @param environment as the function's construct of the CDK app sets it, and what leads to the
  ///   services
  record Given(String event, Map<String, String> environment) {
    Given {
      environment = Map.copyOf(environment);
    }
  }

  /// An event without records, on tables that are there and are not asked for.
  Given nothing() {
    return new Given("{\"Records\":[]}", tables());
  }

  /// The delivery of an object of one record, a rejected request, whose configuration is known.
  Given oneObject() throws IOException {
    Map<String, String> environment = tables();
    RevisionStore history =
        new RevisionStore(
            services.s3(),
            REVISIONS,
            services.dynamoDb(),
            new TimelineTable(environment.getOrDefault("TIMELINE_TABLE", "")));
    history.observe(GeneratedAccount.SCOPE, snapshot, time.minus(Duration.ofMinutes(30)));
    history.observe(GeneratedAccount.SCOPE, snapshot, time.plus(Duration.ofMinutes(30)));
    String key = key();
    byte[] object = rejectedRequest();
    services.s3().putObject(put -> put.bucket(LOGS).key(key), RequestBody.fromBytes(object));
    ObjectNode announcement = json.createObjectNode();
    ObjectNode s3 = announcement.withArray("Records").addObject().putObject("s3");
    s3.putObject("bucket").put("name", LOGS);
    s3.putObject("object").put("key", key);
    return new Given(message(announcement), environment);
  }

  /// A schedule's request to read the account, of which nothing is known.
  Given oneAccount() throws IOException {
    ObjectNode request = json.createObjectNode();
    request.put("account", GeneratedAccount.SCOPE.accountId());
    request.put("region", GeneratedAccount.SCOPE.region());
    request.put("time", Instant.now().toString());
    return new Given(message(request), tables());
  }

  /// {@return whether the function wrote to the table of its name}
  ///
  /// @param variable the one with the table's name
  boolean wrote(Given event, String variable) {
    return services
            .dynamoDb()
            .scan(scan -> scan.tableName(event.environment.get(variable)).select(Select.COUNT))
            .count()
        > 0;
  }

  private Map<String, String> tables() {
    given++;
    FindingsTable findings = new FindingsTable("findings-" + given);
    TimelineTable timeline = new TimelineTable("timeline-" + given);
    findings.create(services.dynamoDb());
    timeline.create(services.dynamoDb());
    Map<String, String> environment = new HashMap<>();
    environment.put("REVISIONS_BUCKET", REVISIONS);
    environment.put("TIMELINE_TABLE", timeline.name());
    environment.put("FINDINGS_TABLE", findings.name());
    environment.put("FINDINGS_HOURS_KEPT_DAYS", "400");
    environment.put("FINDINGS_RESOLVED_KEPT_DAYS", "90");
    environment.put("LARGEST_OBJECT_MEGABYTES", "300");
    environment.put("AWS_REGION", GeneratedAccount.SCOPE.region());
    environment.put("AWS_ACCESS_KEY_ID", "local");
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    environment.put("AWS_ENDPOINT_URL_S3", services.s3Endpoint().toString());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", services.dynamoDbEndpoint().toString());
    environment.put("AWS_ENDPOINT_URL_EC2", ec2.endpoint().toString());
    environment.put("AWS_ENDPOINT_URL_STS", ec2.endpoint().toString());
    return environment;
  }

  private String key() {
    return "AWSLogs/%s/vpcflowlogs/%s/%s/%s_vpcflowlogs_%s_fl-0a1_%s_%08x.log.gz"
        .formatted(
            GeneratedAccount.SCOPE.accountId(),
            GeneratedAccount.SCOPE.region(),
            format("uuuu/MM/dd"),
            GeneratedAccount.SCOPE.accountId(),
            GeneratedAccount.SCOPE.region(),
            format("uuuuMMdd'T'HHmm'Z'"),
            given);
  }

  private String format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC).format(time);
  }

  private byte[] rejectedRequest() throws IOException {
    NetworkInterface server = snapshot.interfaces().values().iterator().next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(
          """
          interface-id srcaddr dstaddr srcport dstport protocol tcp-flags packets bytes action start end log-status
          %s 192.0.2.1 %s 40000 5432 6 2 1 60 REJECT %d %d OK
          """
              .formatted(
                  server.id(),
                  server.addresses().getFirst(),
                  time.getEpochSecond(),
                  time.getEpochSecond() + 1)
              .getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  /// {@return what SQS gives a function}
  private String message(ObjectNode body) throws IOException {
    ObjectNode event = json.createObjectNode();
    event
        .withArray("Records")
        .addObject()
        .put("messageId", "message-1")
        .put("eventSource", "aws:sqs")
        .put("body", json.writeValueAsString(body));
    return json.writeValueAsString(event);
  }

  @Override
  public void close() {
    try (services) {
      ec2.close();
    }
  }
}
