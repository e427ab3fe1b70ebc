package io.flowverdict.infra;

import static io.flowverdict.infra.Synthesized.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowverdict.infra.Synthesized.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the templates allow, to whom, and what they deny.
class PermissionsTest {
  private static final Synthesized EVERYTHING = Synthesized.of(Synthesized.EVERYTHING);

  private static final Synthesized OF_AN_ORGANIZATION = Synthesized.of(organization());

  private static Map<Option, String> organization() {
    Map<Option, String> options = new HashMap<>(Synthesized.EVERYTHING);
    options.put(Option.ORGANIZATION, "o-a1b2c3d4e5");
    return options;
  }

  /// A statement that some policy of a resource makes.
  private record Statement(Resource of, JsonNode json) {
    List<String> actions() {
      return elements(json.path("Action")).map(JsonNode::asText).toList();
    }

    Stream<JsonNode> resources() {
      return elements(json.path("Resource"));
    }

    boolean allows() {
      return json.path("Effect").asText().equals("Allow");
    }
  }

  private static Stream<Statement> statements() {
    return statements(EVERYTHING);
  }

  private static Stream<Statement> statements(Synthesized synthesized) {
    return synthesized
        .resources()
        .flatMap(resource ->
            resource.properties().findValues("Statement").stream()
                .flatMap(Synthesized::elements)
                .map(statement -> new Statement(resource, statement)));
  }

  @Test
  void noActionIsAllowedByAPattern() {
    assertThat(statements().filter(Statement::allows))
        .hasSizeGreaterThan(30)
        .allSatisfy(
            statement -> assertThat(statement.actions()).noneMatch(action -> action.contains("*")));
  }

  @Test
  void onlyTheCallsThatReadTheConfigurationHaveNoResource() {
    assertThat(
            statements()
                .filter(Statement::allows)
                .filter(statement ->
                    statement.resources().anyMatch(resource -> resource.asText().equals("*"))))
        .hasSize(4)
        .allSatisfy(statement ->
            assertThat(statement.actions()).allMatch(action -> action.startsWith("ec2:Describe")));
  }

  @Test
  void nobodyIsAllowedAnythingAsEverybody() {
    assertThat(statements().filter(Statement::allows))
        .allSatisfy(statement ->
            assertThat(statement.json().path("Principal").toString()).doesNotContain("\"*\""));
  }

  @Test
  void everyBucketQueueAndTopicIsReachedByTlsOnly() {
    List<String> denied =
        statements()
            .filter(statement -> !statement.allows())
            .filter(statement ->
                statement.json().at("/Condition/Bool/aws:SecureTransport").asText().equals("false"))
            .map(statement -> statement.of().type())
            .toList();

    assertThat(denied)
        .filteredOn(type -> type.equals("AWS::S3::BucketPolicy"))
        .hasSameSizeAs(EVERYTHING.ofType("AWS::S3::Bucket").toList());
    assertThat(denied)
        .filteredOn(type -> type.equals("AWS::SQS::QueuePolicy"))
        .hasSameSizeAs(EVERYTHING.ofType("AWS::SQS::Queue").toList());
    assertThat(denied)
        .filteredOn(type -> type.equals("AWS::SNS::TopicPolicy"))
        .hasSameSizeAs(EVERYTHING.ofType("AWS::SNS::Topic").toList());
  }

  @Test
  void everyRoleHasOnePolicyOfItsOwnAndNoneOfAws() {
    assertThat(EVERYTHING.ofType("AWS::IAM::Role"))
        .hasSize(12)
        .allSatisfy(role -> assertThat(role.properties().has("ManagedPolicyArns")).isFalse());
  }

  /// Scheduler and Pipes say for whom they assume a role, and so does Step Functions; of Lambda it
  /// is nowhere written that it does, and there a role can only be one of the function's account.
  @Test
  void whoAssumesARoleOnBehalfOfAnAccountDoesItForThisOneOnly() {
    assertThat(
            statements()
                .filter(statement -> statement.actions().equals(List.of("sts:AssumeRole")))
                .filter(statement -> statement.json().at("/Principal/Service").isTextual())
                .map(statement ->
                    statement.json().at("/Principal/Service").asText()
                        + " "
                        + statement.json().at("/Condition/StringEquals/aws:SourceAccount"))
                .distinct())
        .containsExactlyInAnyOrder(
            "lambda.amazonaws.com ",
            "pipes.amazonaws.com {\"Ref\":\"AWS::AccountId\"}",
            "scheduler.amazonaws.com {\"Ref\":\"AWS::AccountId\"}",
            "states.amazonaws.com {\"Ref\":\"AWS::AccountId\"}");
  }

  @Test
  void aFunctionBehindAQueueTakesMessagesFromThatQueueOnly() {
    assertThat(
            statements()
                .filter(statement -> sid(statement).equals("TakeMessages"))
                .map(statement ->
                    statement.of().id().replaceAll("FunctionRole.*", "")
                        + " of "
                        + statement
                            .json()
                            .at("/Resource/Fn::GetAtt/0")
                            .asText()
                            .replaceAll("[0-9A-F]{8}$", "")
                        + ": "
                        + String.join(" ", statement.actions())))
        .containsExactlyInAnyOrder(
            "Analyze of AnalyzeQueue: sqs:ChangeMessageVisibility sqs:DeleteMessage"
                + " sqs:GetQueueAttributes sqs:ReceiveMessage",
            "Capture of CaptureQueue: sqs:ChangeMessageVisibility sqs:DeleteMessage"
                + " sqs:GetQueueAttributes sqs:ReceiveMessage");
  }

  @Test
  void aFailedAuditMayBeKeptAndInNoOtherQueue() {
    assertThat(
            statements()
                .filter(statement -> statement.of().id().startsWith("AuditFunctionRole"))
                .filter(statement -> statement.actions().contains("sqs:SendMessage"))
                .map(statement -> statement.json().at("/Resource/Fn::GetAtt/0").asText()))
        .singleElement()
        .satisfies(queue -> assertThat(queue).startsWith("AuditFailed"));
  }

  @Test
  void theConsoleReadsAndOnlyTheFunctionThatSuppressesChangesAFinding() {
    assertThat(actionsOf("Console/Answer"))
        .containsExactly(
            "dynamodb:GetItem",
            "dynamodb:Query",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "s3:GetObject");
    assertThat(actionsOf("Console/Suppress"))
        .containsExactly(
            "dynamodb:GetItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem",
            "logs:CreateLogStream",
            "logs:PutLogEvents");
  }

  private static SortedSet<String> actionsOf(String construct) {
    String id = construct.replace("/", "") + "FunctionRole";
    return statements()
        .filter(statement -> statement.of().id().startsWith(id))
        .filter(statement -> !statement.actions().contains("sts:AssumeRole"))
        .flatMap(statement -> statement.actions().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void whoMayLookMayInvokeTheConsoleAndNothingElse() {
    assertThat(EVERYTHING.ofType("AWS::IAM::ManagedPolicy"))
        .extracting(policy ->
            elements(policy.properties().at("/PolicyDocument/Statement"))
                .map(statement ->
                    statement.path("Action").asText()
                        + " "
                        + statement.path("Resource").toString().replaceAll(".*:function:|\".*", ""))
                .toList())
        .containsExactlyInAnyOrder(
            List.of("lambda:InvokeFunction flow-verdict-console:live"),
            List.of("lambda:InvokeFunction flow-verdict-suppress:live"));
  }

  @Test
  void s3MayAnnounceTheObjectsOfTheOneBucketOnly() {
    assertThat(statements().filter(statement -> sid(statement).equals("AnnounceObjects")))
        .singleElement()
        .satisfies(statement -> {
          JsonNode condition = statement.json().path("Condition");
          assertThat(condition.at("/ArnEquals/aws:SourceArn").toString())
              .contains(":s3:::flow-verdict-logs-");
          assertThat(condition.at("/StringEquals/aws:SourceAccount").toString())
              .isEqualTo("{\"Ref\":\"AWS::AccountId\"}");
        });
  }

  @Test
  void flowLogsOfOtherAccountsAreTakenOnlyFromThoseThatAreNamed() {
    assertThat(statements().filter(statement -> sid(statement).equals("DeliverFlowLogs")))
        .singleElement()
        .satisfies(statement ->
            assertThat(statement.json().at("/Condition/StringEquals/aws:SourceAccount").toString())
                .isEqualTo("[{\"Ref\":\"AWS::AccountId\"},\"111122223333\"]"));
  }

  @Test
  void onlyTheReaderRoleOfTheNamedAccountsMayBeAssumed() {
    assertThat(statements().filter(statement -> sid(statement).equals("ReadOtherAccounts")))
        .hasSize(3)
        .allSatisfy(statement ->
            assertThat(statement.json().path("Resource").toString())
                .endsWith(":iam::111122223333:role/flow-verdict-reader\"]]}"));
  }

  @Test
  void ofAnOrganizationTheReaderRoleOfEveryAccountMayBeAssumed() {
    assertThat(
            statements(OF_AN_ORGANIZATION)
                .filter(statement -> sid(statement).equals("ReadOtherAccounts")))
        .hasSize(3)
        .allSatisfy(statement -> {
          assertThat(statement.json().path("Resource").toString())
              .endsWith(":iam::*:role/flow-verdict-reader\"]]}");
          assertThat(statement.json().path("Condition").toString())
              .isEqualTo("{\"StringEquals\":{\"aws:ResourceOrgID\":\"o-a1b2c3d4e5\"}}");
        });
  }

  @Test
  void ofAnOrganizationFlowLogsOfEveryAccountAreTaken() {
    assertThat(
            statements(OF_AN_ORGANIZATION)
                .filter(statement -> statement.of().type().equals("AWS::S3::BucketPolicy"))
                .filter(statement -> sid(statement).matches("(DeliverFlowLogs|CheckBucket).*"))
                .map(statement ->
                    sid(statement) + " " + statement.json().at("/Condition/StringEquals")))
        .containsExactly(
            "DeliverFlowLogs {\"aws:SourceAccount\":[{\"Ref\":\"AWS::AccountId\"}]}",
            "CheckBucket {\"aws:SourceAccount\":[{\"Ref\":\"AWS::AccountId\"}]}",
            "DeliverFlowLogsOfOrganization {\"aws:SourceOrgID\":[\"o-a1b2c3d4e5\"]}",
            "CheckBucketOfOrganization {\"aws:SourceOrgID\":[\"o-a1b2c3d4e5\"]}");
  }

  @Test
  void aScheduleAsksTheOneFunctionOnly() {
    assertThat(
            statements()
                .filter(statement -> statement.of().id().contains("EveryScopeRole"))
                .filter(statement -> !statement.actions().contains("sts:AssumeRole"))
                .map(statement -> statement.actions() + " " + statement.json().path("Resource")))
        .satisfiesExactlyInAnyOrder(
            of -> assertThat(of).startsWith("[sqs:SendMessage] {\"Fn::GetAtt\":[\"CaptureQueue"),
            of ->
                assertThat(of)
                    .startsWith("[lambda:InvokeFunction] {\"Fn::GetAtt\":[\"AuditFunction"));
  }

  @Test
  void theReaderRoleTrustsTheRolesThatReadAndAsksForTheExternalId() {
    Resource role = EVERYTHING.resources("Reader").findFirst().orElseThrow();
    JsonNode condition = role.properties().at("/AssumeRolePolicyDocument/Statement/0/Condition");

    assertThat(role.properties().path("RoleName").asText()).isEqualTo(ReaderRoleStack.ROLE);
    assertThat(condition.at("/StringEquals/sts:ExternalId").toString())
        .isEqualTo("{\"Ref\":\"ExternalId\"}");
    assertThat(condition.at("/ArnLike/aws:PrincipalArn").toString())
        .contains(
            ":role/flow-verdict-analyze-*",
            ":role/flow-verdict-capture-*",
            ":role/flow-verdict-audit-*");
  }

  private static String sid(Statement statement) {
    return statement.json().path("Sid").asText();
  }
}
