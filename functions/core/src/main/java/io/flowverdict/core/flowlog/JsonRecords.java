package io.flowverdict.core.flowlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowverdict.core.flowlog.JsonObjects.Found;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Flow-log records in JSON, as lines: of objects that name their fields, or of those that have a
/// line as their message, as CloudWatch Logs gives them by itself and by Firehose.
///
/// Each record is a line, in the order of the text. An object beside records that is none is a line
/// that is rejected, and so is what is no JSON.
final class JsonRecords extends RewrittenLines {

  /// The record itself among the fields that CloudWatch Logs Insights finds in it.
  private static final String INSIGHTS_MESSAGE = "@message";

  private static final Set<String> MESSAGES = Set.of("message", INSIGHTS_MESSAGE);

  /// What the beginning of JSON text shows.
  ///
  /// @param columns what the objects that are records name; empty when there is none
  /// @param message a line that is the message of an object; null when there is none
  /// @param keys every key
  record Shown(Set<String> columns, @Nullable String message, Set<String> keys) {}

  private final InputStream json;
  private final JsonObjects objects;
  private final boolean named;
  private Set<String> columns;

  /// Where records were found.
  private @Nullable String path;

  private @Nullable String held;

  /// @param columns those of objects that name their fields; empty for messages
  JsonRecords(InputStream json, Collection<String> columns) {
    this.json = json;
    this.objects = new JsonObjects(new InputStreamReader(json, UTF_8));
    this.named = !columns.isEmpty();
    this.columns = new LinkedHashSet<>(columns);
  }

  /// {@return what JSON text shows}
  ///
  /// @param begin of the text
  static Shown shown(byte[] begin) {
    Set<String> columns = new LinkedHashSet<>();
    Set<String> keys = new LinkedHashSet<>();
    String message = null;
    JsonObjects objects =
        new JsonObjects(new InputStreamReader(new ByteArrayInputStream(begin), UTF_8));
    try {
      for (Found found = objects.next(); found != null; found = objects.next()) {
        if (found instanceof Found.Members(String path, Map<String, String> members)) {
          keys.addAll(members.keySet());
          keys.addAll(List.of(path.split("/")));
          boolean record = isRecord(named(members)) && !members.containsKey(INSIGHTS_MESSAGE);
          columns.addAll(record ? named(members).keySet() : Set.of());
        }
        String line = message(found);
        message = message == null && line != null && RecordLine.isOne(line) ? line : message;
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new Shown(columns, message, keys);
  }

  /// The columns of a flow log among the members of an object.
  private static Map<String, String> named(Map<String, String> members) {
    Map<String, String> named = new LinkedHashMap<>();
    members.forEach((key, value) -> {
      String column = FlowLogFormat.columnNamed(key);
      if (FlowLogFormat.isColumn(column)) {
        named.merge(column, value, (one, two) -> one + JsonObjects.REPEATED + two);
      }
    });
    return named;
  }

  /// Whether an object is a record: it says from where to where, or that there was none.
  private static boolean isRecord(Map<String, String> named) {
    boolean ofEnds =
        hasOneOf(named, FlowLogField.SRCADDR, FlowLogField.PKT_SRCADDR)
            && hasOneOf(named, FlowLogField.DSTADDR, FlowLogField.PKT_DSTADDR);
    return ofEnds
        || (named.containsKey(FlowLogField.INTERFACE_ID.headerName())
            && named.containsKey(FlowLogField.LOG_STATUS.headerName()));
  }

  private static boolean hasOneOf(Map<String, String> named, FlowLogField one, FlowLogField two) {
    return named.containsKey(one.headerName()) || named.containsKey(two.headerName());
  }

  private static @Nullable String message(Found found) {
    return switch (found) {
      case Found.Text(String path, String text) -> text;
      case Found.Broken broken -> null;
      case Found.Members members when members.isCell() -> null;
      case Found.Members(String path, Map<String, String> members) ->
          members.entrySet().stream()
              .filter(member -> MESSAGES.contains(member.getKey()) || isLine(member.getValue()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null);
    };
  }

  /// Whether a value is a record, whatever its key: collectors of logs have names of their own.
  private static boolean isLine(String value) {
    return value.indexOf(' ') >= 0 && RecordLine.isOne(value);
  }

  @Override
  @Nullable String nextLine() throws IOException {
    if (held != null) {
      String line = held;
      held = null;
      return line;
    }
    for (Found found = objects.next(); found != null; found = objects.next()) {
      String line = named ? ofNamed(found) : ofMessage(found);
      if (line != null) {
        return line;
      }
    }
    return null;
  }

  private @Nullable String ofNamed(Found found) {
    if (!(found instanceof Found.Members(String at, Map<String, String> members))) {
      return found instanceof Found.Broken(String text) ? rejected(text) : null;
    }
    Map<String, String> values = named(members);
    if (!isRecord(values)) {
      return at.equals(path) ? rejected(members.toString()) : null;
    }
    path = at;
    boolean known = columns.containsAll(values.keySet());
    if (!known) {
      columns = new LinkedHashSet<>(columns);
      columns.addAll(values.keySet());
    }
    String line =
        String.join(" ", columns.stream().map(column -> words(values.get(column))).toList());
    if (known) {
      return line;
    }
    held = line;
    return String.join(" ", columns);
  }

  /// The value of a column as a word; as several, so that its line is rejected, if it has several.
  private static String words(@Nullable String value) {
    if (value == null || value.indexOf(JsonObjects.REPEATED) < 0) {
      return word(value);
    }
    List<String> recorded =
        Arrays.stream(value.split(String.valueOf(JsonObjects.REPEATED)))
            .filter(one -> !one.isBlank())
            .map(RewrittenLines::word)
            .toList();
    return recorded.isEmpty() ? word(null) : String.join(" ", recorded);
  }

  private @Nullable String ofMessage(Found found) {
    String message = message(found);
    return switch (found) {
      case Found.Broken(String text) -> rejected(text);
      case Found.Text(String at, String text) when RecordLine.isOne(text) || at.equals(path) -> {
        path = at;
        yield onOneLine(text.stripTrailing());
      }
      case Found.Text text -> null;
      case Found.Members(String at, Map<String, String> members) -> {
        if (message != null) {
          path = at;
          yield onOneLine(message.stripTrailing());
        }
        yield at.equals(path) ? rejected(members.toString()) : null;
      }
    };
  }

  /// {@return a line of one word, which no record is}
  private static String rejected(String text) {
    return word(Excerpt.of(text, RejectedLine.LONGEST_TEXT).replaceAll("[\\s,]+", ","));
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
