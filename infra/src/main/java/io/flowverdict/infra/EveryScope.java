package io.flowverdict.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachine;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/// Makes of one ring of a schedule a call for each account and Region: a schedule for each of them
/// would soon be more resources than a stack has.
///
/// It is a state machine that holds the accounts and the Regions. It is an express workflow, which
/// costs next to nothing and may run twice: whoever is asked twice has nothing to do the second
/// time. Its input is `{"time": …}`.
final class EveryScope extends Construct {
  static final StatesLanguage DEFINITION = new StatesLanguage("every-scope.asl.json");

  private final String name;
  private final IStateMachine machine;

  /// What is called for each.
  ///
  /// @param resource of the States Language, after `states:::`, for example `sqs:sendMessage`
  /// @param arguments of the call. In `{% … %}` they may say `$states.input`, with `account`,
  ///   `region`, `time` and `passed`, which goes from 0 for the first to, but without, 1.
  /// @param permission to make the call
  record Call(String resource, Map<String, Object> arguments, PolicyStatement permission) {}

  /// @param function the module of the function that is asked, which names the state machine
  EveryScope(Construct scope, String function, Scopes scopes, Call call) {
    super(scope, "EveryScope");
    name = nameOf(function);
    Role role =
        Role.Builder.create(this, "Role")
            .roleName(name + "-" + Aws.REGION)
            .assumedBy(
                new ServicePrincipal("states.amazonaws.com")
                    .withConditions(
                        Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID))))
            .inlinePolicies(
                Map.of(
                    "what-it-asks",
                    PolicyDocument.Builder.create().statements(List.of(call.permission())).build()))
            .build();
    CfnStateMachine resource =
        CfnStateMachine.Builder.create(this, "Resource")
            .stateMachineName(name)
            .stateMachineType("EXPRESS")
            .roleArn(role.getRoleArn())
            .definition(definition(scopes, call))
            .build();
    machine = StateMachine.fromStateMachineArn(this, "Machine", resource.getRef());
  }

  /// {@return what the state machine is called that asks a function}
  static String nameOf(String function) {
    return JavaFunction.nameOf(function) + "-every-scope";
  }

  private static Map<String, Object> definition(Scopes scopes, Call call) {
    return DEFINITION.with(
        Map.of("Partition", Aws.PARTITION, "Call", call.resource()),
        definition -> {
          var given = definition.withObject("/States/Given/Assign");
          scopes.accounts().forEach(given.withArray("given")::add);
          scopes.regions().forEach(given.withArray("regions")::add);
          definition
              .withObject("/States/EveryScope/ItemProcessor/States/Ask")
              .putPOJO("Arguments", call.arguments());
        });
  }

  /// {@return the ARN of the state machine that asks a function}
  static String arnOf(String function) {
    return Permissions.stateMachineArn(nameOf(function));
  }

  IStateMachine machine() {
    return machine;
  }
}
