package io.flowverdict.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The stacks, created in moto; and the zips, run on Lambda's runtime interface client with nothing
/// but the environment that the stacks give them.
///
/// What moto cannot do: it creates none of [#NOT_IN_MOTO] and no notifications of a bucket, runs no
/// function without a container, and enforces no permission.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackagedDeploymentTest {
  private static final List<String> NOT_IN_MOTO =
      List.of(
          "AWS::CloudWatch::Alarm",
          "AWS::Lambda::Alias",
          "AWS::Lambda::EventInvokeConfig",
          "AWS::Pipes::Pipe",
          "AWS::S3::BucketPolicy",
          "AWS::SNS::Subscription",
          "AWS::SNS::TopicPolicy",
          "AWS::SQS::QueuePolicy",
          "AWS::Scheduler::Schedule");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ACCOUNT = DeployedAccount.ID;

  @TempDir private static Path folder;

  private static @Nullable DeployedAccount account;

  @BeforeAll
  static void deploy() throws IOException {
    account = DeployedAccount.deploy(folder);
  }

  @AfterAll
  static void stop() {
    if (account != null) {
      account.close();
    }
  }

  private static DeployedAccount account() {
    return Objects.requireNonNull(account, "nothing was deployed");
  }

  @Test
  @Order(1)
  void everyStackIsCreated() {
    for (String stack : DeployedAccount.STACKS) {
      JsonNode described =
          account()
              .aws()
              .run("cloudformation", "describe-stacks", "--stack-name", "FlowVerdict-" + stack);
      assertThat(described.at("/Stacks/0/StackStatus").asText())
          .as(stack)
          .isEqualTo("CREATE_COMPLETE");
    }
    assertThat(account().unsupportedTypes()).isEqualTo(NOT_IN_MOTO);
  }

  @Test
  @Order(2)
  void captureKeepsTheConfigurationThatAScheduleAsksFor() throws Exception {
    String scheduled =
        JSON.writeValueAsString(
            Map.of("account", ACCOUNT, "region", "eu-central-1", "time", Instant.now().toString()));

    LambdaRuntime.Answer answer =
        account().invoke(CaptureFunction.NAME, CaptureFunction.HANDLER, messages(scheduled));

    assertThat(answer).isEqualTo(new LambdaRuntime.Answer(false, "{\"batchItemFailures\":[]}"));
    JsonNode timeline =
        account().aws().run("dynamodb", "scan", "--table-name", "flow-verdict-timeline");
    assertThat(timeline.path("Items"))
        .anySatisfy(item -> assertThat(item.at("/revisions/L")).hasSize(1));
  }

  @Test
  @Order(3)
  void aPutObjectBecomesAFindingThatNamesTheGroup() throws Exception {
    AwsCli aws = account().aws();
    announceToTheQueue(aws);
    aws.run(
        "s3api",
        "put-object",
        "--bucket",
        "flow-verdict-logs-" + ACCOUNT + "-eu-central-1",
        "--key",
        key(),
        "--body",
        rejectedRequest().toString());
    String queue =
        aws.run("sqs", "get-queue-url", "--queue-name", "flow-verdict-analyze")
            .path("QueueUrl")
            .asText();
    JsonNode announced =
        aws.run("sqs", "receive-message", "--queue-url", queue, "--max-number-of-messages", "10");
    assertThat(announced.path("Messages")).isNotEmpty();
    String[] bodies =
        Synthesized.elements(announced.path("Messages"))
            .map(message -> message.path("Body").asText())
            .toArray(String[]::new);
    assertThat(bodies)
        .anyMatch(body -> body.contains("s3:TestEvent"))
        .anyMatch(body -> body.contains("vpcflowlogs"));

    LambdaRuntime.Answer answer =
        account().invoke(AnalyzeFunction.NAME, AnalyzeFunction.HANDLER, messages(bodies));

    assertThat(answer).isEqualTo(new LambdaRuntime.Answer(false, "{\"batchItemFailures\":[]}"));
    JsonNode open =
        aws.run(
            "dynamodb",
            "query",
            "--table-name",
            "flow-verdict-findings",
            "--index-name",
            "status",
            "--key-condition-expression",
            "statusIn = :open",
            "--expression-attribute-values",
            "{\":open\": {\"S\": \"" + ACCOUNT + "/eu-central-1/OPEN\"}}");
    assertThat(open.path("Items")).hasSize(1);
    JsonNode finding =
        aws.run(
            "dynamodb",
            "get-item",
            "--table-name",
            "flow-verdict-findings",
            "--key",
            "{\"pk\": " + open.at("/Items/0/pk") + ", \"sk\": {\"S\": \"HEAD\"}}");
    assertThat(finding.at("/Item/kind/S").asText()).isEqualTo("rejected-by-security-group");
    assertThat(finding.at("/Item/status/S").asText()).isEqualTo("OPEN");
    assertThat(finding.at("/Item/resource/S").asText())
        .isEqualTo(account().network().networkInterface());
    assertThat(finding.at("/Item/sentence/S").asText())
        .startsWith(
            "No rule of security group "
                + account().network().group()
                + " allows the inbound request TCP from 10.20.1.99 to 10.20.1.10 port 5432.");
  }

  @Test
  @Order(4)
  void aHeadItemHasWhatTheEventsTakeOutOfIt() {
    JsonNode items =
        account()
            .aws()
            .run(
                "dynamodb",
                "scan",
                "--table-name",
                "flow-verdict-findings",
                "--filter-expression",
                "sk = :head",
                "--expression-attribute-values",
                "{\":head\": {\"S\": \"HEAD\"}}")
            .path("Items");

    assertThat(items).isNotEmpty();
    assertThat(FindingEvents.DETAIL.split("NewImage.", -1))
        .filteredOn(part -> part.contains(".S>"))
        .extracting(part -> part.substring(0, part.indexOf(".S>")))
        .filteredOn(attribute -> attribute.matches("[a-z]+"))
        .hasSize(6)
        .allSatisfy(attribute ->
            assertThat(items)
                .allSatisfy(item -> assertThat(item.path(attribute).has("S")).isTrue()));
  }

  @Test
  @Order(5)
  void theConsoleShowsTheFindingAsAPage() throws Exception {
    LambdaRuntime.Answer answer =
        account()
            .invoke(
                ConsoleFunctions.NAME,
                ConsoleFunctions.HANDLER,
                "{\"query\":\"findings\",\"widgetContext\":{\"theme\":\"dark\"}}");

    assertThat(answer.failed()).isFalse();
    assertThat(JSON.readTree(answer.body()).asText())
        .startsWith("<div class=\"fv-page fv-dark")
        .contains("No rule of security group " + account().network().group());
  }

  /// Gives the bucket the notifications of its template, which moto's CloudFormation leaves out,
  /// and keeps moto from invoking the function, for which it would take a container.
  private static void announceToTheQueue(AwsCli aws) throws IOException {
    String mapping =
        aws.run("lambda", "list-event-source-mappings", "--function-name", "flow-verdict-analyze")
            .at("/EventSourceMappings/0/UUID")
            .asText();
    aws.run("lambda", "delete-event-source-mapping", "--uuid", mapping);
    ObjectNode notifications = JSON.createObjectNode();
    Synthesized.elements(
            account()
                .synthesized()
                .resources("Delivery")
                .filter(resource -> resource.type().equals("AWS::S3::Bucket"))
                .findFirst()
                .orElseThrow()
                .properties()
                .at("/NotificationConfiguration/QueueConfigurations"))
        .forEach(queue -> {
          ObjectNode notification = notifications.withArray("QueueConfigurations").addObject();
          notification.put(
              "QueueArn", "arn:aws:sqs:eu-central-1:" + ACCOUNT + ":flow-verdict-analyze");
          notification.withArray("Events").add(queue.path("Event"));
          notification
              .withObject("/Filter/Key")
              .set("FilterRules", queue.at("/Filter/S3Key/Rules"));
        });
    aws.run(
        "s3api",
        "put-bucket-notification-configuration",
        "--bucket",
        "flow-verdict-logs-" + ACCOUNT + "-eu-central-1",
        "--notification-configuration",
        JSON.writeValueAsString(notifications));
  }

  private static String key() {
    String day =
        DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC).format(Instant.now());
    String time =
        DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'")
            .withZone(ZoneOffset.UTC)
            .format(Instant.now());
    return "AWSLogs/%s/vpcflowlogs/eu-central-1/%s/%s_vpcflowlogs_eu-central-1_fl-0a1_%s_1a2b3c4d.log.gz"
        .formatted(ACCOUNT, day, ACCOUNT, time);
  }

  /// A request to the server that was rejected a moment ago.
  private static Path rejectedRequest() throws IOException {
    long now = Instant.now().truncatedTo(ChronoUnit.SECONDS).getEpochSecond();
    Path file = folder.resolve("rejected.log.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
      gzip.write(
          """
          interface-id srcaddr dstaddr srcport dstport protocol tcp-flags packets bytes action start end log-status
          %s 10.20.1.99 10.20.1.10 40000 5432 6 2 1 60 REJECT %d %d OK
          """
              .formatted(account().network().networkInterface(), now - 1, now)
              .getBytes(UTF_8));
    }
    return file;
  }

  /// {@return what SQS gives a function}
  private static String messages(String... bodies) throws IOException {
    ObjectNode event = JSON.createObjectNode();
    for (String body : bodies) {
      event
          .withArray("Records")
          .addObject()
          .put("messageId", "message-" + event.withArray("Records").size())
          .put("eventSource", "aws:sqs")
          .put("body", body);
    }
    return JSON.writeValueAsString(event);
  }
}
