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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The hour items: how much of a finding was seen in each hour, and in which objects.
///
/// Each object is counted once: see [ObjectShares].
final class Hours {

  private static final String OF_FINDING = "#pk = :pk AND #sk BETWEEN :start AND :end";
  private static final String IS_KEPT = "#expires > :now";

  /// Sorts after the items of all hours.
  private static final String END = HourItems.PREFIX + "~";

  private final DynamoDbClient client;
  private final FindingsTable table;
  private final Duration retention;
  private final Clock clock;
  private final ObjectShares shares;

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
    this.shares = new ObjectShares(client, table, mostSources, HourItems.SUMS);
  }

  /// Counts what an object shows of an hour, in place of what an earlier attempt showed.
  ///
  /// @return whether it is counted now and the object was not before
  boolean count(String id, Source source, Instant hour, Seen seen) {
    return shares
        .put(
            FindingItems.partition(id),
            HourItems.sort(hour, source.flowLogId()),
            source,
            HourItems.share(source, hour, seen),
            expiry(hour))
        .isEmpty();
  }

  /// Counts an object no longer that an earlier attempt counted.
  void retract(String id, Source source, Instant hour) {
    shares.put(
        FindingItems.partition(id),
        HourItems.sort(hour, source.flowLogId()),
        source,
        Share.gone(source.attempt()),
        expiry(hour));
  }

  private Instant expiry(Instant hour) {
    return hour.plus(Duration.ofHours(1)).plus(retention);
  }

  /// {@return the traffic of all hours that are kept}
  Total total(String id) {
    Traffic traffic = new Traffic();
    List<Seen> shown = new ArrayList<>();
    for (Map<String, AttributeValue> item : client.queryPaginator(kept(id, END).build()).items()) {
      traffic.add(item);
      shown.addAll(shown(item).values());
    }
    return Total.of(traffic.hours().values().stream().reduce(Counts.NONE, Counts::plus), shown);
  }

  /// What all objects show of a finding in the hours that are kept.
  ///
  /// @param first when the finding is shown first; null when no object shows it
  /// @param latest what each object shows last, by the attribute of the object
  record Shown(@Nullable Instant first, Map<String, Seen> latest) {

    /// {@return when the finding is shown last; null when no object shows it}
    @Nullable Instant last() {
      return Total.of(Counts.NONE, latest.values()).last();
    }
  }

  /// {@return what all objects show that were counted until now}
  Shown shown(String id) {
    List<Seen> all = new ArrayList<>();
    Map<String, Seen> latest = new HashMap<>();
    QueryRequest query = kept(id, END).consistentRead(true).build();
    for (Map<String, AttributeValue> item : client.queryPaginator(query).items()) {
      Map<String, Seen> ofHour = shown(item);
      all.addAll(ofHour.values());
      ofHour.forEach((object, seen) -> {
        if (seen.last() != null) {
          latest.put(object, seen);
        }
      });
    }
    return new Shown(Total.of(Counts.NONE, all).first(), latest);
  }

  private static Map<String, Seen> shown(Map<String, AttributeValue> item) {
    Instant hour = HourItems.hour(item);
    return ObjectShares.of(item).entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, share -> HourItems.seen(hour, share.getValue())));
  }

  /// {@return a page of the hours that are kept, the latest first}
  Page<Hour> page(String id, PageRequest request) {
    String end = request.after(Hours::trySort).orElse(END);
    QueryRequest query =
        kept(id, end)
            .scanIndexForward(false)
            .limit((request.size() + 1) * ObjectShares.SHARDS)
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
      for (Seen seen : shown(item).values()) {
        byHour
            .computeIfAbsent(HourItems.hour(item), _ -> new HashMap<>())
            .merge(HourItems.flowLog(item), seen.counts(), Counts::plus);
      }
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
        .expressionAttributeNames(ItemUpdate.names(OF_FINDING, IS_KEPT))
        .expressionAttributeValues(
            Map.of(
                ":pk", FindingItems.partition(id),
                ":start", Attributes.text(HourItems.PREFIX),
                ":end", Attributes.text(end),
                ":now", Attributes.number(clock.instant().getEpochSecond())));
  }
}
