package io.flowverdict.aws.findings;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// The table of findings.
///
/// | item | `pk` | `sk` | holds |
/// |---|---|---|---|
/// | head | `FINDING#` id | `HEAD` | what the finding is, its status, when it was first seen, the latest sighting |
/// | link | `FINDING#` id | `OWNER#` group or network ACL | that the cause names a rule of this owner; one per owner, never changed |
/// | link | `FINDING#` id | `ADDRESS#` address | that the finding was seen with this address; one per address, never changed |
/// | hour | `FINDING#` id | `HOUR#2026-11-22T10#` flow log `#` shard | records, packets, bytes, and the objects counted in them |
/// | use | `RULE#` account/Region/owner | direction `#` rule | when accepted requests last used the rule, and the ports and peers they span |
/// | deliveries | `LOG#` account/Region/flow log | `DAY#2026-11-22` | the slots of the objects that arrived, in minutes of the day |
/// | records | `RECORDS#` account/Region | `HOUR#2026-11-22T10#` shard | how many records of the objects of that hour were judged, and how; and the objects counted in them |
/// | object | `OBJECT#` hash of the object's name | `OBJECT` | by which revisions it is judged, and whether that is done |
///
/// `pk` and `sk` are strings, partition and sort key. The indexes project keys only, and `status`
/// what counting and filtering takes: kind, resource, rule, peer group, protocol, port, status, and
/// when that changed and the finding was first seen. None of these changes with an ordinary
/// sighting.
///
/// | index | partition key | sort key | holds |
/// |---|---|---|---|
/// | `status` | `statusIn`: account/Region/status, OPEN for REOPENED too | `rank` | all heads |
/// | `resource` | `ofResource`: account/Region/resource | `rank` | all heads |
/// | `owner` | `ofOwner`: account/Region/owner or address | `pk` | links |
///
/// `rank` is the text of a [io.flowverdict.core.finding.Rank]. It changes when the severity or the
/// hour of the latest sighting does; any other write of a head leaves the indexes alone, so that
/// the one partition of an account and Region in `status` is written about once per finding and
/// hour.
///
/// Items expire by the attribute `expires` (epoch seconds): hours, deliveries and objects some time
/// after they passed, heads only while they are resolved.
///
/// @param name the table's name
public record FindingsTable(String name) {

  public FindingsTable {
    requireNonNull(name, "name is null");
  }

  /// Creates the table, billed on demand, and waits until it can be used.
  public void create(DynamoDbClient client) {
    client.createTable(definition());
    client.waiter().waitUntilTableExists(request -> request.tableName(name));
    client.updateTimeToLive(request ->
        request
            .tableName(name)
            .timeToLiveSpecification(
                expiry -> expiry.enabled(true).attributeName(FindingItems.EXPIRES)));
  }

  private CreateTableRequest definition() {
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(
            Stream.concat(
                    Stream.of(FindingItems.PK, FindingItems.SK),
                    Arrays.stream(FindingsIndex.values())
                        .flatMap(index -> Stream.of(index.partition, index.sort)))
                .distinct()
                .map(FindingsTable::text)
                .toList())
        .keySchema(key(FindingItems.PK, FindingItems.SK))
        .globalSecondaryIndexes(
            Arrays.stream(FindingsIndex.values()).map(FindingsTable::definition).toList())
        .build();
  }

  private static AttributeDefinition text(String attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static GlobalSecondaryIndex definition(FindingsIndex index) {
    List<String> projected = index.projected();
    return GlobalSecondaryIndex.builder()
        .indexName(index.indexName)
        .keySchema(key(index.partition, index.sort))
        .projection(projection ->
            projection
                .projectionType(
                    projected.isEmpty() ? ProjectionType.KEYS_ONLY : ProjectionType.INCLUDE)
                .nonKeyAttributes(projected.isEmpty() ? null : projected))
        .build();
  }

  private static List<KeySchemaElement> key(String partition, String sort) {
    return List.of(
        KeySchemaElement.builder().attributeName(partition).keyType(KeyType.HASH).build(),
        KeySchemaElement.builder().attributeName(sort).keyType(KeyType.RANGE).build());
  }
}
