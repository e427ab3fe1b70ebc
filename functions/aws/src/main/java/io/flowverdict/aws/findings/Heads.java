package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.FindingItems.EXPIRES;
import static io.flowverdict.aws.findings.FindingItems.FIRST_SEEN;
import static io.flowverdict.aws.findings.FindingItems.HEAD;
import static io.flowverdict.aws.findings.FindingItems.OBJECT;

import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.Lifecycle;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.Recorded;
import io.flowverdict.core.finding.Status;
import io.flowverdict.core.finding.StatusChange;
import io.flowverdict.core.net.IpAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// The head items, and the links that belong to them.
///
/// When first seen is a minimum, and which sighting stands for the finding does not depend on their
/// order ([Sighting#standsBefore(Sighting)]): so a head is written when the finding comes, and then
/// once an hour at the most. How often and how late it was seen is in the [Hours].
final class Heads {

  /// A write is refused when another one came between; that the next try is refused too takes a
  /// change of status or of the first sighting just then. More than a few refusals are a defect.
  private static final int MOST_ATTEMPTS = 20;

  /// What DynamoDB takes in one request.
  private static final int MOST_READ_AT_ONCE = 100;

  private static final String IS_AS_KNOWN =
      "#lastSeen = :knownLastSeen AND #object = :knownObject AND #line = :knownLine";

  private static final String OF_FINDING = "#pk = :pk";
  private static final String KEY = "#pk, #sk";

  private static final String PLACE_ATTRIBUTES =
      "#pk, #firstSeen, #lastSeen, #object, #line, #status, #statusAt, #changes, #topPeers,"
          + " #ownAddresses";

  /// That the head's sighting stands for the finding no longer, with `:hour` and `:nextHour` around
  /// the one that is to be written. A head whose sighting is gone has no object.
  private static final String STANDS_BEFORE =
      "#object = :none OR #lastSeen < :hour OR (#lastSeen < :nextHour AND"
          + " (#lastSeen > :lastSeen OR (#lastSeen = :lastSeen AND"
          + " (#object > :object OR (#object = :object AND #line > :line)))))";

  private final DynamoDbClient client;
  private final FindingsTable table;
  private final Duration resolvedRetention;
  private final Clock clock;

  /// @param resolvedRetention how long heads are kept after they were resolved
  Heads(DynamoDbClient client, FindingsTable table, Duration resolvedRetention, Clock clock) {
    this.client = client;
    this.table = table;
    this.resolvedRetention = resolvedRetention;
    this.clock = clock;
  }

  /// How a write ended.
  private sealed interface Attempt {
    /// Nothing is left to be done.
    record Done(Recorded recorded) implements Attempt {}

    /// The condition did not hold.
    ///
    /// @param head the head as it is; null when there is none
    record Refused(@Nullable Head head) implements Attempt {}
  }

  /// Notes a sighting.
  ///
  /// @param known the head as it was at some time; null when it may not exist
  Recorded note(ObservedCause seen, @Nullable Head known) {
    link(seen, known);
    Attempt attempt = new Attempt.Refused(known);
    for (int attempts = 0; attempts < MOST_ATTEMPTS; attempts++) {
      switch (attempt) {
        case Attempt.Done(Recorded recorded) -> {
          return recorded;
        }
        case Attempt.Refused(Head head) ->
            attempt = head == null ? create(seen) : advance(head, seen);
      }
    }
    throw new IllegalStateException(
        "The head of finding " + seen.cause().id() + " cannot be written: " + attempt);
  }

  /// Writes the links that the head does not promise to exist already.
  private void link(ObservedCause seen, @Nullable Head known) {
    if (known == null) {
      for (String owner : seen.ruleOwners()) {
        put(FindingItems.link(seen.cause(), owner));
      }
    }
    for (IpAddress address : seen.addresses()) {
      if (known == null || !known.addresses().contains(address)) {
        put(FindingItems.link(seen.cause(), address));
      }
    }
  }

  private void put(Map<String, AttributeValue> item) {
    client.putItem(link -> link.tableName(table.name()).item(item));
  }

  private Attempt create(ObservedCause seen) {
    PutItemRequest request =
        PutItemRequest.builder()
            .tableName(table.name())
            .item(FindingItems.newHead(seen))
            .conditionExpression("attribute_not_exists(pk)")
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    try {
      client.putItem(request);
      return new Attempt.Done(new Recorded(1, 0));
    } catch (ConditionalCheckFailedException refused) {
      return new Attempt.Refused(FindingItems.head(refused.item()));
    }
  }

  private Attempt advance(Head head, ObservedCause seen) {
    ItemUpdate update = new ItemUpdate();
    Head.Place place = FindingItems.place(seen.latest());
    if (head.isWithoutWitness() || place.standsBefore(head.witness())) {
      Instant hour = place.at().truncatedTo(ChronoUnit.HOURS);
      update
          .set(FindingItems.latest(seen))
          .onlyIf(STANDS_BEFORE)
          .with("none", Attributes.text(Head.NO_OBJECT))
          .with("hour", Attributes.time(hour))
          .with("nextHour", Attributes.time(hour.plus(Duration.ofHours(1))));
    }
    Optional<StatusChange> reopening =
        Lifecycle.reopening(head.status(), head.changes(), seen.latest().at(), clock.instant());
    if (reopening.isPresent()) {
      update
          .set(FindingItems.changed(seen.cause().scope(), head.changes(), reopening.get()))
          .remove(EXPIRES);
    }
    if (!update.changesNothing()) {
      requireStatus(update, head.status(), head.statusAt());
    }
    if (seen.first().at().isBefore(head.firstSeen())) {
      update.set(Map.of(FIRST_SEEN, Attributes.time(seen.first().at())));
      update.onlyIf("#firstSeen > :firstSeen");
    }
    Recorded recorded = reopening.isPresent() ? new Recorded(1, 0) : Recorded.NOTHING;
    return update.changesNothing()
        ? new Attempt.Done(recorded)
        : write(update, seen.cause().id(), recorded);
  }

  private Attempt write(ItemUpdate update, String id, Recorded recorded) {
    try {
      client.updateItem(update.of(FindingItems.key(id, HEAD), table));
      return new Attempt.Done(recorded);
    } catch (ConditionalCheckFailedException refused) {
      return new Attempt.Refused(refused.hasItem() ? FindingItems.head(refused.item()) : null);
    }
  }

  private static void requireStatus(ItemUpdate update, Status status, @Nullable Instant statusAt) {
    update.onlyIf("#status = :knownStatus").with("knownStatus", Attributes.text(status.name()));
    if (statusAt == null) {
      update.onlyIf("attribute_not_exists(#statusAt)");
    } else {
      update.onlyIf("#statusAt = :knownStatusAt").with("knownStatusAt", Attributes.time(statusAt));
    }
  }

  /// Changes the status of a finding that is as it was read.
  ///
  /// @return whether it still was
  boolean change(Finding asRead, StatusChange change) {
    List<StatusChange> before = asRead.changes();
    Head.Place witness = FindingItems.place(asRead.latest());
    ItemUpdate update =
        new ItemUpdate().set(FindingItems.changed(asRead.cause().scope(), before, change));
    if (change.status() == Status.RESOLVED) {
      long expires = change.at().plus(resolvedRetention).getEpochSecond();
      update.set(Map.of(EXPIRES, Attributes.number(expires)));
    } else {
      update.remove(EXPIRES);
    }
    requireStatus(update, asRead.status(), before.isEmpty() ? null : before.getLast().at());
    update
        .onlyIf(IS_AS_KNOWN)
        .with("knownLastSeen", Attributes.time(witness.at()))
        .with("knownObject", Attributes.text(witness.object()))
        .with("knownLine", Attributes.number(witness.line()));
    try {
      client.updateItem(update.of(FindingItems.key(asRead.id(), HEAD), table));
      return true;
    } catch (ConditionalCheckFailedException refused) {
      return false;
    }
  }

  /// Corrects a head after what it rests on was taken back.
  ///
  /// @param firstSeen when what is left of the finding was first seen
  /// @param isWitnessed whether the sighting is left that stands for it; otherwise any other one
  ///   does
  void correct(String id, Head head, Instant firstSeen, boolean isWitnessed) {
    ItemUpdate update = new ItemUpdate().set(Map.of(FIRST_SEEN, Attributes.time(firstSeen)));
    if (!isWitnessed) {
      update.set(Map.of(OBJECT, Attributes.text(Head.NO_OBJECT)));
    }
    update
        .onlyIf(IS_AS_KNOWN)
        .with("knownObject", Attributes.text(head.witness().object()))
        .with("knownLastSeen", Attributes.time(head.witness().at()))
        .with("knownLine", Attributes.number(head.witness().line()));
    write(update, id, Recorded.NOTHING);
  }

  /// Removes the head of a finding of which nothing is left, and the links to it.
  void remove(String id) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table.name())
            .keyConditionExpression(OF_FINDING)
            .projectionExpression(KEY)
            .expressionAttributeNames(ItemUpdate.names(OF_FINDING, KEY))
            .expressionAttributeValues(Map.of(":pk", FindingItems.partition(id)))
            .consistentRead(true)
            .build();
    client.queryPaginator(query).items().stream()
        .filter(item -> !Attributes.string(item, FindingItems.SK).startsWith(HourItems.PREFIX))
        .forEach(item -> client.deleteItem(delete -> delete.tableName(table.name()).key(item)));
  }

  /// {@return heads of findings by their ids; those that do not exist, and any that the table did
  /// not get to, are left out}
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
            .consistentRead(true)
            .expressionAttributeNames(ItemUpdate.names(PLACE_ATTRIBUTES))
            .build();
    return BatchGetItemRequest.builder().requestItems(Map.of(table.name(), heads)).build();
  }

  /// {@return the head item of a finding that has not expired}
  Optional<Map<String, AttributeValue>> find(String id) {
    Map<String, AttributeValue> item =
        client.getItem(get -> get.tableName(table.name()).key(FindingItems.key(id, HEAD))).item();
    long now = clock.instant().getEpochSecond();
    return Optional.of(item)
        .filter(found -> !found.isEmpty() && !FindingItems.hasExpired(found, now));
  }
}
