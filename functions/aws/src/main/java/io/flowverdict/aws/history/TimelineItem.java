package io.flowverdict.aws.history;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Span;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of [TimelineTable] that make a timeline.
final class TimelineItem {
  static final String VERSION = "version";
  static final String NUMBER = "number";

  private static final String VERIFIED_UNTIL = "verifiedUntil";
  private static final String REVISIONS = "revisions";

  /// Always as many digits, so that the order of the texts is that of the times.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private TimelineItem() {}

  static String time(Instant time) {
    return TIME.format(time);
  }

  static Map<String, AttributeValue> of(Scope scope, Span span) {
    List<AttributeValue> revisions =
        span.revisionIds().stream().map(AttributeValue::fromS).toList();
    Map<String, AttributeValue> item =
        new HashMap<>(TimelineTable.key(scope, time(span.observedFrom())));
    item.put(VERIFIED_UNTIL, fromS(time(span.verifiedUntil())));
    item.put(REVISIONS, fromL(revisions));
    return item;
  }

  static Span span(Map<String, AttributeValue> item) {
    return new Span(
        value(item, REVISIONS).l().stream().map(AttributeValue::s).toList(),
        Instant.parse(value(item, TimelineTable.ITEM).s()),
        Instant.parse(value(item, VERIFIED_UNTIL).s()));
  }

  static long number(Map<String, AttributeValue> item) {
    return Long.parseLong(value(item, NUMBER).n());
  }

  private static AttributeValue value(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new IllegalStateException("An item of the timeline table has no " + name + ": " + item);
    }
    return value;
  }
}
