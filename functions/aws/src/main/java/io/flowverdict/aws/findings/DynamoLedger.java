package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Attributes.instant;
import static io.flowverdict.aws.findings.Attributes.list;
import static io.flowverdict.aws.findings.Attributes.number;
import static io.flowverdict.aws.findings.Attributes.putUnlessNull;
import static io.flowverdict.aws.findings.Attributes.required;
import static io.flowverdict.aws.findings.Attributes.string;
import static io.flowverdict.aws.findings.Attributes.stringOrNull;
import static io.flowverdict.aws.findings.Attributes.text;
import static io.flowverdict.aws.findings.Attributes.time;
import static io.flowverdict.aws.findings.Attributes.whole;

import io.flowverdict.core.snapshot.Span;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// The ledger in the [FindingsTable]: one read and two writes for each object.
public final class DynamoLedger implements ObjectLedger {

  private static final String OBJECT = "OBJECT";
  static final String NAME = "name";
  private static final String REVISIONS = "revisions";
  private static final String REFUSAL = "refusal";
  private static final String CAVEAT = "caveat";
  private static final String DONE = "done";
  private static final String ATTEMPT = "attempt";
  private static final String VERSION = "version";
  private static final String IS_LATER = "attribute_not_exists(#attempt) OR #attempt < :attempt";
  private static final int LONGEST_NAME = 1_200;
  private static final int LONGEST_REASON = 1_000;

  private final DynamoDbClient client;
  private final FindingsTable table;
  private final Retention retention;
  private final Clock clock;

  public DynamoLedger(
      DynamoDbClient client, FindingsTable table, Retention retention, Clock clock) {
    this.client = client;
    this.table = table;
    this.retention = retention;
    this.clock = clock;
  }

  @Override
  public Optional<Attempt> find(String object) {
    Map<String, AttributeValue> item =
        client
            .getItem(get -> get.tableName(table.name()).key(key(object)).consistentRead(true))
            .item();
    return item.containsKey(ATTEMPT) ? Optional.of(attempt(item)) : Optional.empty();
  }

  @Override
  public Attempt begin(String object, Attempt attempt) {
    PutItemRequest request =
        PutItemRequest.builder()
            .tableName(table.name())
            .item(item(object, attempt))
            .conditionExpression(IS_LATER)
            .expressionAttributeNames(ItemUpdate.names(IS_LATER))
            .expressionAttributeValues(Map.of(":attempt", number(attempt.number())))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    try {
      client.putItem(request);
      return attempt;
    } catch (ConditionalCheckFailedException refused) {
      return attempt(refused.item());
    }
  }

  @Override
  public boolean done(String object, int number) {
    ItemUpdate update =
        new ItemUpdate()
            .set(Map.of(DONE, AttributeValue.fromBool(true)))
            .onlyIf("#attempt = :attempt")
            .with("attempt", number(number));
    try {
      client.updateItem(update.of(key(object), table));
      return true;
    } catch (ConditionalCheckFailedException refused) {
      return false;
    }
  }

  private static Map<String, AttributeValue> key(String object) {
    return key(ObjectItems.partition(object));
  }

  /// {@return the key of the entry of an object}
  static Map<String, AttributeValue> key(AttributeValue partition) {
    return Map.of(FindingItems.PK, partition, FindingItems.SK, text(OBJECT));
  }

  private Map<String, AttributeValue> item(String object, Attempt attempt) {
    Basis basis = attempt.basis();
    Map<String, AttributeValue> item = new HashMap<>(key(object));
    item.put(NAME, text(BoundedText.name(object, LONGEST_NAME)));
    item.put(ATTEMPT, number(attempt.number()));
    item.put(VERSION, text(BoundedText.name(attempt.version(), LONGEST_NAME)));
    item.put(REVISIONS, list(basis.revisions().stream(), DynamoLedger::revision));
    putUnlessNull(
        item, REFUSAL, basis.refusal(), why -> text(BoundedText.prose(why, LONGEST_REASON)));
    putUnlessNull(
        item, CAVEAT, basis.caveat(), why -> text(BoundedText.prose(why, LONGEST_REASON)));
    item.put(
        FindingItems.EXPIRES, number(clock.instant().plus(retention.hours()).getEpochSecond()));
    return item;
  }

  private static AttributeValue revision(Span span) {
    return AttributeValue.fromM(
        Map.of(
            "id", text(span.revisionIds().getFirst()),
            "from", time(span.observedFrom()),
            "until", time(span.verifiedUntil())));
  }

  private static Attempt attempt(Map<String, AttributeValue> item) {
    return new Attempt(
        (int) whole(item, ATTEMPT), string(item, VERSION), basis(item), item.containsKey(DONE));
  }

  private static Basis basis(Map<String, AttributeValue> item) {
    List<Span> revisions =
        required(item, REVISIONS).l().stream()
            .map(AttributeValue::m)
            .map(span ->
                new Span(
                    List.of(string(span, "id")), instant(span, "from"), instant(span, "until")))
            .toList();
    return new Basis(revisions, stringOrNull(item, REFUSAL), stringOrNull(item, CAVEAT));
  }
}
