package io.flowverdict.parquet;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.Names;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/// Values of one column of a row group, a window of rows at a time, as numbers of [CellValues].
/// Each entry of a dictionary is looked at once. What a value was is kept, for the rows that need
/// it.
final class CellWindow {

  private static final int NULL = -1;
  private static final int PLAIN = -2;

  private final Column column;
  private final Names names;
  private final @Nullable ParsedVersion writer;
  private CellValues meanings;
  private Cells cells = new Cells();
  private @Nullable ColumnReaderImpl reader;
  private boolean begun;

  /// What stands for the values.
  final long[] values = new long[FlowColumns.CAPACITY];

  /// The values' entries in the dictionary, [#NULL] or [#PLAIN].
  private final int[] entries = new int[FlowColumns.CAPACITY];

  /// Those that have no entry.
  private final @Nullable Binary[] texts;

  private final long[] numbers;

  private int row;

  CellWindow(Column column, Names names, @Nullable ParsedVersion writer) {
    this.column = column;
    this.names = names;
    this.writer = writer;
    this.meanings = new CellValues(column.field(), names);
    boolean text = column.type() == PrimitiveTypeName.BINARY;
    this.texts = new Binary[text ? FlowColumns.CAPACITY : 0];
    this.numbers = new long[text ? 0 : FlowColumns.CAPACITY];
  }

  /// Goes to the column in another row group.
  void open(PageReader pages) {
    meanings = new CellValues(column.field(), names);
    cells = new Cells();
    begun = false;
    reader = new ColumnReaderImpl(column.descriptor(), pages, cells, writer);
  }

  Column column() {
    return column;
  }

  CellValues meanings() {
    return meanings;
  }

  /// Reads the next values, from index 0 on.
  ///
  /// @param count not more than are left, nor than a window has
  /// @return the count
  int read(int count) {
    ColumnReaderImpl open = requireNonNull(reader, "the column is not open");
    Arrays.fill(texts, null);
    meanings.forgetAfter(cells.addresses);
    int level = column.definitionLevel();
    for (row = 0; row < count; row++) {
      if (begun) {
        open.consume();
      }
      begun = true;
      if (open.getCurrentDefinitionLevel() < level) {
        entries[row] = NULL;
        values[row] = CellValues.ABSENT;
      } else {
        open.writeCurrentValueToConverter();
      }
    }
    return count;
  }

  /// How many values the last reading got before it failed, if it did.
  int readable() {
    return row;
  }

  /// {@return a value of the window as text; null when there is none}
  @Nullable String text(int index) {
    int entry = entries[index];
    if (entry == NULL) {
      return null;
    }
    if (column.type() == PrimitiveTypeName.BINARY) {
      Binary text =
          entry == PLAIN
              ? requireNonNull(texts[index])
              : requireNonNull(cells.dictionary).decodeToBinary(entry);
      return new String(text.getBytes(), StandardCharsets.UTF_8);
    }
    long number = entry == PLAIN ? numbers[index] : cells.number(entry);
    return column.unsigned() ? Long.toUnsignedString(number) : Long.toString(number);
  }

  private final class Cells extends PrimitiveConverter {

    private @Nullable Dictionary dictionary;
    private long[] entryValues = new long[0];

    /// How many addresses of its values are IPv6.
    private int addresses;

    @Override
    public boolean hasDictionarySupport() {
      return true;
    }

    @Override
    public void setDictionary(Dictionary dictionary) {
      this.dictionary = dictionary;
      entryValues = new long[dictionary.getMaxId() + 1];
      for (int id = 0; id < entryValues.length; id++) {
        entryValues[id] =
            column.type() == PrimitiveTypeName.BINARY
                ? meaning(dictionary.decodeToBinary(id))
                : meanings.of(number(id));
      }
      addresses = meanings.addresses();
    }

    private long number(int id) {
      Dictionary known = requireNonNull(dictionary);
      if (column.type() == PrimitiveTypeName.INT64) {
        return known.decodeToLong(id);
      }
      return widened(known.decodeToInt(id));
    }

    @Override
    public void addValueFromDictionary(int id) {
      values[row] = entryValues[id];
      entries[row] = id;
    }

    @Override
    public void addInt(int value) {
      addLong(widened(value));
    }

    @Override
    public void addLong(long value) {
      values[row] = meanings.of(value);
      entries[row] = PLAIN;
      numbers[row] = value;
    }

    @Override
    public void addBinary(Binary value) {
      values[row] = meaning(value);
      entries[row] = PLAIN;
      texts[row] = value;
    }

    private long widened(int value) {
      return column.unsigned() ? Integer.toUnsignedLong(value) : value;
    }

    private long meaning(Binary value) {
      byte[] bytes = value.getBytesUnsafe();
      return meanings.of(bytes, 0, bytes.length);
    }
  }
}
