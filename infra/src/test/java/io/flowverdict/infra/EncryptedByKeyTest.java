package io.flowverdict.infra;

import static io.flowverdict.infra.Synthesized.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowverdict.infra.Synthesized.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is encrypted by a key of the account's own, where one is given.
class EncryptedByKeyTest {
  private static final String KEY = "arn:aws:kms:eu-central-1:123456789012:key/k-1";
  private static final Synthesized WITH_KEY = Synthesized.of(withKey());

  private static Map<Option, String> withKey() {
    Map<Option, String> options = new HashMap<>(Synthesized.EVERYTHING);
    options.put(Option.KMS_KEY, KEY);
    return options;
  }

  @ParameterizedTest
  @CsvSource({
    "AWS::DynamoDB::Table, /SSESpecification/KMSMasterKeyId",
    "AWS::S3::Bucket,"
        + " /BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/KMSMasterKeyID",
    "AWS::SQS::Queue, /KmsMasterKeyId",
    "AWS::Logs::LogGroup, /KmsKeyId",
    "AWS::SNS::Topic, /KmsMasterKeyId"
  })
  void everythingThatIsKeptIsEncryptedByTheKey(String type, String property) {
    assertThat(WITH_KEY.ofType(type))
        .isNotEmpty()
        .allSatisfy(
            resource -> assertThat(resource.properties().at(property).asText()).isEqualTo(KEY));
  }

  @Test
  void aQueueHasOneKeyAndATableSaysWhoseItIs() {
    assertThat(WITH_KEY.ofType("AWS::SQS::Queue"))
        .allSatisfy(queue ->
            assertThat(queue.properties().path("SqsManagedSseEnabled").asBoolean(true)).isFalse());
    assertThat(WITH_KEY.ofType("AWS::DynamoDB::Table"))
        .allSatisfy(table ->
            assertThat(table.properties().at("/SSESpecification/SSEType").asText())
                .isEqualTo("KMS"));
  }

  @Test
  void everyRoleHereKeepsItsPermissionsAndMayUseTheKeyThroughTheServicesThatKeep() {
    Synthesized without = Synthesized.of(Synthesized.EVERYTHING);
    assertThat(WITH_KEY.ofType("AWS::IAM::Role").filter(role -> !role.stack().equals("Reader")))
        .hasSize(11)
        .allSatisfy(role -> {
          List<JsonNode> policies = elements(role.properties().path("Policies")).toList();
          JsonNode statement = policies.getLast().at("/PolicyDocument/Statement/0");
          assertThat(statement.path("Resource").asText()).isEqualTo(KEY);
          assertThat(elements(statement.path("Action")))
              .allMatch(action -> action.asText().startsWith("kms:"));
          assertThat(elements(statement.at("/Condition/StringLike/kms:ViaService"))).hasSize(3);
          assertThat(policies.subList(0, policies.size() - 1))
              .isEqualTo(
                  without
                      .ofType("AWS::IAM::Role")
                      .filter(same -> same.id().equals(role.id()))
                      .flatMap(same -> elements(same.properties().path("Policies")))
                      .toList());
        });
  }

  @Test
  void theRoleOfOtherAccountsHasNothingToDoWithTheKey() {
    assertThat(WITH_KEY.resources("Reader").map(Resource::properties))
        .isNotEmpty()
        .allSatisfy(role -> assertThat(role.toString()).doesNotContain("kms:"));
  }
}
