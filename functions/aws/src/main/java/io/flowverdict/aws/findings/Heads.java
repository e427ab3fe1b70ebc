package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.FindingItems.EXPIRES;
import static io.flowverdict.aws.findings.FindingItems.FIRST_SEEN;
import static io.flowverdict.aws.findings.FindingItems.HEAD;
import static io.flowverdict.aws.findings.FindingItems.STATUS_AT;

import io.flowverdict.core.finding.ObservedCause;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The head items, and the links that belong to them.
///
/// When first seen is a minimum and the latest sighting a maximum, so the order of sightings does
/// not matter, and one that advances neither is not written.
final class Heads {

  /// A write is refused when another one came between; that the next try is refused too takes a
  /// change of status or of the first sighting just then. More than a few refusals are a defect.
  private static final int MOST_ATTEMPTS = 20;

  /// What DynamoDB takes in one request.
  private static final int MOST_READ_AT_ONCE = 100;

  private static final String PLACE_ATTRIBUTES =
      "#pk, #firstSeen, #lastSeen, #object, #line, #status, #statusAt";

  private static final String IS_LATER =
      "#lastSeen < :lastSeen OR (#lastSeen = :lastSeen AND"
          + " (#object < :object OR (#object = :object AND #line < :line)))";

  private final DynamoDbClient client;
  private final FindingsTable table;
  private final Clock clock;

  Heads(DynamoDbClient client, FindingsTable table, Clock clock) {
    this.client = client;
    this.table = table;
    this.clock = clock;
  }

  /// How a write ended.
  private sealed interface Attempt {
    /// Nothing is left to be done.
    record Done() implements Attempt {}

    /// The condition did not hold.
    ///
    /// @param head the head as it is; null when there is none
    record Refused(@Nullable Head head) implements Attempt {}
  }

  /// Notes a sighting.
  ///
  /// @param known the head as it was at some time; null when it may not exist
  void note(ObservedCause seen, @Nullable Head known) {
    Attempt attempt = new Attempt.Refused(known);
    int attempts = 0;
    while (attempt instanceof Attempt.Refused refused) {
      if (++attempts > MOST_ATTEMPTS) {
        throw new IllegalStateException(
            "The head of finding " + seen.cause().id() + " cannot be written: " + refused.head());
      }
      Head head = refused.head();
      attempt = head == null ? create(seen) : advance(head, seen);
    }
  }

  private Attempt create(ObservedCause seen) {
    for (String owner : seen.ruleOwners()) {
      client.putItem(
          link -> link.tableName(table.name()).item(FindingItems.link(seen.cause(), owner)));
    }
    PutItemRequest request =
        PutItemRequest.builder()
            .tableName(table.name())
            .item(FindingItems.newHead(seen))
            .conditionExpression("attribute_not_exists(pk)")
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    try {
      client.putItem(request);
      return new Attempt.Done();
    } catch (ConditionalCheckFailedException refused) {
      return new Attempt.Refused(FindingItems.head(refused.item()));
    }
  }

  private Attempt advance(Head head, ObservedCause seen) {
    ItemUpdate update = new ItemUpdate();
    Head.Place latest = FindingItems.place(seen.latest());
    if (head.latest().compareTo(latest) < 0) {
      update.set(FindingItems.latest(seen)).onlyIf(IS_LATER);
      update.onlyIf("#status = :known").with("known", Attributes.text(head.status().name()));
      if (head.isReopenedBy(latest)) {
        update.set(FindingItems.open(seen.cause().scope())).remove(EXPIRES);
        update.set(Map.of(STATUS_AT, Attributes.time(clock.instant())));
        update.onlyIf("#statusAt < :lastSeen");
      }
    }
    if (seen.first().at().isBefore(head.firstSeen())) {
      update.set(Map.of(FIRST_SEEN, Attributes.time(seen.first().at())));
      update.onlyIf("#firstSeen > :firstSeen");
    }
    if (update.changesNothing()) {
      return new Attempt.Done();
    }
    UpdateItemRequest request = update.of(FindingItems.key(seen.cause().id(), HEAD), table);
    try {
      client.updateItem(request);
      return new Attempt.Done();
    } catch (ConditionalCheckFailedException refused) {
      return new Attempt.Refused(refused.hasItem() ? FindingItems.head(refused.item()) : null);
    }
  }

  /// {@return heads of findings by their ids, as they were a moment ago; those that do not exist,
  /// and any that the table did not get to, are left out}
  Map<String, Head> known(Collection<String> ids) {
    Map<String, Head> known = new HashMap<>();
    Iterator<List<String>> batches =
        ids.stream().gather(Gatherers.windowFixed(MOST_READ_AT_ONCE)).iterator();
    while (batches.hasNext()) {
      client
          .batchGetItem(read(batches.next()))
          .responses()
          .getOrDefault(table.name(), List.of())
          .forEach(item -> known.put(FindingItems.id(item), FindingItems.head(item)));
    }
    return known;
  }

  private BatchGetItemRequest read(List<String> ids) {
    KeysAndAttributes heads =
        KeysAndAttributes.builder()
            .keys(ids.stream().map(id -> FindingItems.key(id, HEAD)).toList())
            .projectionExpression(PLACE_ATTRIBUTES)
            .expressionAttributeNames(ItemUpdate.names(PLACE_ATTRIBUTES))
            .build();
    return BatchGetItemRequest.builder().requestItems(Map.of(table.name(), heads)).build();
  }

  /// {@return the head item of a finding that has not expired}
  Optional<Map<String, AttributeValue>> find(String id) {
    Map<String, AttributeValue> item =
        client.getItem(get -> get.tableName(table.name()).key(FindingItems.key(id, HEAD))).item();
    return Optional.of(item).filter(found -> !found.isEmpty() && !hasExpired(found));
  }

  private boolean hasExpired(Map<String, AttributeValue> item) {
    return item.containsKey(EXPIRES)
        && Attributes.whole(item, EXPIRES) <= clock.instant().getEpochSecond();
  }
}
