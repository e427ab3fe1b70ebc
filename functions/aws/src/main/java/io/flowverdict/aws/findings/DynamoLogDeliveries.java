package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Attributes.number;
import static io.flowverdict.aws.findings.Attributes.required;
import static io.flowverdict.aws.findings.Attributes.string;
import static io.flowverdict.aws.findings.Attributes.text;
import static java.time.ZoneOffset.UTC;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;

import io.flowverdict.core.finding.LogDeliveries;
import io.flowverdict.core.snapshot.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The deliveries in the [FindingsTable]: one write for each object, one item for each flow log and
/// day, which holds 1,440 numbers at the most; and one write for each interface and hour that an
/// object leaves undecided.
public final class DynamoLogDeliveries implements LogDeliveries {

  private static final String DAY = "DAY#";
  private static final String SLOTS = "slots";
  private static final String UNDECIDED = "undecided";
  private static final String OF_RESOURCE = "#pk = :pk AND #sk BETWEEN :from AND :to";

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
    add(scope, flowLogId, SLOTS, slot, MINUTES.between(start(slot), slot));
  }

  @Override
  public void undecided(Scope scope, Map<String, ? extends SortedSet<Instant>> hours) {
    SideBySide.each(
        hours.entrySet(),
        ofInterface -> addAll(scope, ofInterface.getKey(), ofInterface.getValue()));
  }

  /// {@return how many were noted}
  private int addAll(Scope scope, String interfaceId, SortedSet<Instant> hours) {
    hours.forEach(
        hour -> add(scope, interfaceId, UNDECIDED, hour, HOURS.between(start(hour), hour)));
    return hours.size();
  }

  private void add(Scope scope, String resource, String attribute, Instant at, long number) {
    Instant expires = start(at).plus(Duration.ofDays(1)).plus(retention.hours());
    ItemUpdate update =
        new ItemUpdate()
            .add(Map.of(attribute, AttributeValue.fromNs(List.of(Long.toString(number)))))
            .set(Map.of(FindingItems.EXPIRES, number(expires.getEpochSecond())));
    Map<String, AttributeValue> key =
        Map.of(
            FindingItems.PK, partition(scope, resource),
            FindingItems.SK, text(DAY + day(at)));
    client.updateItem(update.of(key, table));
  }

  @Override
  public SortedSet<Instant> slots(Scope scope, String flowLogId, Instant from, Instant to) {
    return times(scope, flowLogId, SLOTS, MINUTES, from, to);
  }

  @Override
  public SortedSet<Instant> undecided(Scope scope, String interfaceId, Instant from, Instant to) {
    return times(scope, interfaceId, UNDECIDED, HOURS, from, to);
  }

  private SortedSet<Instant> times(
      Scope scope, String resource, String attribute, ChronoUnit unit, Instant from, Instant to) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table.name())
            .keyConditionExpression(OF_RESOURCE)
            .expressionAttributeNames(ItemUpdate.names(OF_RESOURCE))
            .expressionAttributeValues(
                Map.of(
                    ":pk", partition(scope, resource),
                    ":from", text(DAY + day(from)),
                    ":to", text(DAY + day(to))))
            .build();
    SortedSet<Instant> times = new TreeSet<>();
    for (Map<String, AttributeValue> item : client.queryPaginator(query).items()) {
      LocalDate day = LocalDate.parse(string(item, FindingItems.SK).substring(DAY.length()));
      for (String number : required(item, attribute).ns()) {
        times.add(day.atStartOfDay().toInstant(UTC).plus(Long.parseLong(number), unit));
      }
    }
    times.removeIf(time -> time.isBefore(from) || time.isAfter(to));
    return Collections.unmodifiableSortedSet(times);
  }

  private static Instant start(Instant time) {
    return day(time).atStartOfDay().toInstant(UTC);
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, UTC);
  }

  private static AttributeValue partition(Scope scope, String resource) {
    return text("LOG#" + FindingItems.of(scope, resource).s());
  }
}
