package io.flowverdict.parquet;

import static io.flowverdict.parquet.ParquetFlowLogTest.row;
import static io.flowverdict.parquet.ParquetFlowLogTest.rows;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.flowverdict.core.flowlog.ByteRanges;
import io.flowverdict.core.flowlog.FlowLogEntry;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.format.ColumnCryptoMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.EncryptionWithFooterKey;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway") // what is changed in footers and headers is there
class HostileParquetTest {

  private static final int TWO_GIGABYTES = Integer.MAX_VALUE;

  /// What reading any small object may allocate in all.
  private static final long MOST_MEMORY = 160L * 1024 * 1024;

  private static final List<@Nullable Object[]> ROWS =
      new GeneratedRows(3, ParquetObject.of(ParquetFlowLogTest.DEFAULT), 0).rows(300);

  private static ParquetObject object() {
    return ParquetObject.of(ParquetFlowLogTest.DEFAULT).rowsPerPage(50);
  }

  private static byte[] footer(Consumer<FileMetaData> change) {
    return object().changingFooter(change).write(ROWS);
  }

  private static byte[] pages(Consumer<PageHeader> change) {
    return object()
        .changingPages((header, content) -> {
          change.accept(header);
          return content;
        })
        .write(ROWS);
  }

  static Stream<Arguments> objectsThatAreNotRead() {
    byte[] sound = object().write(ROWS);
    return Stream.of(
        refused("magic only", "PAR1".getBytes(US_ASCII), "corrupt-parquet", "4 bytes only"),
        refused(
            "no end", Arrays.copyOf(sound, sound.length - 1), "corrupt-parquet", "does not end"),
        refused("encrypted", encrypted(sound), "unsupported-parquet", "footer is encrypted"),
        refused("footer of no bytes", withFooterLength(sound, 0), "corrupt-parquet", "0 bytes"),
        refused("footer of 4 GB", withFooterLength(sound, -1), "corrupt-parquet", "4294967295"),
        refused("footer of more", withFooterLength(sound, sound.length), "corrupt-parquet", "says"),
        refused("footer cut", withFooterLength(sound, 40), "corrupt-parquet", "footer is damaged"),
        refused("footer of lists", listBomb(), "corrupt-parquet", "footer is damaged"),
        refused("large footer", largeFooter(), "unsupported-parquet", "more than the 4194304"),
        refused(
            "no source",
            ParquetObject.of("dstaddr").write(rows()),
            "header-incomplete",
            "no field is the source"),
        refused(
            "a column twice",
            ParquetObject.of("srcaddr", "dstaddr", "pkt_srcaddr", "pkt-srcaddr").write(rows()),
            "duplicate-column",
            "named twice"),
        refused(
            "transit gateway",
            ParquetObject.of("tgw_id", "srcaddr", "dstaddr").write(rows()),
            "transit-gateway-object",
            "transit gateway"),
        refused(
            "yes or no",
            ParquetObject.of("srcaddr", "dstaddr", "srcport:BOOLEAN").write(rows()),
            "unsupported-parquet",
            "\"srcport\" has the type BOOLEAN"),
        refused(
            "a time for a count",
            footer(footer -> timestamp(footer, 9)),
            "unsupported-parquet",
            "\"packets\" has times, which only start and end are"),
        refused(
            "OCSF",
            ParquetObject.of("class_uid:INT32", "category_uid:INT32", "time:INT64", "action")
                .write(rows()),
            "not-a-flow-log",
            "this is OCSF"),
        refused(
            "columns of something else",
            ParquetObject.of("id:INT64", "name", "action", "price:DOUBLE").write(rows()),
            "not-a-flow-log",
            "are no fields of a flow log"),
        refused(
            "repeated",
            footer(footer ->
                footer.getSchema().get(4).setRepetition_type(FieldRepetitionType.REPEATED)),
            "unsupported-parquet",
            "\"srcaddr\" is nested"),
        refused("nested", footer(HostileParquetTest::nest), "unsupported-parquet", "is nested"),
        refused(
            "a time of day",
            footer(HostileParquetTest::timeOfDay),
            "unsupported-parquet",
            "\"start\""),
        refused(
            "fewer columns than said",
            footer(footer -> footer.getSchema().getFirst().setNum_children(99)),
            "corrupt-parquet",
            "lacks a column"));
  }

  static Stream<Arguments> rowGroupsThatAreNotRead() {
    return Stream.of(
        refused("LZO", codec(CompressionCodec.LZO), "unsupported-parquet", "compressed by LZO"),
        refused("LZ4", codec(CompressionCodec.LZ4_RAW), "unsupported-parquet", "LZ4_RAW"),
        refused("BROTLI", codec(CompressionCodec.BROTLI), "unsupported-parquet", "BROTLI"),
        refused("another codec", codec(CompressionCodec.ZSTD), "corrupt-parquet", "zstd data"),
        refused("a snappy one", codec(CompressionCodec.SNAPPY), "corrupt-parquet", "snappy data"),
        refused(
            "an encrypted column",
            footer(footer ->
                column(footer, 3)
                    .setCrypto_metadata(
                        ColumnCryptoMetaData.ENCRYPTION_WITH_FOOTER_KEY(
                            new EncryptionWithFooterKey()))),
            "unsupported-parquet",
            "srcaddr is encrypted"),
        refused(
            "a column elsewhere",
            footer(footer -> column(footer, 3).setFile_path("other")),
            "unsupported-parquet",
            "in another object"),
        refused(
            "pages outside",
            footer(footer -> column(footer, 3).getMeta_data().setData_page_offset(1L << 40)),
            "corrupt-parquet",
            "outside of the object"),
        refused(
            "pages beyond the end",
            footer(footer -> column(footer, 3).getMeta_data().setTotal_compressed_size(1L << 62)),
            "corrupt-parquet",
            "outside of the object"),
        refused(
            "another number of values",
            footer(footer -> column(footer, 3).getMeta_data().setNum_values(7)),
            "corrupt-parquet",
            "does not fit"),
        refused(
            "fewer than no rows",
            footer(footer -> footer.getRow_groups().getFirst().setNum_rows(-1)),
            "corrupt-parquet",
            "has -1 rows"),
        refused(
            "pages of 2 GB",
            pages(header -> header.setUncompressed_page_size(TWO_GIGABYTES)),
            "unsupported-parquet",
            "more memory at once"),
        refused(
            "pages of fewer than no bytes",
            pages(header -> header.setUncompressed_page_size(-1)),
            "corrupt-parquet",
            "negative size"),
        refused(
            "pages of one byte more",
            pages(
                header -> header.setUncompressed_page_size(header.getUncompressed_page_size() + 1)),
            "corrupt-parquet",
            "another size"),
        refused(
            "a dictionary of 2^31 entries",
            pages(header -> {
              if (header.getType() == PageType.DICTIONARY_PAGE) {
                header.getDictionary_page_header().setNum_values(TWO_GIGABYTES);
              }
            }),
            "corrupt-parquet",
            "entries"),
        refused(
            "pages that say more values",
            pages(header -> {
              if (header.getType() == PageType.DATA_PAGE) {
                header.getData_page_header().setNum_values(TWO_GIGABYTES);
              }
            }),
            "corrupt-parquet",
            "another number of values"));
  }

  private static Arguments refused(String what, byte[] object, String code, String message) {
    return Arguments.of(what, object, code, message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"objectsThatAreNotRead", "rowGroupsThatAreNotRead"})
  void whatIsNotReadIsRefusedWithItsReason(
      String what, byte[] object, String code, String message) {
    Reading reading = Reading.of(object);

    assertThat(reading.entries()).isEmpty();
    UnreadableObjectException end = requireNonNull(reading.end());
    assertThat(end.reason().code()).isEqualTo(code);
    assertThat(end).hasMessageContaining(message);
    assertThat(end.line()).isEqualTo(1);
    assertThat(end.getMessage()).hasSizeLessThan(500);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 49, 50, 51, 149, 299})
  void theRowsBeforeADamagedPageAreKept(int row) {
    List<FlowLogEntry> all = Reading.of(object().write(ROWS)).entries();
    int page = row / 50;
    int damagedPage = page * ParquetFlowLogTest.DEFAULT.length + 3;
    int[] seen = {0};
    byte[] damaged =
        object()
            .checksums()
            .codec(CompressionCodec.UNCOMPRESSED)
            .dictionary(false)
            .changingPages((header, content) -> {
              boolean chosen = seen[0]++ == damagedPage;
              return chosen ? new byte[content.length] : content;
            })
            .write(ROWS);

    Reading reading = Reading.of(damaged);

    assertThat(reading.entries()).isEqualTo(all.subList(0, 50 * page));
    assertThat(requireNonNull(reading.end()).line()).isEqualTo(50L * page + 1);
    assertThat(reading.end()).hasMessageContaining("checksum");
  }

  /// Values that the library would allocate room for before it looks at them.
  static Stream<Arguments> bombs() {
    byte[] oneRunOfPacked = bytes(1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F);
    byte[] manyDeltas = bytes(0x80, 1, 4, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0);
    byte[] manyParts = bytes(0x80, 0x80, 0x80, 0x80, 0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 1, 0);
    return Stream.of(
        Arguments.of("a run of 2^31 packed values", "RLE_DICTIONARY", oneRunOfPacked),
        Arguments.of("2^31 deltas", "DELTA_BINARY_PACKED", manyDeltas),
        Arguments.of("2^31 parts of a block", "DELTA_BINARY_PACKED", manyParts),
        Arguments.of("2^31 lengths", "DELTA_LENGTH_BYTE_ARRAY", manyDeltas),
        Arguments.of("2^31 prefixes", "DELTA_BYTE_ARRAY", manyDeltas));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void noValueMakesMemoryRunOut(String what, String encoding, byte[] values) {
    for (WriterVersion version : WriterVersion.values()) {
      byte[] object =
          ParquetObject.of("srcaddr!", "dstaddr!")
              .version(version)
              .codec(CompressionCodec.UNCOMPRESSED)
              .changingPages((header, content) -> replaced(header, encoding, values, content))
              .write(Stream.generate(() -> row("10.0.0.1", "10.0.0.2")).limit(20).toList());

      long before = allocated();
      Reading reading = Reading.of(object);

      assertThat(requireNonNull(reading.end()).reason().code()).isEqualTo("corrupt-parquet");
      assertThat(allocated() - before).isLessThan(MOST_MEMORY);
    }
  }

  private static byte[] replaced(
      PageHeader header, String encoding, byte[] values, byte[] otherwise) {
    if (header.getType() == PageType.DICTIONARY_PAGE) {
      return otherwise;
    }
    org.apache.parquet.format.Encoding named = org.apache.parquet.format.Encoding.valueOf(encoding);
    if (header.isSetData_page_header()) {
      header.getData_page_header().setEncoding(named);
    } else {
      header.getData_page_header_v2().setEncoding(named);
    }
    header.setCompressed_page_size(values.length);
    header.setUncompressed_page_size(values.length);
    return values;
  }

  /// Whatever is changed in an object, it is read, or refused, or read up to a row; in bounded
  /// memory.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void noDamageIsMoreThanARefusal(long seed) {
    Random random = new Random(seed);
    CompressionCodec[] codecs = {
      CompressionCodec.UNCOMPRESSED, CompressionCodec.SNAPPY, CompressionCodec.ZSTD
    };
    byte[] sound =
        object()
            .codec(codecs[(int) seed % codecs.length])
            .dictionary(seed % 2 == 0)
            .version(seed > 2 ? WriterVersion.PARQUET_2_0 : WriterVersion.PARQUET_1_0)
            .write(ROWS.subList(0, 120));
    for (int i = 0; i < 400; i++) {
      byte[] damaged = sound.clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }

      long before = allocated();
      Reading reading = Reading.of(damaged);

      assertThat(reading.entries().size()).isLessThanOrEqualTo(1_000_000);
      assertThat(allocated() - before).isLessThan(3 * MOST_MEMORY);
    }
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] sound = object().write(ROWS.subList(0, 20));
    for (int length = 4; length < sound.length; length += 13) {
      Reading reading = Reading.of(Arrays.copyOf(sound, length));

      assertThat(requireNonNull(reading.end()).reason().code()).isEqualTo("corrupt-parquet");
    }
  }

  @Test
  void aRowThatIsTooLongIsRejected() {
    byte[] object =
        ParquetObject.of("srcaddr", "dstaddr", "interface_id")
            .write(rows(row("10.0.0.1", "10.0.0.2", "x".repeat(70_000))));

    RejectedLine line = (RejectedLine) Reading.of(object).entries().getFirst();

    assertThat(line.reason().code()).isEqualTo("line-too-long");
    assertThat(line.text()).hasSize(RejectedLine.LONGEST_TEXT);
  }

  @Test
  void bytesThatAreNoTextAreRejected() {
    byte[] object =
        ParquetObject.of("srcaddr", "dstaddr")
            .write(rows(row("10.0.0.1", new byte[] {(byte) 0xC3, 0x28})));

    RejectedLine line = (RejectedLine) Reading.of(object).entries().getFirst();

    assertThat(line.reason().code()).isEqualTo("not-text");
  }

  /// It is tried again, and no damage of the object.
  @Test
  void aFailureOfTheDeliveryIsNoDamage() {
    byte[] sound = object().write(ROWS);
    ByteRanges failing =
        new ByteRanges() {
          @Override
          public long size() {
            return sound.length;
          }

          @Override
          public byte[] read(long offset, int length) {
            if (offset > 4 && offset < sound.length / 2) {
              throw new UncheckedIOException(new IOException("broken off"));
            }
            return Arrays.copyOfRange(sound, (int) offset, (int) offset + length);
          }

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> Reading.of(failing)).isInstanceOf(UncheckedIOException.class);
  }

  private static byte[] codec(CompressionCodec codec) {
    return footer(footer ->
        footer
            .getRow_groups()
            .getFirst()
            .getColumns()
            .forEach(column -> column.getMeta_data().setCodec(codec)));
  }

  private static org.apache.parquet.format.ColumnChunk column(FileMetaData footer, int index) {
    return footer.getRow_groups().getFirst().getColumns().get(index);
  }

  private static void nest(FileMetaData footer) {
    footer.getSchema().get(4).unsetType();
    footer.getSchema().get(4).setNum_children(1);
    footer.getSchema().getFirst().setNum_children(ParquetFlowLogTest.DEFAULT.length - 1);
  }

  private static void timestamp(FileMetaData footer, int column) {
    LogicalType microseconds = new LogicalType();
    microseconds.setTIMESTAMP(new TimestampType(true, TimeUnit.MICROS(new MicroSeconds())));
    footer.getSchema().get(column).setLogicalType(microseconds);
  }

  private static void timeOfDay(FileMetaData footer) {
    LogicalType time = new LogicalType();
    time.setTIME(new TimeType(true, TimeUnit.MICROS(new MicroSeconds())));
    footer.getSchema().get(11).setLogicalType(time);
  }

  private static byte[] encrypted(byte[] object) {
    byte[] encrypted = object.clone();
    encrypted[3] = 'E';
    encrypted[encrypted.length - 1] = 'E';
    return encrypted;
  }

  private static byte[] withFooterLength(byte[] object, int length) {
    byte[] changed = object.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(changed.length - 8, length);
    return changed;
  }

  /// A footer whose schema is a list of 2^31 elements.
  private static byte[] listBomb() {
    return withFooter(bytes(0x15, 2, 0x19, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x07));
  }

  private static byte[] largeFooter() {
    return withFooter(new byte[4 * 1024 * 1024 + 1]);
  }

  private static byte[] withFooter(byte[] footer) {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    object.writeBytes("PAR1".getBytes(US_ASCII));
    object.writeBytes(footer);
    object.writeBytes(ParquetObject.littleEndian(footer.length));
    object.writeBytes("PAR1".getBytes(US_ASCII));
    return object.toByteArray();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
