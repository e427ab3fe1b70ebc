package io.flowverdict.aws.findings;

import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.Source;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Gatherers;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// What each attempt to judge an object is about to show, written before the first of it: so that a
/// later attempt knows what to take back.
///
/// An entry takes 20 bytes: the finding's id in 16, and the hour, in hours since 1970, in 4.
final class Manifests {

  private static final String SHOWN = "shown";
  private static final String PREFIX = "SHOWN#";
  private static final String BETWEEN = "#pk = :pk AND #sk BETWEEN :from AND :to";
  private static final int ENTRY_BYTES = 20;

  /// An item takes 400 KB.
  private static final int MOST_IN_ITEM = 15_000;

  private final DynamoDbClient client;
  private final FindingsTable table;
  private final Duration retention;
  private final Clock clock;

  Manifests(DynamoDbClient client, FindingsTable table, Duration retention, Clock clock) {
    this.client = client;
    this.table = table;
    this.retention = retention;
    this.clock = clock;
  }

  /// A finding in an hour.
  record Entry(String id, Instant hour) {}

  static List<Entry> entries(List<ObservedCause> causes) {
    List<Entry> entries = new ArrayList<>();
    for (ObservedCause cause : causes) {
      String id = cause.cause().id();
      cause.hours().keySet().forEach(hour -> entries.add(new Entry(id, hour)));
    }
    return entries;
  }

  /// Notes what an attempt shows.
  void write(Source source, List<Entry> entries) {
    long expires = clock.instant().plus(retention).getEpochSecond();
    List<List<Entry>> items = entries.stream().gather(Gatherers.windowFixed(MOST_IN_ITEM)).toList();
    for (int number = 0; number < items.size(); number++) {
      Map<String, AttributeValue> item =
          Map.of(
              FindingItems.PK,
              ObjectItems.partition(source.object()),
              FindingItems.SK,
              Attributes.text(attempt(source.attempt()) + "%03d".formatted(number)),
              SHOWN,
              AttributeValue.fromB(bytes(items.get(number))),
              FindingItems.EXPIRES,
              Attributes.number(expires));
      client.putItem(put -> put.tableName(table.name()).item(item));
    }
  }

  /// {@return what this attempt shows}
  Set<Entry> of(Source source) {
    return between(source.object(), attempt(source.attempt()), attempt(source.attempt() + 1));
  }

  /// {@return what all attempts before this one showed, or were about to}
  Set<Entry> before(Source source) {
    return between(source.object(), PREFIX, attempt(source.attempt()));
  }

  private Set<Entry> between(String object, String from, String to) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table.name())
            .keyConditionExpression(BETWEEN)
            .expressionAttributeNames(ItemUpdate.names(BETWEEN))
            .expressionAttributeValues(
                Map.of(
                    ":pk", ObjectItems.partition(object),
                    ":from", Attributes.text(from),
                    ":to", Attributes.text(to)))
            .consistentRead(true)
            .build();
    Set<Entry> entries = new LinkedHashSet<>();
    for (Map<String, AttributeValue> item : client.queryPaginator(query).items()) {
      ByteBuffer bytes = Attributes.required(item, SHOWN).b().asByteBuffer();
      while (bytes.remaining() >= ENTRY_BYTES) {
        byte[] id = new byte[ENTRY_BYTES - Integer.BYTES];
        bytes.get(id);
        Instant hour = Instant.EPOCH.plus(Duration.ofHours(bytes.getInt()));
        entries.add(new Entry(HexFormat.of().formatHex(id), hour));
      }
    }
    return entries;
  }

  private static String attempt(int number) {
    return PREFIX + "%05d#".formatted(number);
  }

  private static SdkBytes bytes(List<Entry> entries) {
    ByteBuffer bytes = ByteBuffer.allocate(entries.size() * ENTRY_BYTES);
    for (Entry entry : entries) {
      bytes.put(HexFormat.of().parseHex(entry.id()));
      bytes.putInt((int) Duration.between(Instant.EPOCH, entry.hour()).toHours());
    }
    return SdkBytes.fromByteArrayUnsafe(bytes.array());
  }
}
