package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.FindingItems.EXPIRES;
import static io.flowverdict.aws.findings.FindingItems.HOUR;
import static io.flowverdict.aws.findings.FindingItems.SOURCES;

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
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The hour items: how much of a finding was seen in each hour, and in which objects.
///
/// The objects of an hour are spread over [#SHARDS] items by the hash of their names, so that many
/// writers do not wait for one item and none grows large; a shard that has all the objects it takes
/// goes on in another item, its next part. An object is looked for in the parts in their order, and
/// a full part never changes again, so each object is counted once, however many there are. The
/// items do not depend on the order of deliveries as long as no shard is full; their sums never do.
final class Hours {

  /// Never to be changed for hours that objects may yet be delivered for again.
  private static final int SHARDS = 4;

  private static final String IS_NEW =
      "attribute_not_exists(#sources)"
          + " OR (NOT contains(#sources, :source) AND size(#sources) < :most)";

  private static final String OF_FINDING = "#pk = :pk AND #sk BETWEEN :start AND :end";
  private static final String IS_KEPT = "#expires > :now";
  private static final String COUNTS = "#sk, #records, #packets, #bytes";

  /// Sorts after the items of all hours.
  private static final String END = HOUR + "~";

  private final DynamoDbClient client;
  private final FindingsTable table;
  private final Duration retention;
  private final Clock clock;
  private final int mostSources;

  /// @param retention how long after its end an hour is kept
  /// @param mostSources how many objects one item takes; 13 bytes are kept of each
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
    this.mostSources = mostSources;
  }

  /// Counts what an object shows of an hour, unless it is counted already.
  void count(String id, Source source, Instant hour, Counts counts) {
    SdkBytes object = SdkBytes.fromByteArrayUnsafe(BoundedText.hash(source.object()));
    String shard =
        FindingItems.hourSort(hour, source.flowLogId())
            + "#"
            + Math.floorMod(object.asByteArrayUnsafe()[0], SHARDS);
    int part = 1;
    while (!isCounted(id, shard + (part == 1 ? "" : "." + part), hour, object, counts)) {
      part++;
    }
  }

  /// {@return whether the part of the object's shard has the object; otherwise it is full}
  private boolean isCounted(String id, String sort, Instant hour, SdkBytes source, Counts counts) {
    ItemUpdate update =
        new ItemUpdate()
            .add(FindingItems.counted(counts, source))
            .set(Map.of(EXPIRES, Attributes.number(expiry(hour).getEpochSecond())))
            .onlyIf(IS_NEW)
            .with("source", AttributeValue.fromB(source))
            .with("most", Attributes.number(mostSources));
    try {
      client.updateItem(update.of(FindingItems.key(id, sort), table));
      return true;
    } catch (ConditionalCheckFailedException refused) {
      return Attributes.required(refused.item(), SOURCES).bs().contains(source);
    }
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
        kept(id, end).scanIndexForward(false).limit((request.size() + 1) * SHARDS).build();
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
          .computeIfAbsent(FindingItems.hour(item), _ -> new HashMap<>())
          .merge(FindingItems.flowLog(item), FindingItems.counts(item), Counts::plus);
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
      return Optional.of(FindingItems.hourSort(Instant.parse(token)));
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
                ":start", Attributes.text(HOUR),
                ":end", Attributes.text(end),
                ":now", Attributes.number(clock.instant().getEpochSecond())));
  }
}
