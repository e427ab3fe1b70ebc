package io.flowverdict.parquet;

import static io.flowverdict.parquet.ParquetFlowLogTest.row;
import static io.flowverdict.parquet.ParquetFlowLogTest.rows;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.snappy.SnappyDecompressor;
import io.flowverdict.core.flowlog.ByteRanges;
import io.flowverdict.core.flowlog.FlowLogEntries;
import io.flowverdict.core.flowlog.FlowLogEntry;
import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.flowlog.FlowLogReader;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.column.values.bitpacking.BytePacker;
import org.apache.parquet.format.PageHeader;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class FlowLogsTest {

  private static final byte[] TEXT = "srcaddr dstaddr\n10.0.0.1 10.0.0.2\n".getBytes(US_ASCII);
  private static final byte[] PARQUET =
      ParquetObject.of("srcaddr", "dstaddr").write(rows(row("10.0.0.1", "10.0.0.2")));

  @Test
  void textGzipAndParquetAreToldByTheirFirstBytes() {
    for (byte[] object : List.of(TEXT, ParquetObject.gzip(TEXT), PARQUET)) {
      try (FlowLogEntries entries = open(object)) {
        List<FlowLogEntry> read = new ArrayList<>();
        entries.forEach(read::add);

        assertThat(read)
            .extracting(entry -> String.valueOf(((FlowRecord) entry).source()))
            .containsExactly("10.0.0.1");
      }
    }
  }

  @Test
  void theFieldsOfTextWithoutAHeaderLineAreTaken() {
    byte[] text = "10.0.0.1 10.0.0.2\n".getBytes(US_ASCII);
    FlowLogFormat assumed = FlowLogFormat.parse("srcaddr dstaddr");

    try (FlowLogEntries entries =
        FlowLogs.open(
            new ByteArrayInputStream(text), text.length, FlowLogsTest::noRanges, assumed)) {
      assertThat(entries.hasHeader()).isFalse();
      assertThat(entries).hasSize(1);
    }
  }

  @Test
  void aLargeParquetObjectIsReadByRanges() {
    try (FlowLogEntries entries =
        FlowLogs.open(
            new ByteArrayInputStream(PARQUET),
            5 * 1024 * 1024,
            () -> new HeldBytes(PARQUET),
            null)) {
      assertThat(entries).hasSize(1);
    }
  }

  @Test
  void parquetInsideGzipIsRefused() {
    byte[] object = ParquetObject.gzip(PARQUET);

    assertThatExceptionOfType(UnreadableObjectException.class)
        .isThrownBy(() -> open(object))
        .satisfies(refusal -> assertThat(refusal.reason().code()).isEqualTo("parquet-object"))
        .withMessageContaining("not read from inside gzip");
  }

  @Test
  void anEmptyObjectIsRefusedAsText() {
    assertThatExceptionOfType(UnreadableObjectException.class)
        .isThrownBy(() -> open(new byte[0]))
        .satisfies(refusal -> assertThat(refusal.reason().code()).isEqualTo("empty-object"));
  }

  /// It is a failure of the delivery, which is tried again, and not a damaged object.
  @Test
  void aStreamThatEndsTooEarlyIsNoDamageOfTheObject() {
    InputStream cut = new ByteArrayInputStream(PARQUET, 0, PARQUET.length - 1);

    assertThatThrownBy(() -> FlowLogs.open(cut, PARQUET.length, FlowLogsTest::noRanges, null))
        .isInstanceOf(UncheckedIOException.class);
  }

  /// Without the library, text can be read and Parquet cannot: so nothing of it is loaded for text.
  @Test
  void textIsReadWithoutTheLibrary() throws Exception {
    try (URLClassLoader withoutLibrary =
        new URLClassLoader(
            new URL[] {place(FlowLogs.class), place(FlowLogReader.class)},
            ClassLoader.getPlatformClassLoader())) {
      assertThat(entries(withoutLibrary, TEXT)).hasSize(1);
      assertThatThrownBy(() -> entries(withoutLibrary, PARQUET))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isInstanceOf(NoClassDefFoundError.class);
    }
  }

  /// The function carries no more than these.
  @Test
  void parquetIsReadWithoutGeometries() throws Exception {
    try (URLClassLoader deployed =
        new URLClassLoader(
            new URL[] {
              place(FlowLogs.class),
              place(FlowLogReader.class),
              place(ColumnReaderImpl.class),
              place(ByteBufferInputStream.class),
              place(BytePacker.class),
              place(PageHeader.class),
              place(SnappyDecompressor.class),
              place(Logger.class)
            },
            ClassLoader.getPlatformClassLoader())) {
      assertThat(entries(deployed, PARQUET)).hasSize(1);
      assertThatThrownBy(() -> deployed.loadClass("org.locationtech.jts.geom.Geometry"))
          .isInstanceOf(ClassNotFoundException.class);
    }
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static Iterable<?> entries(ClassLoader loader, byte[] object)
      throws ReflectiveOperationException {
    Class<?> logs = loader.loadClass(FlowLogs.class.getName());
    assertThat(logs).isNotEqualTo(FlowLogs.class);
    Class<?> format = loader.loadClass(FlowLogFormat.class.getName());
    Method open = logs.getMethod("open", InputStream.class, long.class, Supplier.class, format);
    Supplier<ByteRanges> noRanges = FlowLogsTest::noRanges;
    return (Iterable<?>)
        open.invoke(null, new ByteArrayInputStream(object), object.length, noRanges, null);
  }

  private static FlowLogEntries open(byte[] object) {
    return FlowLogs.open(
        new ByteArrayInputStream(object), object.length, FlowLogsTest::noRanges, null);
  }

  private static ByteRanges noRanges() {
    throw new UncheckedIOException(new IOException("No ranges are asked for"));
  }
}
