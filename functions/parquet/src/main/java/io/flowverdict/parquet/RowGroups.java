package io.flowverdict.parquet;

import static io.flowverdict.parquet.UndecodableException.require;
import static io.flowverdict.parquet.UndecodableException.required;

import io.flowverdict.core.flowlog.ByteRanges;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Type;

/// The row groups of an object, each of which has a chunk of pages for each column.
final class RowGroups {

  /// How many bytes are read at once of one column.
  private static final int STEP = 1024 * 1024;

  /// What the pages of all columns may take together. Those of flow logs take some 30 MB.
  private static final long MEMORY = 128L * 1024 * 1024;

  private static final int MAGIC = 4;

  private final ByteRanges object;
  private final Footer footer;
  private int next;
  private MemoryBudget budget = new MemoryBudget(MEMORY);

  RowGroups(ByteRanges object, Footer footer) {
    this.object = object;
    this.footer = footer;
  }

  /// Goes to the next row group that has rows.
  ///
  /// @return how many it has; 0 when there is no further one
  long advance() {
    budget = new MemoryBudget(MEMORY);
    while (next < footer.rowGroups().size()) {
      RowGroup group = footer.rowGroups().get(next++);
      require(group.getNum_rows() >= 0, "a row group has " + group.getNum_rows() + " rows");
      if (group.getNum_rows() > 0) {
        return group.getNum_rows();
      }
    }
    return 0;
  }

  /// {@return the pages of a column in the row group}
  ChunkPages pages(Column column) {
    RowGroup group = footer.rowGroups().get(next - 1);
    List<ColumnChunk> chunks = required(group.getColumns(), "a row group has no columns");
    require(column.index() < chunks.size(), "a row group lacks " + column.name());
    ColumnChunk chunk = chunks.get(column.index());
    if (chunk.isSetCrypto_metadata() || chunk.isSetEncrypted_column_metadata()) {
      throw UndecodableException.unsupported(column.name() + " is encrypted");
    }
    if (chunk.isSetFile_path()) {
      throw UndecodableException.unsupported(column.name() + " is in another object");
    }
    String misfit = "what the footer says of " + column.name() + " does not fit its schema";
    ColumnMetaData metadata = required(chunk.getMeta_data(), misfit);
    require(
        List.of(column.name()).equals(metadata.getPath_in_schema())
            && physical(column) == metadata.getType()
            && metadata.getNum_values() == group.getNum_rows(),
        misfit);
    Codec codec = Codec.of(required(metadata.getCodec(), misfit));
    return new ChunkPages(bytes(column, metadata), codec, column, metadata.getNum_values(), budget);
  }

  private static Type physical(Column column) {
    return switch (column.type().stored()) {
      case BINARY -> Type.BYTE_ARRAY;
      case INT32, INT64, FLOAT, DOUBLE, BOOLEAN, INT96, FIXED_LEN_BYTE_ARRAY ->
          Type.valueOf(column.type().stored().name());
    };
  }

  private ChunkBytes bytes(Column column, ColumnMetaData metadata) {
    long data = metadata.getData_page_offset();
    long dictionary = metadata.getDictionary_page_offset();
    boolean dictionaryFirst =
        metadata.isSetDictionary_page_offset() && dictionary >= MAGIC && dictionary < data;
    long start = dictionaryFirst ? dictionary : data;
    long length = metadata.getTotal_compressed_size();
    require(
        start >= MAGIC && length > 0 && length <= footer.dataEnd() - start,
        "the pages of " + column.name() + " are said to be outside of the object");
    return new ChunkBytes(object, start, start + length, STEP);
  }
}
