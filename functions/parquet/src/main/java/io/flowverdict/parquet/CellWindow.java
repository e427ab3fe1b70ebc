package io.flowverdict.parquet;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/// Values of one column of a row group, a window of rows at a time, as numbers of [CellValues].
/// Each entry of a dictionary is looked at once. What a value was is kept, for the rows that need
/// it.
final class CellWindow {

  private static final int NULL = -1;
  private static final int PLAIN = -2;

  private final Column column;
  private final Names names;
  private CellValues meanings;

  private @Nullable ChunkPages pages;
  private @Nullable PageValues page;
  private int leftInPage;

  private @Nullable Dictionary dictionary;

  /// What stands for the entries of the dictionary.
  private long[] meaningsOfEntries = new long[0];

  private boolean entriesHaveOthers;

  /// How many addresses of the entries are IPv6.
  private int ipv6Entries;

  /// What stands for the values.
  final long[] values = new long[FlowColumns.CAPACITY];

  /// The values' entries in the dictionary, [#NULL] or [#PLAIN].
  private final int[] entries = new int[FlowColumns.CAPACITY];

  /// Those that have no entry.
  private final @Nullable Binary[] texts;

  private final long[] numbers;

  private int row;
  private boolean mayHaveOthers;

  CellWindow(Column column, Names names) {
    this.column = column;
    this.names = names;
    this.meanings = new CellValues(column.field(), names);
    this.texts = new Binary[column.type().isBytes() ? FlowColumns.CAPACITY : 0];
    this.numbers = new long[column.type().isBytes() ? 0 : FlowColumns.CAPACITY];
  }

  /// Goes to the column in another row group.
  void open(ChunkPages chunk) {
    meanings = new CellValues(column.field(), names);
    dictionary = null;
    pages = chunk;
    DictionaryPage entriesPage = chunk.readDictionaryPage();
    if (entriesPage != null) {
      readDictionary(entriesPage);
    }
    ipv6Entries = meanings.addresses();
    openPage();
  }

  private void readDictionary(DictionaryPage page) {
    Dictionary known = page.decode(column.descriptor());
    dictionary = known;
    entriesHaveOthers = false;
    meaningsOfEntries = new long[known.getMaxId() + 1];
    for (int id = 0; id < meaningsOfEntries.length; id++) {
      meaningsOfEntries[id] =
          column.type().isBytes() ? meaning(known.decodeToBinary(id)) : meaning(number(id));
      entriesHaveOthers |= meaningsOfEntries[id] == CellValues.OTHER;
    }
  }

  private PageValues openPage() {
    try {
      page =
          new PageValues(
              column, requireNonNull(pages).readPage(), /* hasDictionary= */ dictionary != null);
    } catch (IOException damage) {
      throw damaged(damage);
    }
    leftInPage = page.count();
    return page;
  }

  private static UndecodableException damaged(IOException damage) {
    UndecodableException corrupt = UndecodableException.corrupt("the values of a page");
    corrupt.initCause(damage);
    return corrupt;
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
    Arrays.fill(texts, null);
    meanings.forgetAfter(ipv6Entries);
    row = 0;
    mayHaveOthers = false;
    try {
      while (row < count) {
        PageValues values = leftInPage == 0 ? openPage() : requireNonNull(page);
        int end = Math.min(count, row + leftInPage);
        leftInPage -= end - row;
        mayHaveOthers |= entriesHaveOthers || !values.areEntries();
        if (values.areEntries()) {
          readEntries(values, end);
        } else {
          readPlain(values, end);
        }
      }
    } catch (IOException damage) {
      throw damaged(damage);
    }
    return count;
  }

  private void readEntries(PageValues page, int end) throws IOException {
    long[] known = meaningsOfEntries;
    for (; row < end; row++) {
      if (page.next()) {
        int entry = page.entry();
        values[row] = known[entry];
        entries[row] = entry;
      } else {
        readNull();
      }
    }
  }

  private void readPlain(PageValues page, int end) throws IOException {
    ValuesReader plain = page.plain();
    for (; row < end; row++) {
      if (page.next()) {
        entries[row] = PLAIN;
        switch (column.type().stored()) {
          case INT32 -> add(column.type().widened(plain.readInteger()));
          case INT64 -> add(plain.readLong());
          case FLOAT -> add(Float.floatToRawIntBits(plain.readFloat()));
          case DOUBLE -> add(Double.doubleToRawLongBits(plain.readDouble()));
          default -> add(plain.readBytes());
        }
      } else {
        readNull();
      }
    }
  }

  private void readNull() {
    entries[row] = NULL;
    values[row] = CellValues.ABSENT;
  }

  private void add(long value) {
    values[row] = meaning(value);
    numbers[row] = value;
  }

  private void add(Binary value) {
    values[row] = meaning(value);
    texts[row] = value;
  }

  private long number(int entry) {
    Dictionary known = requireNonNull(dictionary);
    return switch (column.type().stored()) {
      case INT64 -> known.decodeToLong(entry);
      case FLOAT -> Float.floatToRawIntBits(known.decodeToFloat(entry));
      case DOUBLE -> Double.doubleToRawLongBits(known.decodeToDouble(entry));
      default -> column.type().widened(known.decodeToInt(entry));
    };
  }

  private long meaning(long number) {
    return column.type().isAbsent(number)
        ? CellValues.ABSENT
        : meanings.of(column.type().number(number));
  }

  private long meaning(Binary value) {
    byte[] bytes = value.getBytesUnsafe();
    if (column.type().kind() != ValueType.Kind.TEXT) {
      bytes = column.type().text(bytes).getBytes(StandardCharsets.UTF_8);
    }
    return meanings.of(bytes, 0, bytes.length);
  }

  /// Whether there may be a value among the window's that stands for [CellValues#OTHER].
  boolean mayHaveOthers() {
    return mayHaveOthers;
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
    if (column.type().isBytes()) {
      Binary bytes =
          entry == PLAIN
              ? requireNonNull(texts[index])
              : requireNonNull(dictionary).decodeToBinary(entry);
      return column.type().text(bytes.getBytes());
    }
    return column.type().text(entry == PLAIN ? numbers[index] : number(entry));
  }
}
