package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Attributes.number;
import static io.flowverdict.aws.findings.Attributes.required;
import static io.flowverdict.aws.findings.Attributes.string;
import static io.flowverdict.aws.findings.Attributes.text;

import io.flowverdict.core.finding.LogDeliveries;
import io.flowverdict.core.snapshot.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The deliveries in the [FindingsTable]: one write for each object, one item for each flow log and
/// day, which holds 1,440 numbers at the most.
public final class DynamoLogDeliveries implements LogDeliveries {

  private static final String DAY = "DAY#";
  private static final String SLOTS = "slots";
  private static final String OF_LOG = "#pk = :pk AND #sk BETWEEN :from AND :to";

  private final DynamoDbClient client;
  private final FindingsTable table;
  private final Retention retention;

  public DynamoLogDeliveries(DynamoDbClient client, FindingsTable table, Retention retention) {
    this.client = client;
    this.table = table;
    this.retention = retention;
  }

  @Override
  public void arrived(Scope scope, String flowLogId, Instant slot) {
    Instant day = day(slot).atStartOfDay().toInstant(ZoneOffset.UTC);
    long minute = Duration.between(day, slot).toMinutes();
    Instant expires = day.plus(Duration.ofDays(1)).plus(retention.hours());
    ItemUpdate update =
        new ItemUpdate()
            .add(Map.of(SLOTS, AttributeValue.fromNs(List.of(Long.toString(minute)))))
            .set(Map.of(FindingItems.EXPIRES, number(expires.getEpochSecond())));
    Map<String, AttributeValue> key =
        Map.of(
            FindingItems.PK, partition(scope, flowLogId),
            FindingItems.SK, text(DAY + day(slot)));
    client.updateItem(update.of(key, table));
  }

  @Override
  public SortedSet<Instant> slots(Scope scope, String flowLogId, Instant from, Instant to) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table.name())
            .keyConditionExpression(OF_LOG)
            .expressionAttributeNames(ItemUpdate.names(OF_LOG))
            .expressionAttributeValues(
                Map.of(
                    ":pk", partition(scope, flowLogId),
                    ":from", text(DAY + day(from)),
                    ":to", text(DAY + day(to))))
            .build();
    SortedSet<Instant> slots = new TreeSet<>();
    for (Map<String, AttributeValue> item : client.queryPaginator(query).items()) {
      LocalDate day = LocalDate.parse(string(item, FindingItems.SK).substring(DAY.length()));
      for (String minute : required(item, SLOTS).ns()) {
        Instant slot =
            day.atStartOfDay().plusMinutes(Long.parseLong(minute)).toInstant(ZoneOffset.UTC);
        if (!slot.isBefore(from) && !slot.isAfter(to)) {
          slots.add(slot);
        }
      }
    }
    return Collections.unmodifiableSortedSet(slots);
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private static AttributeValue partition(Scope scope, String flowLogId) {
    return text("LOG#" + FindingItems.of(scope, flowLogId).s());
  }
}
