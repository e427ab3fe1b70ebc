package io.flowverdict.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.constructs.IConstruct;

/// The AwsSolutions rules of cdk-nag, and why some do not apply.
class NagTest {
  private static final Pattern RULE = Pattern.compile("(?<id>[\\w-]+)(\\[(?<finding>.*)])?");

  /// Why a resource need not follow a rule.
  ///
  /// @param stack its path
  /// @param resource its path in the stack
  /// @param rule with what the rule finds in brackets, where it may find several things
  private record Exemption(String stack, String resource, String rule, String reason) {}

  private static final List<Exemption> EXEMPTIONS =
      List.of(
          new Exemption(
              "FlowVerdict-Storage",
              "Revisions/Resource",
              "AwsSolutions-S1",
              "Four roles reach the bucket; CloudTrail's data events tell more, where somebody"
                  + " asks"),
          new Exemption(
              "FlowVerdict-Delivery",
              "Logs/Resource",
              "AwsSolutions-S1",
              "It is itself a bucket of logs, written by AWS and read by one role"),
          new Exemption(
              "FlowVerdict-Operations",
              "FindingEvents/Failed/Resource",
              "AwsSolutions-SQS3",
              "It is the dead-letter queue of a pipe, which the rule does not know"),
          new Exemption(
              "FlowVerdict-Functions",
              "Analyze/Function/Role/Resource",
              "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::flow-verdict-logs-"
                  + "<AWS::AccountId>-<AWS::Region>/AWSLogs/*]",
              "The flow logs to be read have no names yet"),
          new Exemption(
              "FlowVerdict-Functions",
              "Analyze/Function/Role/Resource",
              "AwsSolutions-IAM5[Resource::<Revisions44E8601F.Arn>/revisions/*]",
              "Revisions are named by what they hold"),
          new Exemption(
              "FlowVerdict-Functions",
              "Capture/Function/Role/Resource",
              "AwsSolutions-IAM5[Resource::<Revisions44E8601F.Arn>/revisions/*]",
              "Revisions are named by what they hold"),
          describeCalls("FlowVerdict-Functions", "Analyze/Function/Role/Resource"),
          new Exemption(
              "FlowVerdict-Functions",
              "Audit/Function/Role/Resource",
              "AwsSolutions-IAM5[Resource::<Revisions44E8601F.Arn>/revisions/*]",
              "Revisions are named by what they hold"),
          new Exemption(
              "FlowVerdict-Functions",
              "Console/Answer/Function/Role/Resource",
              "AwsSolutions-IAM5[Resource::<Revisions44E8601F.Arn>/revisions/*]",
              "Revisions are named by what they hold"),
          new Exemption(
              "FlowVerdict-Functions",
              "Audit/Failed/Resource",
              "AwsSolutions-SQS3",
              "It is the destination of failed invocations, which the rule does not know"),
          new Exemption(
              "FlowVerdict-Functions",
              "Audit/Undelivered/Resource",
              "AwsSolutions-SQS3",
              "It is the dead-letter queue of schedules, which the rule does not know"),
          new Exemption(
              "FlowVerdict-Functions",
              "Capture/Undelivered/Resource",
              "AwsSolutions-SQS3",
              "It is the dead-letter queue of schedules and rules, which the rule does not know"),
          anExpressWorkflowIsNotLogged("Capture"),
          anExpressWorkflowIsNotTraced("Capture"),
          anExpressWorkflowIsNotLogged("Audit"),
          anExpressWorkflowIsNotTraced("Audit"),
          describeCalls("FlowVerdict-Functions", "Capture/Function/Role/Resource"),
          describeCalls("FlowVerdict-Functions", "Audit/Function/Role/Resource"),
          describeCalls("Members/FlowVerdict-Reader", "Reader/Resource"),
          everyPrefixList("FlowVerdict-Functions", "Analyze/Function/Role/Resource"),
          everyPrefixList("FlowVerdict-Functions", "Capture/Function/Role/Resource"),
          everyPrefixList("FlowVerdict-Functions", "Audit/Function/Role/Resource"),
          everyPrefixList("Members/FlowVerdict-Reader", "Reader/Resource"),
          new Exemption(
              "FlowVerdict-Backfill",
              "Backfill",
              "AwsSolutions-SF1",
              "A standard workflow keeps its history, and the results of its batches are in S3;"
                  + " delivering logs takes permissions for all resources"),
          new Exemption(
              "FlowVerdict-Backfill",
              "Backfill",
              "AwsSolutions-SF2",
              "There is one call to trace, and tracing takes permissions for all resources"),
          new Exemption(
              "FlowVerdict-Backfill",
              "Role/Resource",
              "AwsSolutions-IAM5[Resource::<Revisions44E8601F.Arn>/backfill/*]",
              "Results are named by the run that made them"),
          itsOwnExecutions(":*"),
          itsOwnExecutions("/*"));

  private static Exemption describeCalls(String stack, String role) {
    return new Exemption(
        stack,
        role,
        "AwsSolutions-IAM5[Resource::*]",
        "The describe calls of the EC2 API cannot be limited to resources");
  }

  private static Exemption everyPrefixList(String stack, String role) {
    return new Exemption(
        stack,
        role,
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ec2:*:*:prefix-list/*]",
        "Rules may refer to any prefix list, of any owner and Region");
  }

  private static Exemption anExpressWorkflowIsNotLogged(String function) {
    return new Exemption(
        "FlowVerdict-Functions",
        function + "/EveryScope/Resource",
        "AwsSolutions-SF1",
        "What failed is an alarm, and asked again; delivering logs takes permissions for all"
            + " resources");
  }

  private static Exemption anExpressWorkflowIsNotTraced(String function) {
    return new Exemption(
        "FlowVerdict-Functions",
        function + "/EveryScope/Resource",
        "AwsSolutions-SF2",
        "There is one call to trace, and tracing takes permissions for all resources");
  }

  private static Exemption itsOwnExecutions(String executions) {
    return new Exemption(
        "FlowVerdict-Backfill",
        "Role/Resource",
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>"
            + ":execution:flow-verdict-backfill"
            + executions
            + "]",
        "A distributed map starts executions of itself, whose names Step Functions gives");
  }

  @Test
  void whatTheRulesFindHasAReason() {
    assertThat(found(EXEMPTIONS)).isEmpty();
  }

  @Test
  void everyReasonIsNeeded() {
    assertThat(found(List.of())).hasSameSizeAs(EXEMPTIONS);
  }

  private static List<String> found(List<Exemption> exemptions) {
    Synthesized everything =
        Synthesized.of(
            Synthesized.EVERYTHING,
            app -> {
              Stage members = (Stage) app.getNode().findChild(FlowVerdictApp.MEMBERS);
              for (Stage stage : List.of(app, members)) {
                Aspects.of(stage).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
              }
              exemptions.forEach(exemption -> exempt(app, exemption));
            });
    return everything.warnings();
  }

  private static void exempt(App app, Exemption exemption) {
    IConstruct stack = app;
    for (String id : exemption.stack().split("/", -1)) {
      stack = stack.getNode().findChild(id);
    }
    Matcher rule = RULE.matcher(exemption.rule());
    if (!rule.matches() || !(stack instanceof Stack owner)) {
      throw new IllegalArgumentException(exemption.toString());
    }
    NagPackSuppression.Builder suppression =
        NagPackSuppression.builder().id(rule.group("id")).reason(exemption.reason());
    if (rule.group("finding") != null) {
      suppression.appliesTo(List.of(rule.group("finding")));
    }
    NagSuppressions.addResourceSuppressionsByPath(
        owner, "/" + exemption.stack() + "/" + exemption.resource(), List.of(suppression.build()));
  }
}
