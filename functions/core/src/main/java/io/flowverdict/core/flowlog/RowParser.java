package io.flowverdict.core.flowlog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads rows whose values come one by one, as in Parquet: by the rules for the line of text that
/// has the same values.
public final class RowParser {

  private final LineParser parser;
  private final int width;
  private final int[] columns;

  /// @param format the columns of the object
  /// @param fields those of its fields whose values are given, in the order in which they are
  public RowParser(FlowLogFormat format, List<FlowLogField> fields) {
    parser = new LineParser(format);
    width = format.columns().size();
    columns = fields.stream().mapToInt(field -> column(format, field)).toArray();
  }

  private static int column(FlowLogFormat format, FlowLogField field) {
    Integer column = format.columnOf(field);
    if (column == null) {
      throw new IllegalArgumentException("The format lacks " + field);
    }
    return column;
  }

  /// {@return what a row says}
  ///
  /// A rejected row's text is its values, each as a word, in the order of the fields.
  ///
  /// @param row its number, counted from 1
  /// @param values as many as there are fields; null or blank where nothing is recorded, which text
  ///   writes as `-`
  public FlowLogEntry parse(long row, @Nullable String[] values) {
    List<String> words = new ArrayList<>(Collections.nCopies(width, CellWord.ABSENT));
    long length = 0;
    boolean text = true;
    for (int i = 0; i < columns.length; i++) {
      words.set(columns[i], CellWord.of(values[i]));
      length += words.get(columns[i]).length() + 1L;
      text &= values[i] == null || LineParser.isText(values[i]);
    }
    if (length > FlowLogReader.LONGEST_LINE) {
      return rejected(row, RejectedReason.LINE_TOO_LONG, values);
    }
    if (!text) {
      return rejected(row, RejectedReason.NOT_TEXT, values);
    }
    return parser.parse(row, words, () -> line(values));
  }

  private static RejectedLine rejected(long row, RejectedReason reason, @Nullable String[] values) {
    return RejectedLine.of(row, reason, null, line(values));
  }

  /// As much of the line as an excerpt can show.
  private static String line(@Nullable String[] values) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < values.length && line.length() <= RejectedLine.LONGEST_TEXT; i++) {
      line.append(i == 0 ? "" : " ").append(CellWord.of(values[i]));
    }
    return line.toString();
  }
}
