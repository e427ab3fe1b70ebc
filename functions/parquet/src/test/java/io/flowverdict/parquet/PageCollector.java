package io.flowverdict.parquet;

import io.flowverdict.parquet.ParquetObject.PageChange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/// The pages that the library encodes, as a Parquet object has them.
final class PageCollector implements PageWriteStore {

  private final UnaryOperator<byte[]> compression;
  private final CompressionCodec codec;
  private final boolean checksums;
  private final PageChange change;
  private final Map<ColumnDescriptor, Pages> pages = new HashMap<>();

  PageCollector(
      UnaryOperator<byte[]> compression,
      CompressionCodec codec,
      boolean checksums,
      PageChange change) {
    this.compression = compression;
    this.codec = codec;
    this.checksums = checksums;
    this.change = change;
  }

  @Override
  public PageWriter getPageWriter(ColumnDescriptor column) {
    return of(column);
  }

  Pages of(ColumnDescriptor column) {
    return pages.computeIfAbsent(column, any -> new Pages());
  }

  @Override
  public void close() {}

  /// The pages of one column.
  final class Pages implements PageWriter {

    final ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
    final ByteArrayOutputStream data = new ByteArrayOutputStream();

    @Override
    public void writePage(
        BytesInput bytes,
        int values,
        int rows,
        Statistics<?> statistics,
        SizeStatistics sizes,
        GeospatialStatistics geometries,
        Encoding repetition,
        Encoding definition,
        Encoding encoding)
        throws IOException {
      byte[] content = bytesOf(bytes);
      PageHeader header = new PageHeader(PageType.DATA_PAGE, content.length, 0);
      header.setData_page_header(
          new DataPageHeader(values, named(encoding), named(definition), named(repetition)));
      write(header, compression.apply(content), data);
    }

    @Override
    public void writePageV2(
        int rows,
        int nulls,
        int values,
        BytesInput repetition,
        BytesInput definition,
        Encoding encoding,
        BytesInput bytes,
        Statistics<?> statistics,
        SizeStatistics sizes,
        GeospatialStatistics geometries)
        throws IOException {
      byte[] content = bytesOf(bytes);
      ByteArrayOutputStream page = new ByteArrayOutputStream();
      repetition.writeAllTo(page);
      definition.writeAllTo(page);
      PageHeader header = new PageHeader(PageType.DATA_PAGE_V2, page.size() + content.length, 0);
      DataPageHeaderV2 v2 =
          new DataPageHeaderV2(
              values,
              nulls,
              rows,
              named(encoding),
              (int) definition.size(),
              (int) repetition.size());
      v2.setIs_compressed(codec != CompressionCodec.UNCOMPRESSED);
      header.setData_page_header_v2(v2);
      page.writeBytes(compression.apply(content));
      write(header, page.toByteArray(), data);
    }

    @Override
    public void writeDictionaryPage(DictionaryPage page) throws IOException {
      byte[] content = bytesOf(page.getBytes());
      PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, content.length, 0);
      header.setDictionary_page_header(
          new DictionaryPageHeader(page.getDictionarySize(), named(page.getEncoding())));
      write(header, compression.apply(content), dictionary);
    }

    private void write(PageHeader header, byte[] stored, ByteArrayOutputStream out)
        throws IOException {
      header.setCompressed_page_size(stored.length);
      byte[] changed = change.apply(header, stored);
      if (checksums) {
        CRC32 checksum = new CRC32();
        checksum.update(stored);
        header.setCrc((int) checksum.getValue());
      }
      Util.writePageHeader(header, out);
      out.writeBytes(changed);
    }

    private static byte[] bytesOf(BytesInput bytes) throws IOException {
      ByteArrayOutputStream copy = new ByteArrayOutputStream();
      bytes.writeAllTo(copy);
      return copy.toByteArray();
    }

    private static org.apache.parquet.format.Encoding named(Encoding encoding) {
      return org.apache.parquet.format.Encoding.valueOf(encoding.name());
    }

    @Override
    public long getMemSize() {
      return data.size();
    }

    @Override
    public long allocatedSize() {
      return data.size();
    }

    @Override
    public String memUsageString(String prefix) {
      return prefix + data.size();
    }

    @Override
    @Deprecated
    public void writePage(
        BytesInput bytes,
        int values,
        Statistics<?> statistics,
        Encoding repetition,
        Encoding definition,
        Encoding encoding) {
      throw new IllegalStateException("without sizes");
    }

    @Override
    public void writePage(
        BytesInput bytes,
        int values,
        int rows,
        Statistics<?> statistics,
        Encoding repetition,
        Encoding definition,
        Encoding encoding) {
      throw new IllegalStateException("without sizes");
    }

    @Override
    public void writePageV2(
        int rows,
        int nulls,
        int values,
        BytesInput repetition,
        BytesInput definition,
        Encoding encoding,
        BytesInput bytes,
        Statistics<?> statistics) {
      throw new IllegalStateException("without sizes");
    }
  }
}
