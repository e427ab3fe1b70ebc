package io.flowverdict.parquet;

import static io.flowverdict.parquet.ParquetFlowLogTest.row;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.flowlog.FlowLogEntry;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.RejectedLine;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.NanoSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Flow logs in Parquet that another program wrote again, which gave times a unit and numbers a
/// fraction.
class RewrittenParquetTest {

  private static final long SECOND = 1_795_169_102;
  private static final TimeUnit MILLIS = TimeUnit.MILLIS(new MilliSeconds());
  private static final TimeUnit MICROS = TimeUnit.MICROS(new MicroSeconds());
  private static final TimeUnit NANOS = TimeUnit.NANOS(new NanoSeconds());

  /// A change of the schema.
  @FunctionalInterface
  interface Change {
    void apply(SchemaElement element);
  }

  private static Change timestamp(TimeUnit unit, boolean utc) {
    return element -> {
      LogicalType type = new LogicalType();
      type.setTIMESTAMP(new TimestampType(utc, unit));
      element.setLogicalType(type);
    };
  }

  private static Change converted(ConvertedType type) {
    return element -> element.setConverted_type(type);
  }

  private static Change decimal(int scale) {
    return element -> {
      LogicalType type = new LogicalType();
      type.setDECIMAL(new DecimalType(scale, 18));
      element.setLogicalType(type);
    };
  }

  /// As Hive, Impala and older versions of Spark write times: nanoseconds of a Julian day.
  private static byte[] int96(long second, long nanosecond) {
    return ByteBuffer.allocate(12)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(second % 86_400 * 1_000_000_000 + nanosecond)
        .putInt((int) (second / 86_400) + 2_440_588)
        .array();
  }

  private static byte[] fixed(long value) {
    byte[] bytes = BigInteger.valueOf(value).toByteArray();
    byte[] fixed = new byte[ParquetObject.FIXED_LENGTH];
    Arrays.fill(fixed, (byte) (value < 0 ? -1 : 0));
    System.arraycopy(bytes, 0, fixed, fixed.length - bytes.length, bytes.length);
    return fixed;
  }

  static Stream<Arguments> times() {
    return Stream.of(
        time("milliseconds in UTC", "INT64", timestamp(MILLIS, true), SECOND * 1_000 + 999),
        time("milliseconds of a local time", "INT64", timestamp(MILLIS, false), SECOND * 1_000),
        time("microseconds in UTC", "INT64", timestamp(MICROS, true), SECOND * 1_000_000 + 1),
        time("microseconds of a local time", "INT64", timestamp(MICROS, false), SECOND * 1_000_000),
        time("nanoseconds in UTC", "INT64", timestamp(NANOS, true), SECOND * 1_000_000_000),
        time(
            "nanoseconds of a local time",
            "INT64",
            timestamp(NANOS, false),
            SECOND * 1_000_000_000),
        time(
            "milliseconds, as said before",
            "INT64",
            converted(ConvertedType.TIMESTAMP_MILLIS),
            SECOND * 1_000),
        time(
            "microseconds, as said before",
            "INT64",
            converted(ConvertedType.TIMESTAMP_MICROS),
            SECOND * 1_000_000),
        time("INT96", "INT96", element -> {}, int96(SECOND, 999_999_999)),
        time("seconds as doubles", "DOUBLE", element -> {}, (double) SECOND),
        time("milliseconds as doubles", "DOUBLE", element -> {}, SECOND * 1e3),
        time("seconds as decimals", "INT64", decimal(0), SECOND),
        time("seconds as decimals with places", "INT64", decimal(3), SECOND * 1_000),
        time("seconds as decimals of bytes", "FIXED_LEN_BYTE_ARRAY", decimal(0), fixed(SECOND)));
  }

  private static Arguments time(String what, String type, Change change, Object value) {
    return Arguments.of(what, type, change, value);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("times")
  void aTimeIsReadByItsUnit(String what, String type, Change change, Object value) {
    for (FlowLogEntry entry : read("start:" + type, change, value)) {
      assertThat(((FlowRecord) entry).start()).isEqualTo(Instant.ofEpochSecond(SECOND));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-20 10:05:02.000",
        "2026-11-20 10:05:02",
        "2026-11-20 11:05:02+01:00",
        "2026-11-20T10:05:02Z",
        "1795169102"
      })
  void aTimeIsReadThatIsText(String time) {
    for (FlowLogEntry entry : read("start", element -> {}, time)) {
      assertThat(((FlowRecord) entry).start()).isEqualTo(Instant.ofEpochSecond(SECOND));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "start, 2026-11-20 10:05, bad-time",
    "start, 20 November 2026, bad-time",
    "dstport, 4 43, bad-port",
    "protocol, 6 (TCP), bad-protocol",
    "action, ACCEPT REJECT, bad-action",
    "pkt_srcaddr, 10.0.0.1 10.0.0.9, bad-address",
    "instance_tag, web server 1, record",
    "resource_id, a b, record",
    "dstport, '  ', record",
    "dstport, ' 443 ', record"
  })
  void aValueWithBlanksIsTheValueOfItsColumnOnly(String column, String value, String expected) {
    for (FlowLogEntry entry : read(column, element -> {}, value)) {
      assertThat(entry instanceof RejectedLine line ? line.reason().code() : "record")
          .isEqualTo(expected);
    }
  }

  @Test
  void aTimeBefore1970IsRejected() {
    for (FlowLogEntry entry : read("start:INT64", timestamp(MICROS, true), -1L)) {
      assertThat(((RejectedLine) entry).reason().code()).isEqualTo("bad-time");
    }
  }

  static Stream<Arguments> ports() {
    return Stream.of(
        port("a double", "DOUBLE", element -> {}, 443.0, "443"),
        port("a float", "FLOAT", element -> {}, 443.0f, "443"),
        port("no number, where there is none", "DOUBLE", element -> {}, Double.NaN, "null"),
        port("a decimal", "INT32", decimal(2), 44_300, "443"),
        port(
            "a decimal of bytes",
            "BYTE_ARRAY",
            decimal(2),
            new byte[] {0, (byte) 0xAD, 0x0C},
            "443"),
        port("a fraction", "DOUBLE", element -> {}, 443.5, "bad-port 443.5"),
        port("less than none", "DOUBLE", element -> {}, -1.0, "bad-port -1.0"),
        port("more than a port", "DOUBLE", element -> {}, 65_536.0, "bad-port 65536"),
        port(
            "without an end",
            "DOUBLE",
            element -> {},
            Double.POSITIVE_INFINITY,
            "bad-port Infinity"),
        port("a decimal with a fraction", "INT64", decimal(1), 4_435L, "bad-port 443.5"),
        port(
            "a negative decimal",
            "FIXED_LEN_BYTE_ARRAY",
            decimal(0),
            fixed(-443),
            "bad-port -443"));
  }

  private static Arguments port(
      String what, String type, Change change, Object value, String expected) {
    return Arguments.of(what, type, change, value, expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ports")
  void aWholeNumberIsReadAndAnythingElseIsRejected(
      String what, String type, Change change, Object value, String expected) {
    for (FlowLogEntry entry : read("dstport:" + type, change, value)) {
      String found =
          switch (entry) {
            case RejectedLine line -> line.reason().code() + line.text().replaceFirst(".* ", " ");
            case FlowRecord record -> String.valueOf(record.destinationPort());
            default -> entry.toString();
          };
      assertThat(found).isEqualTo(expected);
    }
  }

  /// A float has no value of its own for every whole number of seconds.
  @Test
  void aFloatThatMayBeAnotherNumberIsRejected() {
    for (FlowLogEntry entry : read("start:FLOAT", element -> {}, (float) SECOND)) {
      assertThat(((RejectedLine) entry).reason().code()).isEqualTo("bad-time");
    }
  }

  @Test
  void columnsAreFoundHoweverTheirNamesAreSpelled() {
    byte[] object =
        ParquetObject.of("SRCADDR", "dstAddr", "DstPort:DOUBLE", "startTime:INT64")
            .write(Collections.nCopies(2, row("10.0.0.1", "10.0.0.2", 443.0, SECOND)));

    ParquetColumnReaderTest.assertAlike(object);
    assertThat(Reading.of(object).entries())
        .allSatisfy(entry ->
            assertThat(((FlowRecord) entry).start()).isEqualTo(Instant.ofEpochSecond(SECOND)));
  }

  /// {@return what is read of rows, some of which lack the value, with a dictionary and without;
  /// that columns hold the same is required}
  private static List<FlowLogEntry> read(String column, Change change, Object value) {
    List<FlowLogEntry> entries = new ArrayList<>();
    for (WriterVersion version : WriterVersion.values()) {
      for (boolean dictionary : new boolean[] {true, false}) {
        byte[] object =
            ParquetObject.of("srcaddr", "dstaddr", column)
                .version(version)
                .dictionary(dictionary)
                .changingFooter(footer -> change.apply(element(footer, 3)))
                .write(
                    List.of(
                        row("10.0.0.1", "10.0.0.2", value),
                        row("10.0.0.1", "10.0.0.2", (Object) null),
                        row("10.0.0.1", "10.0.0.2", value)));
        ParquetColumnReaderTest.assertAlike(object);
        Reading reading = Reading.of(object);
        assertThat(reading.end()).isNull();
        assertThat(reading.entries()).hasSize(3);
        assertThat(reading.entries().get(1)).isInstanceOf(FlowRecord.class);
        entries.add(reading.entries().getFirst());
        entries.add(reading.entries().getLast());
      }
    }
    return entries;
  }

  private static SchemaElement element(FileMetaData footer, int column) {
    return requireNonNull(footer.getSchema()).get(column);
  }
}
