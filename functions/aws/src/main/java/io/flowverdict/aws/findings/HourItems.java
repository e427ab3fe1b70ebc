package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Attributes.string;

import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of the [FindingsTable] that count by the hour: their sort keys, and how traffic is
/// written down in them.
final class HourItems {

  /// What the sort keys of all of them begin with.
  static final String PREFIX = "HOUR#";

  /// The sums over all objects, in the order of the numbers of their shares.
  static final List<String> SUMS = List.of("records", "packets", "bytes");

  private HourItems() {}

  /// {@return what the sort keys of the items of an hour begin with}
  static String sort(Instant hour) {
    return PREFIX + Attributes.hour(hour);
  }

  /// {@return what the sort keys of the items of an hour and a flow log begin with}
  static String sort(Instant hour, String flowLogId) {
    return sort(hour) + "#" + BoundedText.name(flowLogId, FindingItems.LONGEST_IN_KEY);
  }

  /// {@return the flow log of an hour item}
  static String flowLog(Map<String, AttributeValue> item) {
    String sort = string(item, FindingItems.SK);
    return sort.substring(sort.indexOf('#', PREFIX.length()) + 1, sort.lastIndexOf('#'));
  }

  /// {@return the hour of an hour item}
  static Instant hour(Map<String, AttributeValue> item) {
    String sort = string(item, FindingItems.SK);
    return Instant.parse(
        sort.substring(PREFIX.length(), sort.indexOf('#', PREFIX.length())) + ":00:00Z");
  }

  /// {@return what an object adds to an hour item}
  static Share share(Source source, Instant hour, Seen seen) {
    Counts counts = seen.counts();
    return new Share(
        source.attempt(),
        List.of(
            counts.records(),
            counts.packets(),
            counts.bytes(),
            distance(hour, seen.first()),
            distance(hour, seen.last()),
            seen.line()));
  }

  static Seen seen(Instant hour, Share share) {
    List<Long> numbers = share.numbers();
    return new Seen(
        new Counts(numbers.get(0), numbers.get(1), numbers.get(2)),
        timeAt(hour, numbers.get(3)),
        timeAt(hour, numbers.get(4)),
        numbers.get(5));
  }

  /// Milliseconds from the hour: 0 for no time, odd numbers for those at or after it, even ones for
  /// those before it.
  private static long distance(Instant hour, @Nullable Instant time) {
    if (time == null) {
      return 0;
    }
    long millis = time.toEpochMilli() - hour.toEpochMilli();
    return millis >= 0 ? 2 * millis + 1 : -2 * millis;
  }

  private static @Nullable Instant timeAt(Instant hour, long distance) {
    if (distance == 0) {
      return null;
    }
    return hour.plusMillis(distance % 2 == 1 ? distance / 2 : -distance / 2);
  }
}
