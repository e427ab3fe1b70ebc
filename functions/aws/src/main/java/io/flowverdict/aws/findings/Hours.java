package io.flowverdict.aws.findings;

import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.Hour;
import io.flowverdict.core.finding.Page;
import io.flowverdict.core.finding.PageRequest;
import io.flowverdict.core.finding.Source;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The hour items: how much of a finding was seen in each hour, and in which objects.
///
/// Each object is counted once: see [ObjectCounters].
final class Hours {

  private static final String OF_FINDING = "#pk = :pk AND #sk BETWEEN :start AND :end";
  private static final String IS_KEPT = "#expires > :now";
  private static final String COUNTS = "#sk, #records, #packets, #bytes";

  /// Sorts after the items of all hours.
  private static final String END = HourItems.PREFIX + "~";

  private final DynamoDbClient client;
  private final FindingsTable table;
  private final Duration retention;
  private final Clock clock;
  private final ObjectCounters counters;

  /// @param retention how long after its end an hour is kept
  /// @param mostSources how many objects one item takes
  Hours(
      DynamoDbClient client,
      FindingsTable table,
      Duration retention,
      Clock clock,
      int mostSources) {
    this.client = client;
    this.table = table;
    this.retention = retention;
    this.clock = clock;
    this.counters = new ObjectCounters(client, table, mostSources);
  }

  /// Counts what an object shows of an hour, unless it is counted already.
  void count(String id, Source source, Instant hour, Counts counts) {
    counters.add(
        FindingItems.partition(id),
        HourItems.sort(hour, source.flowLogId()),
        source.object(),
        HourItems.counted(counts),
        expiry(hour));
  }

  private Instant expiry(Instant hour) {
    return hour.plus(Duration.ofHours(1)).plus(retention);
  }

  /// {@return the traffic of all hours that are kept}
  Counts total(String id) {
    Traffic traffic = new Traffic();
    client.queryPaginator(kept(id, END).build()).items().forEach(traffic::add);
    return traffic.hours().values().stream().reduce(Counts.NONE, Counts::plus);
  }

  /// {@return a page of the hours that are kept, the latest first}
  Page<Hour> page(String id, PageRequest request) {
    String end = request.after(Hours::trySort).orElse(END);
    QueryRequest query =
        kept(id, end)
            .scanIndexForward(false)
            .limit((request.size() + 1) * ObjectCounters.SHARDS)
            .build();
    Traffic traffic = new Traffic();
    for (Map<String, AttributeValue> item : client.queryPaginator(query).items()) {
      traffic.add(item);
      if (traffic.size() > request.size()) {
        break;
      }
    }
    SortedMap<Instant, Counts> hours = traffic.hours();
    List<Hour> page =
        hours.entrySet().stream()
            .limit(request.size())
            .map(hour -> new Hour(hour.getKey(), hour.getValue()))
            .toList();
    boolean isLast = hours.size() == page.size();
    return new Page<>(page, isLast ? null : page.getLast().start().toString());
  }

  /// Sums items by hour. Flow logs tell the same traffic again: what one of them counts is added
  /// up, and of several the largest counts are taken. Mutable.
  private static final class Traffic {
    private final SortedMap<Instant, Map<String, Counts>> byHour =
        new TreeMap<>(Collections.reverseOrder());

    void add(Map<String, AttributeValue> item) {
      byHour
          .computeIfAbsent(HourItems.hour(item), _ -> new HashMap<>())
          .merge(HourItems.flowLog(item), HourItems.counts(item), Counts::plus);
    }

    int size() {
      return byHour.size();
    }

    /// The latest first.
    SortedMap<Instant, Counts> hours() {
      SortedMap<Instant, Counts> hours = new TreeMap<>(Collections.reverseOrder());
      byHour.forEach((hour, flowLogs) ->
          hours.put(hour, flowLogs.values().stream().reduce(Counts.NONE, Counts::max)));
      return hours;
    }
  }

  private static Optional<String> trySort(String token) {
    try {
      return Optional.of(HourItems.sort(Instant.parse(token)));
    } catch (DateTimeException | IllegalArgumentException noHour) {
      return Optional.empty();
    }
  }

  /// {@return a query for the hours of a finding before an end}
  private QueryRequest.Builder kept(String id, String end) {
    return QueryRequest.builder()
        .tableName(table.name())
        .keyConditionExpression(OF_FINDING)
        .filterExpression(IS_KEPT)
        .projectionExpression(COUNTS)
        .expressionAttributeNames(ItemUpdate.names(OF_FINDING, IS_KEPT, COUNTS))
        .expressionAttributeValues(
            Map.of(
                ":pk", FindingItems.partition(id),
                ":start", Attributes.text(HourItems.PREFIX),
                ":end", Attributes.text(end),
                ":now", Attributes.number(clock.instant().getEpochSecond())));
  }
}
