package io.flowverdict.parquet;

import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.jspecify.annotations.Nullable;

/// The values of one column of a row group as text, one after the other.
final class TextCells {

  private final Column column;
  private final Texts texts;
  private final ColumnReaderImpl reader;
  private boolean begun;

  /// @param pages of the column
  TextCells(Column column, PageReader pages, @Nullable ParsedVersion writer) {
    this.column = column;
    this.texts = new Texts(column);
    this.reader = new ColumnReaderImpl(column.descriptor(), pages, texts, writer);
  }

  /// {@return the next value; null when the row has none}
  @Nullable String next() {
    if (begun) {
      reader.consume();
    }
    begun = true;
    if (reader.getCurrentDefinitionLevel() < column.definitionLevel()) {
      return null;
    }
    reader.writeCurrentValueToConverter();
    return texts.text;
  }

  /// Writes values as a line of text has them; each entry of a dictionary once.
  private static final class Texts extends PrimitiveConverter {

    private final Column column;
    private @Nullable String[] entries = new String[0];
    private @Nullable String text;

    Texts(Column column) {
      this.column = column;
    }

    @Override
    public boolean hasDictionarySupport() {
      return true;
    }

    @Override
    public void setDictionary(Dictionary dictionary) {
      entries = new String[dictionary.getMaxId() + 1];
      for (int id = 0; id < entries.length; id++) {
        switch (column.type().stored()) {
          case INT32 -> addInt(dictionary.decodeToInt(id));
          case INT64 -> addLong(dictionary.decodeToLong(id));
          case FLOAT -> addFloat(dictionary.decodeToFloat(id));
          case DOUBLE -> addDouble(dictionary.decodeToDouble(id));
          default -> addBinary(dictionary.decodeToBinary(id));
        }
        entries[id] = text;
      }
    }

    @Override
    public void addValueFromDictionary(int id) {
      text = entries[id];
    }

    @Override
    public void addInt(int value) {
      text = column.type().text(column.type().widened(value));
    }

    @Override
    public void addLong(long value) {
      text = column.type().text(value);
    }

    @Override
    public void addFloat(float value) {
      text = column.type().text(Float.floatToRawIntBits(value));
    }

    @Override
    public void addDouble(double value) {
      text = column.type().text(Double.doubleToRawLongBits(value));
    }

    @Override
    public void addBinary(Binary value) {
      text = column.type().text(value.getBytesUnsafe());
    }
  }
}
