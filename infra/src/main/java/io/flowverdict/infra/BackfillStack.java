package io.flowverdict.infra;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachine;
import software.constructs.Construct;

/// Sends the objects that were there before through the function: a state machine that is started
/// with a prefix and a range of time.
final class BackfillStack extends Stack {
  static final String NAME = "flow-verdict-backfill";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DEFINITION = "backfill.asl.json";

  BackfillStack(
      Construct scope,
      StackProps properties,
      Settings settings,
      StorageStack storage,
      AnalyzeFunction analyze) {
    super(scope, "FlowVerdict-Backfill", properties);
    LogBucket logs = LogBucket.of(settings.logs());
    String functionArn = analyze.function().getFunctionArn();
    Role role =
        Role.Builder.create(this, "Role")
            .assumedBy(
                new ServicePrincipal("states.amazonaws.com")
                    .withConditions(
                        Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID))))
            .inlinePolicies(
                Map.of(
                    "what-a-backfill-does",
                    PolicyDocument.Builder.create()
                        .statements(
                            Permissions.backfill(logs.arn(), NAME, functionArn, storage.revisions())
                                .toList())
                        .build()))
            .build();
    Map<String, String> names =
        Map.of(
            "Partition",
            Aws.PARTITION,
            "LogBucket",
            logs.name(),
            "ResultsBucket",
            storage.revisions().getBucketName(),
            "Analyze",
            functionArn);
    CfnStateMachine machine =
        CfnStateMachine.Builder.create(this, "Backfill")
            .stateMachineName(NAME)
            .roleArn(role.getRoleArn())
            .definition(definition(names, settings.concurrency().backfill()))
            .build();
    CfnOutput.Builder.create(this, "StateMachineArn")
        .description("What to start a backfill with")
        .value(machine.getRef())
        .build();
  }

  /// {@return the state machine, in the States Language}
  ///
  /// @param names what stands where the file says `${…}`
  private static Map<String, Object> definition(Map<String, String> names, int concurrency) {
    String text = text();
    for (Map.Entry<String, String> name : names.entrySet()) {
      text = text.replace("${" + name.getKey() + "}", name.getValue());
    }
    try {
      JsonNode definition = JSON.readTree(text);
      definition.withObject("/States/EveryObject").put("MaxConcurrency", concurrency);
      return JSON.convertValue(definition, new TypeReference<>() {});
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException(DEFINITION + " is no JSON", malformed);
    }
  }

  /// {@return the state machine as it is written down}
  static String text() {
    try (InputStream text =
        Objects.requireNonNull(BackfillStack.class.getResourceAsStream(DEFINITION), DEFINITION)) {
      return new String(text.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
