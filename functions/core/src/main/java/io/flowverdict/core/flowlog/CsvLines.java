package io.flowverdict.core.flowlog;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Flow-log records with commas, or another separator, between their values, as Athena, CloudWatch
/// Logs Insights and spreadsheets write them: as lines with blanks between their values.
///
/// Each line stays a line. Values may have quotes around them; a value does not go on in the next
/// line, as none of a flow log does.
final class CsvLines extends RewrittenLines {

  private static final String SEPARATORS = ",\t;|";

  /// How text is to be read.
  ///
  /// @param separator between values
  /// @param names of the columns; empty when the first line is a record
  /// @param message the column whose values are lines of a flow log; less than 0 when none is
  record Shape(char separator, List<String> names, int message) {

    /// {@return whether the first line names the columns}
    boolean hasHeader() {
      return !names.isEmpty();
    }
  }

  private final LineReader lines;
  private final Shape shape;
  private final @Nullable FlowLogFormat fields;

  /// Whether a line that is not blank was read.
  private boolean begun;

  /// @param fields of the values, where the columns are not named, or of the messages
  CsvLines(InputStream text, Shape shape, @Nullable FlowLogFormat fields) {
    this.lines = new LineReader(text, FlowLogReader.LONGEST_LINE);
    this.shape = shape;
    this.fields = fields;
  }

  /// {@return how text is to be read that begins with a line; empty when it is not of this kind}
  ///
  /// @param fields of the values, where the line does not name them; null when they are not known
  static Optional<Shape> shape(String line, @Nullable FlowLogFormat fields) {
    for (int i = 0; i < SEPARATORS.length(); i++) {
      char separator = SEPARATORS.charAt(i);
      List<String> values = values(line, separator);
      if (values.size() > 1 && (separator != '\t' || isOfTabs(values, fields))) {
        int message = message(values);
        List<String> columns = values.stream().map(CellWord::joined).toList();
        if (message >= 0 || 2 * FlowLogFormat.namesAmong(columns) >= values.size()) {
          return Optional.of(new Shape(separator, columns, message));
        }
        if (RecordLine.isOne(values)) {
          return Optional.of(new Shape(separator, List.of(), -1));
        }
      }
    }
    return Optional.empty();
  }

  /// Whether tabs are all that separates values: else blanks and tabs, however many, do.
  private static boolean isOfTabs(List<String> values, @Nullable FlowLogFormat fields) {
    if (values.stream().anyMatch(String::isEmpty)) {
      return false;
    }
    boolean header = FlowLogFormat.namesAmong(values.stream().map(CellWord::joined).toList()) > 0;
    boolean counted = fields != null && fields.columns().size() == values.size();
    return counted
        || values.stream()
            .filter(value -> value.indexOf(' ') >= 0)
            .allMatch(value -> header ? isOneName(value) : IsoTime.tryParse(value).isPresent());
  }

  /// Whether a text with blanks inside is one column's name, and not the names of several.
  private static boolean isOneName(String text) {
    return FlowLogFormat.namesAmong(List.of(CellWord.joined(text))) > 0
        || FlowLogFormat.namesAmong(FlowLogFormat.words(text)) == 0;
  }

  private static int message(List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      String name = values.get(i).toLowerCase(Locale.ROOT);
      if (name.equals("message") || name.equals("@message")) {
        return i;
      }
    }
    return -1;
  }

  /// {@return the values of a line, without their quotes}
  static List<String> values(String line, char separator) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        value.append(c);
        i++;
      } else if (c == '"' && (quoted || value.isEmpty())) {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        values.add(value.toString().strip());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    values.add(value.toString().strip());
    return values;
  }

  @Override
  @Nullable String nextLine() throws IOException {
    if (!lines.next()) {
      return null;
    }
    String text = lines.text();
    if (lines.tooLong()) {
      return text + "x".repeat(FlowLogReader.LONGEST_LINE);
    }
    if (text.isBlank()) {
      return text;
    }
    boolean first = !begun;
    begun = true;
    List<String> values = values(text, shape.separator());
    if (shape.message() >= 0) {
      return message(values, first);
    }
    if (shape.hasHeader() && first) {
      return header();
    }
    return record(values);
  }

  private String message(List<String> values, boolean header) {
    if (header && fields != null) {
      return fields.toString();
    }
    return shape.message() < values.size() ? onOneLine(values.get(shape.message())) : "-";
  }

  private String header() {
    List<String> names = new ArrayList<>();
    for (String name : shape.names()) {
      names.add(name.isEmpty() ? "column-" + (names.size() + 1) : name);
    }
    return onOneLine(String.join(" ", names));
  }

  private String record(List<String> values) {
    List<String> columns = columns();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      words.add(word(i < columns.size() ? value(columns.get(i), values.get(i)) : values.get(i)));
    }
    boolean oneMore = words.size() == columns.size() + 1 && values.getLast().isEmpty();
    return String.join(" ", oneMore ? words.subList(0, columns.size()) : words);
  }

  private static String value(String column, String value) {
    return FlowLogField.meantBy(column)
        .map(field -> field.isNumber() ? WholeNumber.digits(value) : value)
        .orElse(value);
  }

  private List<String> columns() {
    return shape.hasHeader() || fields == null ? shape.names() : fields.columns();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
