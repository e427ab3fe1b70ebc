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
import java.util.HashMap;
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
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> STACKS =
      List.of("Storage", "Functions", "Delivery", "Backfill", "Operations");
  private static final List<String> NOT_IN_MOTO =
      List.of(
          "AWS::CloudWatch::Alarm",
          "AWS::Pipes::Pipe",
          "AWS::S3::BucketPolicy",
          "AWS::SNS::Subscription",
          "AWS::SNS::TopicPolicy",
          "AWS::SQS::QueuePolicy",
          "AWS::Scheduler::Schedule");
  private static final String ACCOUNT = "123456789012";
  private static final String ASSETS = "cdk-hnb659fds-assets-" + ACCOUNT + "-eu-central-1";

  @TempDir private static Path folder;

  private static @Nullable Account account;

  /// An account in moto that everything is deployed to.
  ///
  /// @param gap what functions talk to
  private record Account(
      MotoServer moto, MotoGap gap, AwsCli aws, Network network, Synthesized synthesized) {}

  private record Network(String vpc, String subnet, String group, String networkInterface) {}

  @BeforeAll
  static void deploy() throws IOException {
    Path server = Programs.required("moto_server", "pip install 'moto[all,server]'");
    Path cli = Programs.required("aws", "pip install awscli");
    MotoServer moto = MotoServer.start(server, folder.resolve("moto.log"));
    AwsCli aws = new AwsCli(cli, moto.endpoint());
    Network network = network(aws);
    Map<Option, String> options = new HashMap<>(Synthesized.EVERYTHING);
    options.put(Option.VPCS, network.vpc());
    Synthesized synthesized = Synthesized.of(options);
    account = new Account(moto, new MotoGap(moto.endpoint()), aws, network, synthesized);
    bootstrap(aws, synthesized);
    for (String stack : STACKS) {
      create(stack);
    }
  }

  @AfterAll
  static void stop() {
    if (account != null) {
      account.gap().close();
      account.moto().close();
    }
  }

  private static Account account() {
    return Objects.requireNonNull(account, "nothing was deployed");
  }

  /// A server in a subnet, whose security group has no rule.
  private static Network network(AwsCli aws) {
    String vpc =
        aws.run("ec2", "create-vpc", "--cidr-block", "10.20.0.0/16").at("/Vpc/VpcId").asText();
    String subnet =
        aws.run("ec2", "create-subnet", "--vpc-id", vpc, "--cidr-block", "10.20.1.0/24")
            .at("/Subnet/SubnetId")
            .asText();
    String group =
        aws.run(
                "ec2",
                "create-security-group",
                "--vpc-id",
                vpc,
                "--group-name",
                "closed",
                "--description",
                "closed")
            .path("GroupId")
            .asText();
    String networkInterface =
        aws.run(
                "ec2",
                "create-network-interface",
                "--subnet-id",
                subnet,
                "--groups",
                group,
                "--private-ip-address",
                "10.20.1.10")
            .at("/NetworkInterface/NetworkInterfaceId")
            .asText();
    return new Network(vpc, subnet, group, networkInterface);
  }

  /// What `cdk bootstrap` and the upload of assets leave.
  private static void bootstrap(AwsCli aws, Synthesized synthesized) throws IOException {
    aws.run(
        "ssm",
        "put-parameter",
        "--name",
        "/cdk-bootstrap/hnb659fds/version",
        "--type",
        "String",
        "--value",
        "30");
    aws.run(
        "s3api",
        "create-bucket",
        "--bucket",
        ASSETS,
        "--create-bucket-configuration",
        "LocationConstraint=eu-central-1");
    try (var files = Files.list(synthesized.folder())) {
      for (Path asset : files.filter(file -> file.toString().endsWith(".zip")).toList()) {
        String key = asset.getFileName().toString().replace("asset.", "");
        aws.run(
            "s3api", "put-object", "--bucket", ASSETS, "--key", key, "--body", asset.toString());
      }
    }
  }

  private static void create(String stack) {
    account()
        .aws()
        .run(
            "cloudformation",
            "create-stack",
            "--stack-name",
            "FlowVerdict-" + stack,
            "--capabilities",
            "CAPABILITY_NAMED_IAM",
            "--template-body",
            "file://"
                + account()
                    .synthesized()
                    .folder()
                    .resolve("FlowVerdict-" + stack + ".template.json"));
  }

  @Test
  @Order(1)
  void everyStackIsCreated() {
    for (String stack : STACKS) {
      JsonNode described =
          account()
              .aws()
              .run("cloudformation", "describe-stacks", "--stack-name", "FlowVerdict-" + stack);
      assertThat(described.at("/Stacks/0/StackStatus").asText())
          .as(stack)
          .isEqualTo("CREATE_COMPLETE");
    }
    assertThat(account().moto().unsupportedTypes()).isEqualTo(NOT_IN_MOTO);
  }

  @Test
  @Order(2)
  void captureKeepsTheConfigurationThatAScheduleAsksFor() throws Exception {
    String scheduled =
        JSON.writeValueAsString(
            Map.of("account", ACCOUNT, "region", "eu-central-1", "time", Instant.now().toString()));

    LambdaRuntime.Answer answer =
        invoke(CaptureFunction.NAME, CaptureFunction.HANDLER, messages(scheduled));

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
        invoke(AnalyzeFunction.NAME, AnalyzeFunction.HANDLER, messages(bodies));

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

  private static LambdaRuntime.Answer invoke(String function, String handler, String event)
      throws InterruptedException, IOException {
    Map<String, String> environment = new HashMap<>(AwsCli.CREDENTIALS);
    environment.put("AWS_ENDPOINT_URL", account().gap().endpoint().toString());
    account()
        .aws()
        .run(
            "lambda",
            "get-function-configuration",
            "--function-name",
            JavaFunction.nameOf(function))
        .at("/Environment/Variables")
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    Path log = folder.resolve(function + ".log");
    Zip zip = Zip.of(function, folder.resolve(function));
    try (LambdaRuntime runtime = new LambdaRuntime(zip, handler, environment, log)) {
      LambdaRuntime.Answer answer = runtime.invoke(event);
      if (answer.failed() || answer.body().contains("itemIdentifier")) {
        System.err.println(Files.readString(log));
      }
      return answer;
    }
  }
}
