package io.flowverdict.aws.history;

import static java.util.Objects.requireNonNull;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.flowverdict.core.snapshot.Scope;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// The table of timelines.
///
/// `scope` (`123456789012/eu-central-1`) is the partition key and `item` the sort key, both
/// strings.
///
/// | `item` | other attributes | holds |
/// |---|---|---|
/// | `2026-11-22T10:15:00.000Z`, *observed from* | `verifiedUntil` (S, the same form), `revisions` (L of S) | a span: usually one revision |
/// | `version` | `number` (N) | how often the scope's timeline was changed; counted up in the transaction that changes it |
/// | `lease` | `holder` (S), `until` (N, epoch milliseconds), `givenUp` (S), `refused` (BOOL) | who reads the configuration now, or why nobody should |
///
/// @param name the table's name
public record TimelineTable(String name) {
  static final String SCOPE = "scope";
  static final String ITEM = "item";

  public TimelineTable {
    requireNonNull(name, "name is null");
  }

  /// {@return the key of an item}
  public static Map<String, AttributeValue> key(Scope scope, String item) {
    return Map.of(SCOPE, fromS(scope.toString()), ITEM, fromS(item));
  }

  /// Creates the table, billed on demand, and waits until it can be used.
  public void create(DynamoDbClient client) {
    client.createTable(
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(text(SCOPE), text(ITEM))
            .keySchema(key(SCOPE, KeyType.HASH), key(ITEM, KeyType.RANGE))
            .build());
    client.waiter().waitUntilTableExists(request -> request.tableName(name));
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
