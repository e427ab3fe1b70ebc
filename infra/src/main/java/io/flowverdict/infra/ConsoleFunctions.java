package io.flowverdict.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/// The function behind the dashboard's widget, which reads, and the one that suppresses findings;
/// with a policy for people who may invoke the first, and one for those who may invoke the second.
///
/// People invoke an alias of a published version, from a snapshot of the started function
/// (SnapStart), so that the first page of the day does not wait for a cold start.
final class ConsoleFunctions extends Construct {
  static final String NAME = "console";
  static final String HANDLER = "io.flowverdict.console.ConsoleHandler";
  static final String SUPPRESS = "suppress";
  static final String SUPPRESS_HANDLER = "io.flowverdict.console.SuppressHandler";

  private static final Duration TIMEOUT = Duration.minutes(1);

  /// One whole processor, for whoever waits.
  private static final int MEMORY = 1769;

  private static final int SUPPRESS_MEMORY = 1024;

  ConsoleFunctions(Construct scope, FunctionZips zips, Settings settings, StorageStack storage) {
    super(scope, "Console");
    new JavaFunction(
        new Construct(this, "Answer"),
        zips.zip(NAME),
        JavaFunction.Shape.published(NAME, HANDLER, MEMORY, TIMEOUT)
            .with(AccountsLayer.of(this, settings.scopes())),
        settings,
        environment(settings, storage),
        answering(storage));
    new JavaFunction(
        new Construct(this, "Suppress"),
        zips.zip(NAME),
        JavaFunction.Shape.published(SUPPRESS, SUPPRESS_HANDLER, SUPPRESS_MEMORY, TIMEOUT),
        settings,
        FunctionsStack.findingsSettings(settings, storage),
        List.of(Permissions.suppressFindings(storage.findings())));
    letPeople("View", NAME, "Who has it sees Flow Verdict's widget");
    letPeople("Suppress", SUPPRESS, "Who has it, beside the other, suppresses findings");
  }

  private static Map<String, String> environment(Settings settings, StorageStack storage) {
    Map<String, String> environment = FunctionsStack.findingsSettings(settings, storage);
    environment.put("CONSOLE_ACCOUNT", Aws.ACCOUNT_ID);
    environment.put("CONSOLE_REGIONS", String.join(",", Scopes.of(settings).regions()));
    if (!settings.scopes().accounts().isEmpty()) {
      environment.put("CONSOLE_ACCOUNTS_FILE", AccountsLayer.FILE);
    }
    environment.put("SUPPRESS_FUNCTION_ARN", JavaFunction.publishedArn(SUPPRESS));
    return environment;
  }

  private static List<PolicyStatement> answering(StorageStack storage) {
    return Stream.concat(
            Stream.of(Permissions.readFindings(storage.findings())),
            Permissions.readHistory(storage.revisions(), storage.timeline()))
        .toList();
  }

  private void letPeople(String id, String function, String description) {
    ManagedPolicy policy =
        ManagedPolicy.Builder.create(this, id + "Policy")
            .managedPolicyName(JavaFunction.roleNameOf(function + "-people", Aws.REGION))
            .description(description)
            .statements(List.of(Permissions.invoke(JavaFunction.publishedArn(function))))
            .build();
    CfnOutput.Builder.create(this, id + "PolicyArn")
        .description(description)
        .value(policy.getManagedPolicyArn())
        .build();
  }
}
