package io.flowverdict.parquet;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.jspecify.annotations.Nullable;

/// The values of one page, decoded by the library's decoders without what is around them for nested
/// columns, which takes most of the time of a column reader.
final class PageValues {

  private final int count;

  /// What says whether values are there; null where all are.
  private final @Nullable RunLengthBitPackingHybridDecoder levels;

  private @Nullable RunLengthBitPackingHybridDecoder entries;
  private @Nullable ValuesReader plain;

  /// @param page as [ChunkPages] gives it
  /// @param hasDictionary whether the column has one
  PageValues(Column column, DataPage page, boolean hasDictionary) throws IOException {
    count = page.getValueCount();
    switch (page) {
      case DataPageV1 v1 -> {
        ByteBufferInputStream in = v1.getBytes().toInputStream();
        levels = column.optional() ? levels(in.slice(BytesUtils.readIntLittleEndian(in))) : null;
        open(column, v1.getValueEncoding(), in, hasDictionary);
      }
      case DataPageV2 v2 -> {
        ByteBufferInputStream definition = v2.getDefinitionLevels().toInputStream();
        levels = column.optional() ? levels(definition.slice(definition.available())) : null;
        open(column, v2.getDataEncoding(), v2.getData().toInputStream(), hasDictionary);
      }
      default -> throw new IllegalArgumentException("A page is of version 1 or 2");
    }
  }

  /// {@return what says of each value whether it is there; null when all are}
  private @Nullable RunLengthBitPackingHybridDecoder levels(ByteBuffer bytes) throws IOException {
    return areAllThere(ByteBufferInputStream.wrap(bytes))
        ? null
        : new RunLengthBitPackingHybridDecoder(1, ByteBufferInputStream.wrap(bytes));
  }

  /// Whether a single run says that all values are there, as it does in most pages.
  private boolean areAllThere(ByteBufferInputStream levels) throws IOException {
    if (levels.available() == 0) {
      return false;
    }
    int run = BytesUtils.readUnsignedVarInt(levels);
    boolean isOfEqual = (run & 1) == 0;
    return isOfEqual && run >>> 1 >= count && levels.available() > 0 && levels.read() == 1;
  }

  private void open(
      Column column, Encoding encoding, ByteBufferInputStream in, boolean hasDictionary)
      throws IOException {
    if (encoding == Encoding.RLE_DICTIONARY) {
      UndecodableException.require(hasDictionary, "the values of a page");
      int width = in.available() > 0 ? in.read() : 0;
      entries = new RunLengthBitPackingHybridDecoder(width, in);
    } else {
      plain = encoding.getValuesReader(column.descriptor(), ValuesType.VALUES);
      plain.initFromPage(count, in);
    }
  }

  int count() {
    return count;
  }

  /// Whether the values are entries of the dictionary.
  boolean areEntries() {
    return entries != null;
  }

  /// Goes to the next value.
  ///
  /// @return whether there is one: else it is null
  boolean next() throws IOException {
    return levels == null || levels.readInt() > 0;
  }

  /// {@return the value's entry}
  int entry() throws IOException {
    return requireNonNull(entries).readInt();
  }

  /// The values, where they are no entries.
  ValuesReader plain() {
    return requireNonNull(plain);
  }
}
