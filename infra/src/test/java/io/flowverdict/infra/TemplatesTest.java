package io.flowverdict.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowverdict.infra.Synthesized.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

/// The properties that somebody relies on who deploys this.
class TemplatesTest {
  private static final Synthesized PLAIN = Synthesized.of(Map.of());
  private static final Synthesized EVERYTHING = Synthesized.of(Synthesized.EVERYTHING);
  private static final Synthesized GIVEN_BUCKET =
      Synthesized.of(
          Map.of(
              Option.LOG_BUCKET, "central-logs",
              Option.LOG_BUCKET_OWNER, "111122223333",
              Option.LOG_BUCKET_KEY, "arn:aws:kms:eu-central-1:111122223333:key/k-1",
              Option.LOG_PREFIX, "network/",
              Option.RESERVE_CONCURRENCY, "false"));

  @Test
  void whatIsKnownIsKept() {
    assertThat(PLAIN.ofType("AWS::DynamoDB::Table"))
        .hasSize(2)
        .allSatisfy(table -> {
          assertKept(table);
          assertThat(table.properties().path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
          assertThat(table.properties().path("DeletionProtectionEnabled").asBoolean()).isTrue();
          assertThat(
                  table
                      .properties()
                      .at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                      .asBoolean())
              .isTrue();
          assertThat(table.properties().at("/SSESpecification/SSEEnabled").asBoolean()).isTrue();
        });
    assertThat(PLAIN.ofType("AWS::S3::Bucket")).hasSize(2).allSatisfy(TemplatesTest::assertKept);
  }

  private static void assertKept(Resource resource) {
    assertThat(resource.whole().path("DeletionPolicy").asText()).isEqualTo("Retain");
    assertThat(resource.whole().path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
  }

  @Test
  void theFindingsTableHasTheKeysAndIndexesThatTheFunctionsUse() {
    JsonNode table = resource(PLAIN, "AWS::DynamoDB::Table", "flow-verdict-findings");

    assertThat(keys(table)).isEqualTo("pk HASH, sk RANGE");
    assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText()).isEqualTo("expires");
    assertThat(table.at("/StreamSpecification/StreamViewType").asText())
        .isEqualTo("NEW_AND_OLD_IMAGES");
    assertThat(Synthesized.elements(table.path("GlobalSecondaryIndexes")))
        .extracting(index ->
            index.path("IndexName").asText()
                + ": "
                + keys(index)
                + ", "
                + index.at("/Projection/ProjectionType").asText()
                + Synthesized.elements(index.at("/Projection/NonKeyAttributes"))
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(" ", " ", ""))
                    .stripTrailing())
        .containsExactly(
            "status: statusIn HASH, rank RANGE, INCLUDE expires firstSeen kind peerGroup port"
                + " protocol resource rule status statusAt",
            "resource: ofResource HASH, rank RANGE, KEYS_ONLY",
            "owner: ofOwner HASH, pk RANGE, KEYS_ONLY");
  }

  @Test
  void theTimelineTableHasTheKeysThatTheFunctionsUse() {
    assertThat(keys(resource(PLAIN, "AWS::DynamoDB::Table", "flow-verdict-timeline")))
        .isEqualTo("scope HASH, item RANGE");
  }

  private static String keys(JsonNode table) {
    return String.join(
        ", ",
        Synthesized.elements(table.path("KeySchema"))
            .map(key -> key.path("AttributeName").asText() + " " + key.path("KeyType").asText())
            .toList());
  }

  @Test
  void everyBucketIsPrivateAndEncrypted() {
    assertThat(PLAIN.ofType("AWS::S3::Bucket"))
        .allSatisfy(bucket -> {
          assertThat(
                  bucket
                      .properties()
                      .at(
                          "/BucketEncryption/ServerSideEncryptionConfiguration/0"
                              + "/ServerSideEncryptionByDefault/SSEAlgorithm")
                      .asText())
              .isEqualTo("AES256");
          assertThat(bucket.properties().path("PublicAccessBlockConfiguration"))
              .hasSize(4)
              .allSatisfy(blocked -> assertThat(blocked.asBoolean()).isTrue());
        });
  }

  @Test
  void onlyRevisionsAreVersioned() {
    assertThat(PLAIN.ofType("AWS::S3::Bucket"))
        .filteredOn(bucket -> bucket.properties().has("VersioningConfiguration"))
        .singleElement()
        .satisfies(bucket -> assertThat(bucket.stack()).isEqualTo("Storage"));
  }

  @Test
  void textAndParquetAreBothAnnounced() {
    JsonNode bucket =
        PLAIN
            .resources("Delivery")
            .filter(resource -> resource.type().equals("AWS::S3::Bucket"))
            .findFirst()
            .orElseThrow()
            .properties();

    assertThat(
            Synthesized.elements(bucket.at("/NotificationConfiguration/QueueConfigurations"))
                .map(queue ->
                    queue.path("Event").asText()
                        + " "
                        + queue.at("/Filter/S3Key/Rules/0/Value").asText()
                        + "*"
                        + queue.at("/Filter/S3Key/Rules/1/Value").asText()))
        .containsExactly(
            "s3:ObjectCreated:* AWSLogs/*.log.gz", "s3:ObjectCreated:* AWSLogs/*.log.parquet");
  }

  @Test
  void aFunctionRunsOnJava25AndArmWithinWhatIsSetAside() {
    assertThat(PLAIN.ofType("AWS::Lambda::Function"))
        .hasSize(5)
        .allSatisfy(function -> {
          assertThat(function.properties().path("Runtime").asText()).isEqualTo("java25");
          assertThat(function.properties().path("Architectures").path(0).asText())
              .isEqualTo("arm64");
        });
    assertThat(
            PLAIN
                .ofType("AWS::Lambda::Function")
                .filter(function -> function.properties().has("ReservedConcurrentExecutions"))
                .map(
                    function -> function.properties().path("ReservedConcurrentExecutions").asInt()))
        .containsExactlyInAnyOrder(20, 2, 5);
    assertThat(GIVEN_BUCKET.ofType("AWS::Lambda::Function"))
        .allSatisfy(function ->
            assertThat(function.properties().has("ReservedConcurrentExecutions")).isFalse());
  }

  @Test
  void whatPeopleInvokeStartsFromASnapshotOfAPublishedVersion() {
    assertThat(PLAIN.ofType("AWS::Lambda::Alias"))
        .hasSize(2)
        .allSatisfy(alias -> {
          assertThat(alias.properties().path("Name").asText()).isEqualTo(JavaFunction.ALIAS);
          assertThat(alias.properties().at("/FunctionVersion/Fn::GetAtt/1").asText())
              .isEqualTo("Version");
        });
    for (String name : List.of("console", "suppress")) {
      JsonNode function = resource(PLAIN, "AWS::Lambda::Function", "flow-verdict-" + name);
      assertThat(function.at("/SnapStart/ApplyOn").asText()).isEqualTo("PublishedVersions");
    }
  }

  @Test
  void theDashboardShowsTheConsole() {
    JsonNode body =
        PLAIN
            .ofType("AWS::CloudWatch::Dashboard")
            .findFirst()
            .orElseThrow()
            .properties()
            .path("DashboardBody");

    assertThat(body.toString())
        .contains("\\\"type\\\":\\\"custom\\\"", ":function:flow-verdict-console:live");
  }

  @Test
  void theDashboardShowsWhatIsNotAnalysedAndNotCaptured() {
    assertThat(
            PLAIN
                .ofType("AWS::CloudWatch::Dashboard")
                .map(dashboard -> dashboard.properties().path("DashboardBody").toString()))
        .singleElement()
        .satisfies(body ->
            assertThat(body.replace("\\", ""))
                .contains(
                    "\"FlowVerdict\",\"ObjectsFailed\",\"Function\",\"analyze\"",
                    "\"FlowVerdict\",\"ObjectsNotLookedAfter\",\"Function\",\"analyze\"",
                    "\"FlowVerdict\",\"CaptureFailed\",\"Function\",\"capture\""));
  }

  @Test
  void theConsoleKnowsWhatItLooksAfterAndWhoSuppresses() {
    JsonNode variables =
        resource(EVERYTHING, "AWS::Lambda::Function", "flow-verdict-console")
            .at("/Environment/Variables");

    assertThat(variables.path("CONSOLE_ACCOUNT").toString())
        .isEqualTo("{\"Ref\":\"AWS::AccountId\"}");
    assertThat(variables.path("CONSOLE_REGIONS").asText()).isEqualTo("eu-central-1,eu-west-1");
    assertThat(variables.path("CONSOLE_ACCOUNTS_FILE").asText()).isEqualTo("/opt/accounts.txt");
    assertThat(variables.path("SUPPRESS_FUNCTION_ARN").toString())
        .contains(":function:flow-verdict-suppress:live");
  }

  @Test
  void theFunctionBehindDeliveriesKnowsTheAccountsThatAreLookedAfter() {
    JsonNode function = resource(EVERYTHING, "AWS::Lambda::Function", "flow-verdict-analyze");
    JsonNode variables = function.at("/Environment/Variables");

    assertThat(variables.path("ANALYZE_ACCOUNT").toString())
        .isEqualTo("{\"Ref\":\"AWS::AccountId\"}");
    assertThat(variables.path("ANALYZE_ACCOUNTS_FILE").asText()).isEqualTo("/opt/accounts.txt");
    assertThat(function.path("Layers")).hasSize(1);
  }

  @Test
  void aMessageIsHiddenForSixTimesTheTimeoutOfItsFunction() {
    for (String name : List.of("analyze", "capture")) {
      JsonNode function = resource(PLAIN, "AWS::Lambda::Function", "flow-verdict-" + name);
      JsonNode queue = resource(PLAIN, "AWS::SQS::Queue", "flow-verdict-" + name);

      assertThat(queue.path("VisibilityTimeout").asInt())
          .isEqualTo(6 * function.path("Timeout").asInt());
    }
  }

  @Test
  void aFunctionBehindAQueueKnowsTheQueue() {
    for (String name : List.of("analyze", "capture")) {
      String queue =
          resource(PLAIN, "AWS::Lambda::Function", "flow-verdict-" + name)
              .at("/Environment/Variables/WORK_QUEUE_URL/Ref")
              .asText();

      assertThat(PLAIN.resources("Functions"))
          .filteredOn(resource -> resource.id().equals(queue))
          .extracting(resource -> resource.properties().path("QueueName").asText())
          .containsExactly("flow-verdict-" + name);
    }
  }

  /// The functions have back what failed after a minute, then after twice the time of the attempt
  /// before, and from an hour on each hour.
  @Test
  void whatFailsForFiveHoursIsSetApart() {
    for (String name : List.of("analyze", "capture")) {
      JsonNode queue = resource(PLAIN, "AWS::SQS::Queue", "flow-verdict-" + name);
      int attempts = queue.at("/RedrivePolicy/maxReceiveCount").asInt();

      assertThat(
              IntStream.range(0, attempts).mapToLong(attempt -> Math.min(60, 1L << attempt)).sum())
          .as("minutes from the first attempt to the dead-letter queue")
          .isBetween(5 * 60L, 6 * 60L - 1);
      assertThat(queue.at("/RedrivePolicy/deadLetterTargetArn/Fn::GetAtt/0").asText())
          .contains("Failed");
    }
    assertThat(PLAIN.ofType("AWS::SQS::Queue"))
        .hasSize(8)
        .allSatisfy(queue ->
            assertThat(queue.properties().path("SqsManagedSseEnabled").asBoolean()).isTrue());
  }

  @Test
  void whatIsInvokedAsynchronouslyKeepsWhatFailedAndNothingElseIs() {
    assertThat(PLAIN.ofType("AWS::Lambda::EventInvokeConfig"))
        .extracting(config ->
            config.properties().at("/FunctionName/Ref").asText().replaceAll("Function.*", "")
                + " "
                + config.properties().path("Qualifier").asText()
                + ", "
                + config.properties().path("MaximumRetryAttempts").asInt()
                + " times more -> "
                + queueOf(config.properties().at("/DestinationConfig/OnFailure/Destination")))
        .containsExactly("Audit $LATEST, 2 times more -> flow-verdict-audit-failed");
    assertThat(
            PLAIN
                .ofType("AWS::Scheduler::Schedule")
                .map(schedule -> schedule.properties().at("/Target/Arn/Fn::GetAtt/0").asText())
                .filter(target -> target.contains("Function")))
        .as("what schedules invoke")
        .allMatch(target -> target.startsWith("Audit"));
    assertThat(PLAIN.ofType("AWS::Lambda::Permission")).as("who invokes asynchronously").isEmpty();
  }

  @Test
  void whatAScheduleOrARuleCannotHandOverIsKept() {
    assertThat(
            EVERYTHING
                .ofType("AWS::Scheduler::Schedule")
                .map(schedule -> schedule.properties().at("/Target/DeadLetterConfig/Arn"))
                .map(TemplatesTest::queueOf))
        .hasSize(2)
        .containsOnly("flow-verdict-audit-undelivered", "flow-verdict-capture-undelivered");
    assertThat(
            PLAIN
                .ofType("AWS::Events::Rule")
                .map(rule -> rule.properties().at("/Targets/0/DeadLetterConfig/Arn"))
                .map(TemplatesTest::queueOf))
        .isNotEmpty()
        .containsOnly("flow-verdict-capture-undelivered");
  }

  /// {@return the name of the queue whose ARN this is}
  private static String queueOf(JsonNode arn) {
    return PLAIN
        .ofType("AWS::SQS::Queue")
        .filter(queue -> queue.id().equals(arn.at("/Fn::GetAtt/0").asText()))
        .map(queue -> queue.properties().path("QueueName").asText())
        .findFirst()
        .orElse("none");
  }

  @Test
  void messagesFailOneByOneAndAreTakenByNoMoreThanIsAllowed() {
    assertThat(PLAIN.ofType("AWS::Lambda::EventSourceMapping"))
        .hasSize(2)
        .allSatisfy(mapping ->
            assertThat(mapping.properties().path("FunctionResponseTypes").path(0).asText())
                .isEqualTo("ReportBatchItemFailures"))
        .extracting(mapping -> mapping.properties().at("/ScalingConfig/MaximumConcurrency").asInt())
        .containsExactlyInAnyOrder(10, 2);
  }

  @Test
  void aSnapshotOfTheConsoleIsTakenAnewForOtherAccounts() throws Exception {
    assertThat(version(EVERYTHING)).isEqualTo(version(Synthesized.of(Synthesized.EVERYTHING)));
    Map<Option, String> others = new HashMap<>(Synthesized.EVERYTHING);
    others.put(Option.ACCOUNTS, "444455556666");
    assertThat(version(EVERYTHING)).isNotEqualTo(version(Synthesized.of(others)));
    assertThat(PLAIN.ofType("AWS::Lambda::LayerVersion")).isEmpty();
  }

  private static String version(Synthesized synthesized) {
    return synthesized
        .ofType("AWS::Lambda::Version")
        .map(Resource::id)
        .filter(id -> id.startsWith("ConsoleAnswer"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyAccountAndRegionIsCapturedAndAuditedOnOneScheduleEach() {
    assertThat(
            EVERYTHING
                .ofType("AWS::Scheduler::Schedule")
                .map(schedule ->
                    schedule.properties().path("ScheduleExpression").asText()
                        + " "
                        + schedule
                            .properties()
                            .at("/Target/Arn/Ref")
                            .asText()
                            .replaceAll("Every.*", "")
                        + " "
                        + schedule.properties().at("/Target/Input").asText()))
        .containsExactlyInAnyOrder(
            "rate(15 minutes) Capture {\"time\":\"<aws.scheduler.scheduled-time>\"}",
            "cron(0 3 * * ? *) Audit {\"time\":\"<aws.scheduler.scheduled-time>\"}");
  }

  @Test
  void asManyAccountsAreReadAtOnceAsAreReadInTheInterval() {
    Map<Option, String> options = new HashMap<>(Synthesized.EVERYTHING);
    options.put(
        Option.ACCOUNTS,
        IntStream.range(0, 99).mapToObj("1111222%05d"::formatted).collect(Collectors.joining(",")));
    options.put(Option.REGIONS, "eu-central-1,eu-west-1,eu-west-2,eu-west-3");
    options.put(Option.ORGANIZATION, "o-a1b2c3d4e5");
    options.put(Option.CAPTURE_MINUTES, "5");
    Synthesized synthesized = Synthesized.of(options);

    // 400 pairs of 6 seconds in 300 seconds.
    assertThat(
            resource(synthesized, "AWS::Lambda::Function", "flow-verdict-capture")
                .path("ReservedConcurrentExecutions")
                .asInt())
        .isEqualTo(8);
    assertThat(synthesized.ofType("AWS::Lambda::EventSourceMapping"))
        .anyMatch(mapping ->
            mapping.properties().at("/ScalingConfig/MaximumConcurrency").asInt() == 8
                && mapping.properties().path("BatchSize").asInt() == 20);
  }

  @Test
  void anEventPatternFitsIntoWhatEventBridgeTakes() {
    assertThat(PLAIN.ofType("AWS::Events::Rule"))
        .hasSize(4)
        .allSatisfy(rule ->
            assertThat(rule.properties().path("EventPattern").toString())
                .hasSizeLessThanOrEqualTo(2048));
  }

  @Test
  void aRuleIsAboutTheCallsOfOneApiThatDidNotFail() {
    assertThat(
            PLAIN
                .ofType("AWS::Events::Rule")
                .map(rule -> rule.properties().path("EventPattern"))
                .map(pattern ->
                    pattern.at("/source/0").asText()
                        + " "
                        + pattern.at("/detail/eventSource/0").asText()
                        + " "
                        + pattern.at("/detail/errorCode")))
        .containsExactlyInAnyOrder(
            "aws.ec2 ec2.amazonaws.com [{\"exists\":false}]",
            "aws.ec2 ec2.amazonaws.com [{\"exists\":false}]",
            "aws.ec2 ec2.amazonaws.com [{\"exists\":false}]",
            "aws.elasticloadbalancing elasticloadbalancing.amazonaws.com [{\"exists\":false}]");
  }

  @Test
  void theFunctionsLogsAreForgottenAfterAMonth() {
    assertThat(PLAIN.ofType("AWS::Logs::LogGroup"))
        .hasSize(5)
        .allSatisfy(
            log -> assertThat(log.properties().path("RetentionInDays").asInt()).isEqualTo(30));
  }

  @Test
  void aFlowLogHasEveryRecordWithEveryField() {
    assertThat(EVERYTHING.ofType("AWS::EC2::FlowLog"))
        .hasSize(2)
        .allSatisfy(flowLog -> {
          JsonNode properties = flowLog.properties();
          assertThat(properties.path("TrafficType").asText()).isEqualTo("ALL");
          assertThat(properties.path("MaxAggregationInterval").asInt()).isEqualTo(60);
          assertThat(properties.path("LogFormat").asText())
              .startsWith("${version} ${account-id} ${interface-id} ")
              .contains("${pkt-srcaddr}", "${flow-direction}", "${tcp-flags}", "${reject-reason}")
              .endsWith(" ${next-hop-interface-type}");
          assertThat(properties.path("DestinationOptions").toString())
              .isEqualTo(
                  "{\"FileFormat\":\"plain-text\",\"HiveCompatiblePartitions\":false,"
                      + "\"PerHourPartition\":true}");
          assertThat(StreamSupport.stream(flowLog.whole().path("DependsOn").spliterator(), false))
              .anySatisfy(dependency -> assertThat(dependency.asText()).startsWith("LogsPolicy"));
        });
  }

  @Test
  void aBucketOfAnotherAccountIsReadAndNotTouched() {
    assertThat(GIVEN_BUCKET.templates()).doesNotContainKey("Delivery");
    String functions = String.valueOf(GIVEN_BUCKET.templates().get("Functions"));
    assertThat(functions)
        .contains(":s3:::central-logs/network/AWSLogs/*")
        .contains("\"aws:SourceAccount\":\"111122223333\"")
        .contains("\"Action\":\"kms:Decrypt\"")
        .contains("\"DeliveryQueueArn\"", "\"AnalyzeRoleArn\"");
  }

  /// A role of another account's bucket policy is known by its ARN before it is deployed again.
  @Test
  void whoeverReadsOrListsTheBucketOfAnotherAccountHasANameAndIsAnOutput() {
    for (Map.Entry<String, String> role :
        Map.of("Functions", "AnalyzeRoleArn", "Backfill", "BackfillRoleArn").entrySet()) {
      String stack = role.getKey();
      String id =
          Objects.requireNonNull(GIVEN_BUCKET.templates().get(stack))
              .at("/Outputs/" + role.getValue() + "/Value/Fn::GetAtt/0")
              .asText();
      assertThat(GIVEN_BUCKET.resources(stack).filter(resource -> resource.id().equals(id)))
          .singleElement()
          .satisfies(resource -> {
            assertThat(resource.properties().at("/RoleName/Fn::Join/1/0").asText())
                .startsWith("flow-verdict-");
            assertThat(resource.properties().path("Policies").toString()).contains("s3:ListBucket");
          });
    }
  }

  @Test
  void withoutItsZipAFunctionIsNotDeployed(@TempDir Path empty) {
    App app = Synthesized.app(Map.of(), empty);

    assertThatThrownBy(() -> FlowVerdictApp.addStacks(app, new FunctionZips(empty)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageEndingWith(
            "flow-verdict-analyze.zip does not exist;"
                + " build it with: mvn -pl functions/analyze -am package");
  }

  @Test
  void anOptionThatDoesNotExistIsRefused(@TempDir Path folder) throws Exception {
    App app = Synthesized.app(Map.of(), folder);
    app.getNode().setContext("flow-verdict:logbucket", "central-logs");

    assertThatThrownBy(() -> FlowVerdictApp.addStacks(app, Synthesized.placeholders(folder)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageStartingWith("flow-verdict:logbucket is not an option; the options are ");
  }

  @Test
  void aTemplateStaysWithinWhatCloudFormationTakes() throws Exception {
    try (var files = Files.walk(EVERYTHING.folder())) {
      assertThat(files.filter(file -> file.toString().endsWith(".template.json")))
          .hasSize(6)
          .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(1_000_000));
    }
  }

  private static JsonNode resource(Synthesized synthesized, String type, String name) {
    return synthesized
        .ofType(type)
        .map(Resource::properties)
        .filter(properties ->
            name.equals(properties.path("TableName").asText())
                || name.equals(properties.path("QueueName").asText())
                || name.equals(properties.path("FunctionName").asText()))
        .findFirst()
        .orElseThrow();
  }
}
