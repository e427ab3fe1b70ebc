package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Attributes.number;
import static io.flowverdict.aws.findings.Attributes.string;
import static io.flowverdict.aws.findings.Attributes.whole;

import io.flowverdict.core.finding.Counts;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of the [FindingsTable] that count by the hour: their sort keys, and how traffic is
/// written down in them.
final class HourItems {

  /// What the sort keys of all of them begin with.
  static final String PREFIX = "HOUR#";

  private static final String RECORDS = "records";
  private static final String PACKETS = "packets";
  private static final String BYTES = "bytes";

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
  static Map<String, AttributeValue> counted(Counts counts) {
    return Map.of(
        RECORDS, number(counts.records()),
        PACKETS, number(counts.packets()),
        BYTES, number(counts.bytes()));
  }

  static Counts counts(Map<String, AttributeValue> item) {
    return new Counts(whole(item, RECORDS), whole(item, PACKETS), whole(item, BYTES));
  }
}
