package io.flowverdict.parquet;

import static io.flowverdict.parquet.UndecodableException.require;
import static io.flowverdict.parquet.UndecodableException.required;

import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/// The pages of one column of a row group, one at a time, decompressed and checked: what the
/// library allocates for a page that is handed to it is bounded by what was taken from the budget.
final class ChunkPages implements PageReader {

  /// How many bytes a page's header may have, statistics included.
  private static final int LARGEST_HEADER = 1024 * 1024;

  private static final int DEEPEST_HEADER = 16;

  /// What an entry of a dictionary takes in memory beside its bytes.
  private static final int DICTIONARY_ENTRY = 96;

  private static final String INCOMPLETE = "a page lacks a part of its header";

  private static final @Nullable Statistics<?> NO_STATISTICS = null;

  private final ChunkBytes bytes;
  private final Codec codec;
  private final Column column;
  private final long values;
  private final MemoryBudget budget;

  private long taken;
  private long valuesRead;
  private @Nullable PageHeader next;

  /// @param values how many the chunk has
  ChunkPages(ChunkBytes bytes, Codec codec, Column column, long values, MemoryBudget budget) {
    this.bytes = bytes;
    this.codec = codec;
    this.column = column;
    this.values = values;
    this.budget = budget;
  }

  @Override
  public long getTotalValueCount() {
    return values;
  }

  /// {@return the dictionary; null when the chunk begins with another page}
  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    PageHeader header = nextHeader();
    if (header.getType() != PageType.DICTIONARY_PAGE) {
      next = header;
      return null;
    }
    DictionaryPageHeader dictionary = required(header.getDictionary_page_header(), INCOMPLETE);
    int entries = dictionary.getNum_values();
    int smallest = column.type().leastBytes();
    require(
        entries >= 0 && (long) entries * smallest <= header.getUncompressed_page_size(),
        "a dictionary says that it has " + entries + " entries");
    budget.take((long) entries * DICTIONARY_ENTRY + header.getUncompressed_page_size());
    Encoding encoding = Encodings.ofDictionary(dictionary.getEncoding());
    byte[] content = content(header, 0);
    if (column.type().stored() == PrimitiveTypeName.BINARY) {
      new EncodedBytes(content, 0, content.length).passStrings(entries);
    }
    return new DictionaryPage(BytesInput.from(content), entries, encoding);
  }

  @Override
  public DataPage readPage() {
    DataPage page;
    do {
      PageHeader header = next == null ? nextHeader() : next;
      next = null;
      budget.giveBack(taken);
      taken = 0;
      page = page(header);
    } while (page.getValueCount() == 0);
    valuesRead += page.getValueCount();
    require(
        page.getValueCount() > 0 && valuesRead <= values,
        "the pages of " + column.name() + " have another number of values than their column");
    return page;
  }

  private DataPage page(PageHeader header) {
    take(header.getUncompressed_page_size());
    return switch (required(header.getType(), INCOMPLETE)) {
      case DATA_PAGE -> pageV1(header, required(header.getData_page_header(), INCOMPLETE));
      case DATA_PAGE_V2 -> pageV2(header, required(header.getData_page_header_v2(), INCOMPLETE));
      case DICTIONARY_PAGE, INDEX_PAGE ->
          throw UndecodableException.corrupt("a dictionary is not where it belongs");
    };
  }

  private DataPage pageV1(PageHeader header, DataPageHeader data) {
    byte[] content = content(header, 0);
    Encoding encoding = Encodings.ofValues(data.getEncoding());
    EncodedBytes encoded = new EncodedBytes(content, 0, content.length);
    if (column.optional()) {
      Encodings.requireRunLengths(data.getDefinition_level_encoding());
      encoded.passLevels(data.getNum_values());
    }
    take(encoded.memory(encoding, data.getNum_values()));
    return new DataPageV1(
        BytesInput.from(content),
        data.getNum_values(),
        content.length,
        NO_STATISTICS,
        Encoding.RLE,
        Encoding.RLE,
        encoding);
  }

  private DataPage pageV2(PageHeader header, DataPageHeaderV2 data) {
    int repetition = data.getRepetition_levels_byte_length();
    int definition = data.getDefinition_levels_byte_length();
    require(repetition >= 0 && definition >= 0, "the levels of a page have a negative length");
    long levels = (long) repetition + definition;
    require(levels <= stored(header), "the levels of a page are longer than the page");
    byte[] content = content(header, (int) levels, data.isIs_compressed());
    if (column.optional()) {
      new EncodedBytes(content, repetition, (int) levels).passRuns(1, data.getNum_values());
    }
    Encoding encoding = Encodings.ofValues(data.getEncoding());
    take(
        new EncodedBytes(content, (int) levels, content.length)
            .memory(encoding, data.getNum_values()));
    return DataPageV2.uncompressed(
        data.getNum_rows(),
        data.getNum_nulls(),
        data.getNum_values(),
        BytesInput.from(content, 0, repetition),
        BytesInput.from(content, repetition, definition),
        encoding,
        BytesInput.from(content, (int) levels, content.length - (int) levels),
        NO_STATISTICS);
  }

  private static int stored(PageHeader header) {
    return Math.min(header.getCompressed_page_size(), header.getUncompressed_page_size());
  }

  private void take(long memory) {
    budget.take(memory);
    taken += memory;
  }

  private PageHeader nextHeader() {
    require(bytes.remaining() > 0, "the pages of " + column.name() + " end too early");
    PageHeader header = new PageHeader();
    try {
      TConfiguration limits = new TConfiguration(LARGEST_HEADER, LARGEST_HEADER, DEEPEST_HEADER);
      header.read(new TCompactProtocol(new TIOStreamTransport(limits, bytes.stream())));
    } catch (TException damage) {
      throw UndecodableException.corrupt("the header of a page of " + column.name());
    }
    require(
        header.getCompressed_page_size() >= 0 && header.getUncompressed_page_size() >= 0,
        "a page of " + column.name() + " has a negative size");
    return header;
  }

  private byte[] content(PageHeader header, int plain) {
    return content(header, plain, true);
  }

  /// {@return what is in a page, decompressed}
  ///
  /// @param plain how many bytes of it are not compressed
  /// @param compressed whether those after them are
  private byte[] content(PageHeader header, int plain, boolean compressed) {
    int stored = header.getCompressed_page_size();
    require(stored <= bytes.remaining(), "a page of " + column.name() + " is cut off");
    budget.take(stored);
    bytes.hold(stored);
    byte[] array = bytes.array();
    int from = bytes.position();
    requireChecksum(header, array, from, stored);
    byte[] content;
    if (compressed) {
      byte[] rest =
          stored == plain && header.getUncompressed_page_size() == plain
              ? new byte[0]
              : codec.decompress(
                  array, from + plain, stored - plain, header.getUncompressed_page_size() - plain);
      content = plain == 0 ? rest : joined(array, from, plain, rest);
    } else {
      require(stored == header.getUncompressed_page_size(), "an uncompressed page has two sizes");
      content = Arrays.copyOfRange(array, from, from + stored);
    }
    bytes.skip(stored);
    budget.giveBack(stored);
    return content;
  }

  private static byte[] joined(byte[] array, int from, int plain, byte[] rest) {
    byte[] content = new byte[plain + rest.length];
    System.arraycopy(array, from, content, 0, plain);
    System.arraycopy(rest, 0, content, plain, rest.length);
    return content;
  }

  private void requireChecksum(PageHeader header, byte[] array, int from, int length) {
    if (header.isSetCrc()) {
      CRC32 checksum = new CRC32();
      checksum.update(array, from, length);
      require(
          (int) checksum.getValue() == header.getCrc(),
          "the checksum of a page of " + column.name() + " does not match");
    }
  }
}
