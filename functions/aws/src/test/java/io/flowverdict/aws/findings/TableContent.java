package io.flowverdict.aws.findings;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Every item of a table as text that is the same for equal items.
final class TableContent {

  private TableContent() {}

  /// {@return the items' attributes by the items' keys}
  static SortedMap<String, String> of(DynamoDbClient client, FindingsTable table) {
    SortedMap<String, String> content = new TreeMap<>();
    client
        .scanPaginator(scan -> scan.tableName(table.name()).consistentRead(true))
        .items()
        .forEach(item -> content.put(key(item), text(item)));
    return content;
  }

  private static String key(Map<String, AttributeValue> item) {
    return Attributes.string(item, "pk") + " " + Attributes.string(item, "sk");
  }

  private static String text(Map<String, AttributeValue> item) {
    SortedMap<String, String> attributes = new TreeMap<>();
    item.forEach((name, value) -> attributes.put(name, text(value)));
    return attributes.toString();
  }

  private static String text(AttributeValue value) {
    return switch (value.type()) {
      case M -> text(value.m());
      case L -> value.l().stream().map(TableContent::text).toList().toString();
      case BS -> value.bs().stream().map(Object::toString).sorted().toList().toString();
      case S, N, B, SS, NS, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> value.toString();
    };
  }
}
