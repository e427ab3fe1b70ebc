package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Attributes.text;

import io.flowverdict.core.finding.RecordCounts;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.finding.VerdictCounts;
import io.flowverdict.core.snapshot.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The counts in the [FindingsTable]: one write for each object.
public final class DynamoRecordCounts implements RecordCounts {

  /// How many objects an item takes: one that is full has 10 KB.
  private static final int MOST_OBJECTS = 250;

  /// In the order of the numbers of an object's share.
  private static final List<String> SUMS =
      List.of("accepted", "rejected", "undecided", "notEvaluated");

  private static final String OF_HOURS = "#pk = :pk AND #sk BETWEEN :from AND :to";

  private final DynamoDbClient client;
  private final FindingsTable table;
  private final Retention retention;
  private final ObjectShares shares;

  public DynamoRecordCounts(DynamoDbClient client, FindingsTable table, Retention retention) {
    this.client = client;
    this.table = table;
    this.retention = retention;
    this.shares = new ObjectShares(client, table, MOST_OBJECTS, SUMS);
  }

  @Override
  public void judged(Scope scope, Source source, Instant delivered, VerdictCounts counts) {
    if (counts.records() > 0 || source.attempt() > 1) {
      Instant hour = delivered.truncatedTo(ChronoUnit.HOURS);
      shares.put(
          partition(scope),
          HourItems.sort(hour),
          source,
          new Share(
              source.attempt(),
              List.of(
                  counts.accepted(), counts.rejected(), counts.undecided(), counts.notEvaluated())),
          hour.plus(Duration.ofHours(1)).plus(retention.hours()));
    }
  }

  @Override
  public SortedMap<Instant, VerdictCounts> hours(Scope scope, Instant from, Instant to) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table.name())
            .keyConditionExpression(OF_HOURS)
            .expressionAttributeNames(ItemUpdate.names(OF_HOURS))
            .expressionAttributeValues(
                Map.of(
                    ":pk", partition(scope),
                    ":from", text(HourItems.sort(from)),
                    ":to", text(HourItems.sort(to) + "~")))
            .build();
    SortedMap<Instant, VerdictCounts> hours = new TreeMap<>();
    for (Map<String, AttributeValue> item : client.queryPaginator(query).items()) {
      VerdictCounts counts = counts(item);
      if (counts.records() > 0) {
        hours.merge(HourItems.hour(item), counts, VerdictCounts::plus);
      }
    }
    return Collections.unmodifiableSortedMap(hours.headMap(to));
  }

  private static VerdictCounts counts(Map<String, AttributeValue> item) {
    return ObjectShares.of(item).values().stream()
        .map(Share::numbers)
        .map(numbers ->
            new VerdictCounts(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3)))
        .reduce(VerdictCounts.NONE, VerdictCounts::plus);
  }

  private static AttributeValue partition(Scope scope) {
    return text("RECORDS#" + scope);
  }
}
