package io.flowverdict.aws.capture;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.flowverdict.aws.history.TimelineTable;
import io.flowverdict.core.snapshot.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Leases in the timeline table, in the item `lease` of each scope. May be shared by threads.
public final class DynamoLeases implements Leases {
  private static final String LEASE = "lease";
  private static final String HOLDER = "holder";
  private static final String UNTIL = "until";
  private static final String GIVEN_UP = "givenUp";
  private static final String REFUSED = "refused";
  private static final Map<String, String> HELD_BY = Map.of("#holder", HOLDER);

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Duration length;

  /// @param length after which a lease ends by itself; longer than any reading takes
  public DynamoLeases(DynamoDbClient dynamoDb, TimelineTable table, Duration length) {
    this.dynamoDb = dynamoDb;
    this.table = table.name();
    this.length = length;
  }

  @Override
  public Attempt take(Scope scope, Instant now) {
    Lease lease = new Lease(scope, UUID.randomUUID().toString(), now.plus(length));
    try {
      dynamoDb.putItem(request ->
          request
              .tableName(table)
              .item(item(lease, lease.until()))
              .conditionExpression("attribute_not_exists(#until) OR #until <= :now")
              .expressionAttributeNames(Map.of("#until", UNTIL))
              .expressionAttributeValues(Map.of(":now", millis(now)))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return new Taken(lease);
    } catch (ConditionalCheckFailedException taken) {
      return attempt(taken.item());
    }
  }

  private static Attempt attempt(Map<String, AttributeValue> item) {
    AttributeValue givenUp = item.get(GIVEN_UP);
    AttributeValue refused = item.get(REFUSED);
    AttributeValue until = item.get(UNTIL);
    if (givenUp != null && refused != null) {
      return new GivenUp(refused.bool(), givenUp.s());
    }
    if (until == null) {
      throw new IllegalStateException("The lease in the timeline table has no end: " + item);
    }
    return new Held(Instant.ofEpochMilli(Long.parseLong(until.n())));
  }

  @Override
  public void release(Lease lease) {
    try {
      dynamoDb.deleteItem(request ->
          request
              .tableName(table)
              .key(TimelineTable.key(lease.scope(), LEASE))
              .conditionExpression("#holder = :holder")
              .expressionAttributeNames(HELD_BY)
              .expressionAttributeValues(Map.of(":holder", fromS(lease.holder()))));
    } catch (ConditionalCheckFailedException endedByItself) {
      return;
    }
  }

  @Override
  public void giveUp(Lease lease, GivenUp why, Instant until) {
    Map<String, AttributeValue> item = item(lease, until);
    item.put(GIVEN_UP, fromS(why.reason()));
    item.put(REFUSED, fromBool(why.refused()));
    try {
      dynamoDb.putItem(
          PutItemRequest.builder()
              .tableName(table)
              .item(item)
              .conditionExpression("#holder = :holder")
              .expressionAttributeNames(HELD_BY)
              .expressionAttributeValues(Map.of(":holder", fromS(lease.holder())))
              .build());
    } catch (ConditionalCheckFailedException endedByItself) {
      return;
    }
  }

  private static Map<String, AttributeValue> item(Lease lease, Instant until) {
    Map<String, AttributeValue> item = new HashMap<>(TimelineTable.key(lease.scope(), LEASE));
    item.put(HOLDER, fromS(lease.holder()));
    item.put(UNTIL, millis(until));
    return item;
  }

  private static AttributeValue millis(Instant time) {
    return fromN(Long.toString(time.toEpochMilli()));
  }
}
