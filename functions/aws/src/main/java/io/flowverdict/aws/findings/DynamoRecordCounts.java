package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Attributes.number;
import static io.flowverdict.aws.findings.Attributes.text;

import io.flowverdict.core.finding.RecordCounts;
import io.flowverdict.core.finding.VerdictCounts;
import io.flowverdict.core.snapshot.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The counts in the [FindingsTable]: one write for each object.
public final class DynamoRecordCounts implements RecordCounts {

  /// How many objects an item takes: one that is full has 13 KB.
  private static final int MOST_SOURCES = 1_000;

  private static final String ACCEPTED = "accepted";
  private static final String REJECTED = "rejected";
  private static final String UNDECIDED = "undecided";
  private static final String NOT_EVALUATED = "notEvaluated";

  private static final String OF_HOURS = "#pk = :pk AND #sk BETWEEN :from AND :to";
  private static final String COUNTS = "#sk, #accepted, #rejected, #undecided, #notEvaluated";

  private final DynamoDbClient client;
  private final FindingsTable table;
  private final Retention retention;
  private final ObjectCounters counters;

  public DynamoRecordCounts(DynamoDbClient client, FindingsTable table, Retention retention) {
    this.client = client;
    this.table = table;
    this.retention = retention;
    this.counters = new ObjectCounters(client, table, MOST_SOURCES);
  }

  @Override
  public void judged(Scope scope, String object, Instant delivered, VerdictCounts counts) {
    if (counts.records() > 0) {
      Instant hour = delivered.truncatedTo(ChronoUnit.HOURS);
      counters.add(
          partition(scope),
          HourItems.sort(hour),
          object,
          Map.of(
              ACCEPTED, number(counts.accepted()),
              REJECTED, number(counts.rejected()),
              UNDECIDED, number(counts.undecided()),
              NOT_EVALUATED, number(counts.notEvaluated())),
          hour.plus(Duration.ofHours(1)).plus(retention.hours()));
    }
  }

  @Override
  public SortedMap<Instant, VerdictCounts> hours(Scope scope, Instant from, Instant to) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table.name())
            .keyConditionExpression(OF_HOURS)
            .projectionExpression(COUNTS)
            .expressionAttributeNames(ItemUpdate.names(OF_HOURS, COUNTS))
            .expressionAttributeValues(
                Map.of(
                    ":pk", partition(scope),
                    ":from", text(HourItems.sort(from)),
                    ":to", text(HourItems.sort(to) + "~")))
            .build();
    SortedMap<Instant, VerdictCounts> hours = new TreeMap<>();
    for (Map<String, AttributeValue> item : client.queryPaginator(query).items()) {
      hours.merge(HourItems.hour(item), counts(item), VerdictCounts::plus);
    }
    return Collections.unmodifiableSortedMap(hours.headMap(to));
  }

  private static VerdictCounts counts(Map<String, AttributeValue> item) {
    return new VerdictCounts(
        Attributes.whole(item, ACCEPTED),
        Attributes.whole(item, REJECTED),
        Attributes.whole(item, UNDECIDED),
        Attributes.whole(item, NOT_EVALUATED));
  }

  private static AttributeValue partition(Scope scope) {
    return text("RECORDS#" + scope);
  }
}
