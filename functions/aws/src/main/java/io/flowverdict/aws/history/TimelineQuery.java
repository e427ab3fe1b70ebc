package io.flowverdict.aws.history;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The queries of one scope's spans. Reads are consistent, times are whole milliseconds.
final class TimelineQuery {
  /// Times are of four-digit years, and between these two.
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private TimelineQuery() {}

  /// All spans, the latest first.
  static QueryRequest.Builder latestFirst(String table, Scope scope) {
    return query(table, scope, FIRST, LAST).scanIndexForward(false);
  }

  /// The spans that begin before a time, the latest first.
  static QueryRequest.Builder before(String table, Scope scope, Instant time) {
    return query(table, scope, FIRST, inside(time).minusMillis(1)).scanIndexForward(false);
  }

  /// The spans that begin at one time, at another, or between them.
  static QueryRequest.Builder between(String table, Scope scope, Instant from, Instant to) {
    return query(table, scope, inside(from), inside(to));
  }

  /// The spans that begin at a time or later.
  static QueryRequest.Builder since(String table, Scope scope, Instant time) {
    return query(table, scope, inside(time), LAST);
  }

  /// The spans that begin after a time.
  static QueryRequest.Builder after(String table, Scope scope, Instant time) {
    return query(table, scope, inside(time).plusMillis(1), LAST);
  }

  private static Instant inside(Instant time) {
    if (time.isAfter(LAST)) {
      return LAST.minusMillis(1);
    }
    return time.isBefore(FIRST) ? FIRST.plusMillis(1) : time;
  }

  private static QueryRequest.Builder query(
      String table, Scope scope, Instant first, Instant last) {
    return QueryRequest.builder()
        .tableName(table)
        .consistentRead(true)
        .keyConditionExpression("#scope = :scope AND #item BETWEEN :first AND :last")
        .expressionAttributeNames(
            Map.of("#scope", TimelineTable.SCOPE, "#item", TimelineTable.ITEM))
        .expressionAttributeValues(
            Map.of(
                ":scope", fromS(scope.toString()),
                ":first", fromS(TimelineItem.time(first)),
                ":last", fromS(TimelineItem.time(last))));
  }
}
