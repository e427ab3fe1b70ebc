package io.flowverdict.infra;

import java.util.Map;
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

  static final StatesLanguage DEFINITION = new StatesLanguage("backfill.asl.json");

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
            .roleName(NAME + "-" + Aws.REGION)
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
    if (!settings.logs().created()) {
      CfnOutput.Builder.create(this, "BackfillRoleArn")
          .description("Who has to be allowed to list the flow logs")
          .value(role.getRoleArn())
          .build();
    }
  }

  private static Map<String, Object> definition(Map<String, String> names, int concurrency) {
    return DEFINITION.with(
        names,
        definition ->
            definition.withObject("/States/EveryObject").put("MaxConcurrency", concurrency));
  }
}
