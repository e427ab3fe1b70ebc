package io.flowverdict.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table in Markdown that can be read as it is: its columns are as wide as their widest cell, and
/// all but the first are set to the right.
public final class MarkdownTable {

  private final List<List<String>> rows = new ArrayList<>();

  public MarkdownTable(String... columns) {
    rows.add(List.of(columns));
  }

  /// Adds a row.
  ///
  /// @param cells one for each column
  public void add(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException("A row has as many cells as there are columns");
    }
    rows.add(List.of(cells));
  }

  /// {@return the table, with a line break at its end}
  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, rows.getFirst().size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    List<String> lines = new ArrayList<>(rows.stream().map(cells -> line(cells, widths)).toList());
    lines.add(
        1,
        IntStream.range(0, widths.length)
            .mapToObj(column ->
                column == 0 ? "-".repeat(widths[column] + 2) : "-".repeat(widths[column] + 1) + ":")
            .collect(Collectors.joining("|", "|", "|")));
    return String.join("\n", lines) + "\n";
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(column ->
            (column == 0 ? "%-" + widths[column] + "s" : "%" + widths[column] + "s")
                .formatted(cells.get(column)))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
