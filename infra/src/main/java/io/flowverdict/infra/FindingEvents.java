package io.flowverdict.infra;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.pipes.CfnPipe;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// Puts an event on the default bus when a finding is new, resolved or open again: for a rule that
/// tells Security Hub, a chat or a ticket system.
///
/// The event's source is `flow-verdict` and its type `Finding Status Change`. Its detail holds
/// `status`, `previousStatus` (empty for a new finding), `kind`, `severity`, `account`, `region`,
/// `pk` and the whole head item as DynamoDB writes it, `finding`: only there may be text from
/// outside.
final class FindingEvents extends Construct {
  static final String NAME = "finding-events";
  static final String SOURCE = "flow-verdict";
  static final String DETAIL_TYPE = "Finding Status Change";

  /// A pipe knows no "and" between the old and the new item but by what each may be, so a change
  /// from one status to another takes a pattern of its own.
  static final List<String> PATTERNS =
      List.of(
          """
          {"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":["HEAD"]}}}}\
          """,
          """
          {"eventName":["MODIFY"],"dynamodb":{"Keys":{"sk":{"S":["HEAD"]}},\
          "OldImage":{"status":{"S":[{"anything-but":["RESOLVED"]}]}},\
          "NewImage":{"status":{"S":["RESOLVED"]}}}}\
          """,
          """
          {"eventName":["MODIFY"],"dynamodb":{"Keys":{"sk":{"S":["HEAD"]}},\
          "OldImage":{"status":{"S":[{"anything-but":["OPEN","REOPENED"]}]}},\
          "NewImage":{"status":{"S":["OPEN","REOPENED"]}}}}\
          """);

  static final String DETAIL =
      """
      {"status":"<$.dynamodb.NewImage.status.S>",\
      "previousStatus":"<$.dynamodb.OldImage.status.S>",\
      "kind":"<$.dynamodb.NewImage.kind.S>",\
      "severity":"<$.dynamodb.NewImage.severity.S>",\
      "account":"<$.dynamodb.NewImage.account.S>",\
      "region":"<$.dynamodb.NewImage.region.S>",\
      "pk":"<$.dynamodb.NewImage.pk.S>",\
      "finding":<$.dynamodb.NewImage>}\
      """;

  FindingEvents(Construct scope, Table findings) {
    super(scope, "FindingEvents");
    String stream = Objects.requireNonNull(findings.getTableStreamArn(), "the table has no stream");
    String bus =
        "arn:"
            + Aws.PARTITION
            + ":events:"
            + Aws.REGION
            + ":"
            + Aws.ACCOUNT_ID
            + ":event-bus/default";
    Queue failed = WorkQueue.failed(this, NAME);
    Role role =
        Role.Builder.create(this, "Role")
            .assumedBy(
                new ServicePrincipal("pipes.amazonaws.com")
                    .withConditions(
                        Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID))))
            .inlinePolicies(
                Map.of(
                    "what-the-pipe-does",
                    PolicyDocument.Builder.create()
                        .statements(
                            List.of(
                                Permissions.readStream(stream),
                                Permissions.putEvents(bus),
                                Permissions.sendMessages(failed)))
                        .build()))
            .build();
    CfnPipe.Builder.create(this, "Pipe")
        .name(JavaFunction.nameOf(NAME))
        .description("New, resolved and reopened findings")
        .roleArn(role.getRoleArn())
        .source(stream)
        .sourceParameters(source(failed))
        .target(bus)
        .targetParameters(target())
        .build();
  }

  private static CfnPipe.PipeSourceParametersProperty source(Queue failed) {
    return CfnPipe.PipeSourceParametersProperty.builder()
        .filterCriteria(
            CfnPipe.FilterCriteriaProperty.builder()
                .filters(
                    PATTERNS.stream()
                        .map(pattern -> CfnPipe.FilterProperty.builder().pattern(pattern).build())
                        .toList())
                .build())
        .dynamoDbStreamParameters(
            CfnPipe.PipeSourceDynamoDBStreamParametersProperty.builder()
                .startingPosition("LATEST")
                .batchSize(10)
                .maximumBatchingWindowInSeconds(5)
                .maximumRetryAttempts(10)
                .onPartialBatchItemFailure("AUTOMATIC_BISECT")
                .deadLetterConfig(
                    CfnPipe.DeadLetterConfigProperty.builder().arn(failed.getQueueArn()).build())
                .build())
        .build();
  }

  private static CfnPipe.PipeTargetParametersProperty target() {
    return CfnPipe.PipeTargetParametersProperty.builder()
        .inputTemplate(DETAIL)
        .eventBridgeEventBusParameters(
            CfnPipe.PipeTargetEventBridgeEventBusParametersProperty.builder()
                .source(SOURCE)
                .detailType(DETAIL_TYPE)
                .build())
        .build();
  }
}
