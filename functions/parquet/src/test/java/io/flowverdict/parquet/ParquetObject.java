package io.flowverdict.parquet;

import io.airlift.compress.Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/// Writes a Parquet object: its values are encoded by the library, its pages and footer are put
/// together here, so that a test can spoil them.
final class ParquetObject {

  /// @param optional whether it has nulls
  record Col(String name, Type type, boolean optional) {}

  /// How long the values of a column of FIXED_LEN_BYTE_ARRAY are.
  static final int FIXED_LENGTH = 9;

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  final List<Col> columns;
  private CompressionCodec codec = CompressionCodec.GZIP;
  private WriterVersion version = WriterVersion.PARQUET_1_0;
  private boolean dictionary = true;
  private boolean checksums;
  private int rowsPerGroup = Integer.MAX_VALUE;
  private int rowsPerPage = 20_000;
  private Consumer<FileMetaData> footerChange = footer -> {};
  private PageChange pageChange = (header, content) -> content;

  /// Changes a page before it is written.
  @FunctionalInterface
  interface PageChange {
    byte[] apply(org.apache.parquet.format.PageHeader header, byte[] content);
  }

  private ParquetObject(List<Col> columns) {
    this.columns = List.copyOf(columns);
  }

  /// {@return an object with columns that may be null}
  ///
  /// @param columns for example `srcaddr` for text, `srcport:INT32`, `start:INT64` or, with a `!`
  ///   at the end, one without nulls
  static ParquetObject of(String... columns) {
    List<Col> parsed = new ArrayList<>();
    for (String column : columns) {
      boolean required = column.endsWith("!");
      String[] parts = column.replace("!", "").split(":", -1);
      Type type = parts.length == 1 ? Type.BYTE_ARRAY : Type.valueOf(parts[1]);
      parsed.add(new Col(parts[0], type, !required));
    }
    return new ParquetObject(parsed);
  }

  ParquetObject codec(CompressionCodec codec) {
    this.codec = codec;
    return this;
  }

  ParquetObject version(WriterVersion version) {
    this.version = version;
    return this;
  }

  ParquetObject dictionary(boolean dictionary) {
    this.dictionary = dictionary;
    return this;
  }

  ParquetObject checksums() {
    this.checksums = true;
    return this;
  }

  ParquetObject rowsPerGroup(int rowsPerGroup) {
    this.rowsPerGroup = rowsPerGroup;
    return this;
  }

  ParquetObject rowsPerPage(int rowsPerPage) {
    this.rowsPerPage = rowsPerPage;
    return this;
  }

  ParquetObject changingFooter(Consumer<FileMetaData> change) {
    this.footerChange = change;
    return this;
  }

  ParquetObject changingPages(PageChange change) {
    this.pageChange = change;
    return this;
  }

  /// {@return the bytes of an object with these rows}
  ///
  /// @param rows of strings, ints, longs and nulls, as the columns have them
  byte[] write(List<@Nullable Object[]> rows) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(MAGIC);
    FileMetaData footer = new FileMetaData(1, schema(), rows.size(), new ArrayList<>());
    footer.setCreated_by("parquet-mr version 1.18.1 (build 0)");
    try {
      for (int from = 0; from < rows.size(); ) {
        int to = (int) Math.min((long) from + rowsPerGroup, rows.size());
        footer.addToRow_groups(group(rows.subList(from, to), file));
        from = to;
      }
      footerChange.accept(footer);
      int start = file.size();
      Util.writeFileMetaData(footer, file);
      file.writeBytes(littleEndian(file.size() - start));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    file.writeBytes(MAGIC);
    return file.toByteArray();
  }

  static byte[] littleEndian(int number) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  private List<SchemaElement> schema() {
    List<SchemaElement> schema = new ArrayList<>();
    SchemaElement root = new SchemaElement("flow_log");
    root.setNum_children(columns.size());
    schema.add(root);
    for (Col column : columns) {
      SchemaElement element = new SchemaElement(column.name());
      element.setType(column.type());
      if (column.type() == Type.FIXED_LEN_BYTE_ARRAY) {
        element.setType_length(FIXED_LENGTH);
      }
      element.setRepetition_type(
          column.optional() ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED);
      if (column.type() == Type.BYTE_ARRAY) {
        LogicalType text = new LogicalType();
        text.setSTRING(new StringType());
        element.setLogicalType(text);
      }
      schema.add(element);
    }
    return schema;
  }

  private RowGroup group(List<@Nullable Object[]> rows, ByteArrayOutputStream file)
      throws IOException {
    MessageType schema = messageType();
    PageCollector pages =
        new PageCollector(content -> compress(content), codec, checksums, pageChange);
    ParquetProperties properties =
        ParquetProperties.builder()
            .withWriterVersion(version)
            .withDictionaryEncoding(dictionary)
            .withPageRowCountLimit(rowsPerPage)
            .build();
    ColumnWriteStore store = properties.newColumnWriteStore(schema, pages);
    for (@Nullable Object[] row : rows) {
      for (int i = 0; i < columns.size(); i++) {
        write(store.getColumnWriter(schema.getColumns().get(i)), columns.get(i), row[i]);
      }
      store.endRecord();
    }
    store.flush();
    store.close();
    RowGroup group = new RowGroup(new ArrayList<>(), 0, rows.size());
    for (ColumnDescriptor column : schema.getColumns()) {
      group.addToColumns(chunk(column, pages.of(column), rows.size(), file));
    }
    return group;
  }

  private MessageType messageType() {
    return new MessageType(
        "flow_log",
        columns.stream()
            .<org.apache.parquet.schema.Type>map(column ->
                new PrimitiveType(
                    column.optional() ? Repetition.OPTIONAL : Repetition.REQUIRED,
                    primitive(column.type()),
                    column.type() == Type.FIXED_LEN_BYTE_ARRAY ? FIXED_LENGTH : 0,
                    column.name()))
            .toList());
  }

  private static PrimitiveTypeName primitive(Type type) {
    return type == Type.BYTE_ARRAY
        ? PrimitiveTypeName.BINARY
        : PrimitiveTypeName.valueOf(type.name());
  }

  private static void write(ColumnWriter writer, Col column, @Nullable Object value) {
    int level = column.optional() ? 1 : 0;
    switch (value) {
      case null -> writer.writeNull(0, 0);
      case Integer number -> writer.write(number, 0, level);
      case Long number -> writer.write(number, 0, level);
      case Double number -> writer.write(number, 0, level);
      case Float number -> writer.write(number, 0, level);
      case Boolean flag -> writer.write(flag, 0, level);
      case byte[] bytes -> writer.write(Binary.fromConstantByteArray(bytes), 0, level);
      default -> writer.write(Binary.fromString(value.toString()), 0, level);
    }
  }

  private ColumnChunk chunk(
      ColumnDescriptor column, PageCollector.Pages pages, int rows, ByteArrayOutputStream file) {
    long start = file.size();
    file.writeBytes(pages.dictionary.toByteArray());
    long data = file.size();
    file.writeBytes(pages.data.toByteArray());
    ColumnMetaData metadata =
        new ColumnMetaData(
            columns.stream()
                .filter(each -> each.name().equals(column.getPath()[0]))
                .findFirst()
                .orElseThrow()
                .type(),
            new ArrayList<>(List.of(Encoding.PLAIN)),
            new ArrayList<>(Arrays.asList(column.getPath())),
            codec,
            rows,
            file.size() - start,
            file.size() - start,
            data);
    if (data > start) {
      metadata.setDictionary_page_offset(start);
    }
    ColumnChunk chunk = new ColumnChunk(start);
    chunk.setMeta_data(metadata);
    return chunk;
  }

  private byte[] compress(byte[] content) {
    return switch (codec) {
      case GZIP -> gzip(content);
      case SNAPPY -> compress(new SnappyCompressor(), content);
      case ZSTD -> compress(new ZstdCompressor(), content);
      case UNCOMPRESSED, LZO, BROTLI, LZ4, LZ4_RAW -> content;
    };
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static byte[] compress(Compressor compressor, byte[] content) {
    byte[] compressed = new byte[compressor.maxCompressedLength(content.length)];
    int length = compressor.compress(content, 0, content.length, compressed, 0, compressed.length);
    return Arrays.copyOf(compressed, length);
  }
}
