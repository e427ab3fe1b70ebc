package io.flowverdict.aws.history;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Span;
import io.flowverdict.core.snapshot.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The timelines of all scopes, in their table.
///
/// What an observation changes is written in one transaction, under the condition that the scope's
/// version is still the one that was read; so concurrent observations follow one another.
final class Timelines {
  private static final int ATTEMPTS = 60;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Set<String> LOST_RACES =
      Set.of("ConditionalCheckFailed", "TransactionConflict", "None");

  private final DynamoDbClient dynamoDb;
  private final String table;

  Timelines(DynamoDbClient dynamoDb, TimelineTable table) {
    this.dynamoDb = dynamoDb;
    this.table = table.name();
  }

  /// {@return the last span; empty when the scope was never observed}
  Optional<Span> newest(Scope scope) {
    return spans(TimelineQuery.latestFirst(table, scope).limit(1).build()).stream().findFirst();
  }

  /// {@return the spans that begin in the window, with the one before and the one after them}
  Timeline around(Scope scope, Instant from, Instant to) {
    return stable(scope, () -> neighbourhood(scope, from, to)).timeline();
  }

  /// Adds an observation, as [Timeline#observe(String, Instant)] says.
  ///
  /// @return the span that holds it
  Span observe(Scope scope, String revisionId, Instant at) {
    for (int attempt = 1; ; attempt++) {
      Known known = stable(scope, () -> since(scope, at));
      Timeline changed = known.timeline.observe(revisionId, at);
      if (changed.equals(known.timeline)) {
        return changed.at(at);
      }
      try {
        dynamoDb.transactWriteItems(
            request -> request.transactItems(changes(scope, known, changed)));
        return changed.at(at);
      } catch (TransactionCanceledException cancelled) {
        if (attempt == ATTEMPTS || !isLostRace(cancelled)) {
          throw cancelled;
        }
        pause(attempt);
      }
    }
  }

  /// A part of a timeline.
  ///
  /// @param version counts the changes of the whole timeline so far
  private record Known(long version, Timeline timeline) {}

  /// Reads a part of a timeline that nobody changes meanwhile.
  private Known stable(Scope scope, Supplier<List<Span>> reading) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      long version = version(scope);
      List<Span> spans = reading.get();
      if (version == version(scope)) {
        return new Known(version, new Timeline(spans));
      }
      pause(attempt);
    }
    throw new IllegalStateException("The timeline of " + scope + " does not come to rest");
  }

  /// Waits a random time, the longer the more often others came first.
  private static void pause(int attempt) {
    long longest = PAUSE.multipliedBy(Math.min(attempt, 10)).toNanos();
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
  }

  private long version(Scope scope) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(request ->
                request
                    .tableName(table)
                    .key(TimelineTable.key(scope, TimelineItem.VERSION))
                    .consistentRead(true))
            .item();
    return item.isEmpty() ? 0 : TimelineItem.number(item);
  }

  private List<Span> neighbourhood(Scope scope, Instant from, Instant to) {
    List<Span> spans = new ArrayList<>();
    spans.addAll(spans(TimelineQuery.before(table, scope, from).limit(1).build()));
    spans.addAll(spans(TimelineQuery.between(table, scope, from, to).build()));
    spans.addAll(spans(TimelineQuery.after(table, scope, to).limit(1).build()));
    return spans;
  }

  private List<Span> since(Scope scope, Instant at) {
    List<Span> spans = new ArrayList<>();
    spans.addAll(spans(TimelineQuery.before(table, scope, at).limit(1).build()));
    spans.addAll(spans(TimelineQuery.since(table, scope, at).build()));
    return spans;
  }

  private List<Span> spans(QueryRequest query) {
    List<Span> spans = new ArrayList<>();
    for (Map<String, AttributeValue> item : dynamoDb.queryPaginator(query).items()) {
      spans.add(TimelineItem.span(item));
      if (query.limit() != null && spans.size() == query.limit()) {
        break;
      }
    }
    return spans;
  }

  private List<TransactWriteItem> changes(Scope scope, Known known, Timeline changed) {
    List<TransactWriteItem> changes = new ArrayList<>();
    changes.add(countUp(scope, known.version));
    Set<Instant> kept =
        changed.spans().stream().map(Span::observedFrom).collect(Collectors.toSet());
    for (Span span : known.timeline.spans()) {
      if (!kept.contains(span.observedFrom())) {
        Map<String, AttributeValue> key =
            TimelineTable.key(scope, TimelineItem.time(span.observedFrom()));
        changes.add(
            TransactWriteItem.builder().delete(item -> item.tableName(table).key(key)).build());
      }
    }
    Set<Span> unchanged = new HashSet<>(known.timeline.spans());
    for (Span span : changed.spans()) {
      if (!unchanged.contains(span)) {
        Map<String, AttributeValue> item = TimelineItem.of(scope, span);
        changes.add(
            TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build());
      }
    }
    return changes;
  }

  private TransactWriteItem countUp(Scope scope, long version) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":next", fromN(Long.toString(version + 1)));
    if (version > 0) {
      values.put(":known", fromN(Long.toString(version)));
    }
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table)
                .key(TimelineTable.key(scope, TimelineItem.VERSION))
                .updateExpression("SET #number = :next")
                .conditionExpression(
                    version == 0 ? "attribute_not_exists(#number)" : "#number = :known")
                .expressionAttributeNames(Map.of("#number", TimelineItem.NUMBER))
                .expressionAttributeValues(values))
        .build();
  }

  private static boolean isLostRace(TransactionCanceledException cancelled) {
    return cancelled.hasCancellationReasons()
        && cancelled.cancellationReasons().stream()
            .map(CancellationReason::code)
            .allMatch(LOST_RACES::contains);
  }
}
