package io.flowverdict.parquet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.flowverdict.core.flowlog.FlowLogEntry;
import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetFlowLogTest {

  /// The default format with the types that AWS documents.
  static final String[] DEFAULT = {
    "version:INT32", "account_id", "interface_id", "srcaddr", "dstaddr", "srcport:INT32",
    "dstport:INT32", "protocol:INT32", "packets:INT64", "bytes:INT64", "start:INT64", "end:INT64",
    "action", "log_status"
  };

  /// Every field that is read, some that are not, and a column that is no field; the types are not
  /// always those that AWS documents.
  private static final String[] WIDE = {
    "region",
    "interface_id!",
    "log_status",
    "srcaddr",
    "dstaddr",
    "pkt_srcaddr",
    "pkt_dstaddr",
    "srcport",
    "dstport:INT64",
    "protocol:INT64",
    "tcp_flags:INT32",
    "packets",
    "bytes:INT64",
    "start:INT64!",
    "end",
    "action",
    "flow_direction",
    "reject_reason",
    "resource_id",
    "account_id:INT64",
    "traffic_path:INT32",
    "one_more"
  };

  @ParameterizedTest(name = "{0}, {1}, dictionary {2}")
  @CsvSource({
    "GZIP,         PARQUET_1_0, true",
    "GZIP,         PARQUET_1_0, false",
    "GZIP,         PARQUET_2_0, true",
    "GZIP,         PARQUET_2_0, false",
    "SNAPPY,       PARQUET_1_0, true",
    "SNAPPY,       PARQUET_2_0, false",
    "ZSTD,         PARQUET_1_0, false",
    "ZSTD,         PARQUET_2_0, true",
    "UNCOMPRESSED, PARQUET_1_0, true",
    "UNCOMPRESSED, PARQUET_2_0, false",
  })
  void rowsAreWhatTheLinesOfTextWithTheSameValuesAre(
      CompressionCodec codec, WriterVersion version, boolean dictionary) {
    for (String[] columns : new String[][] {DEFAULT, WIDE}) {
      ParquetObject object =
          ParquetObject.of(columns)
              .codec(codec)
              .version(version)
              .dictionary(dictionary)
              .checksums()
              .rowsPerGroup(700)
              .rowsPerPage(90);
      GeneratedRows generated = new GeneratedRows(20261122, object, 0);
      List<@Nullable Object[]> rows = generated.rows(2_000);

      Reading reading = Reading.of(object.write(rows));

      assertThat(reading.end()).isNull();
      assertThat(reading.entries()).isEqualTo(generated.asText(rows));
      assertThat(reading.entries()).hasAtLeastOneElementOfType(Gap.class);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void valuesThatAreNoneAreRejectedAsInText(long seed) {
    ParquetObject object =
        ParquetObject.of(
                "log_status",
                "srcaddr",
                "dstaddr!",
                "pkt_srcaddr",
                "srcport",
                "dstport:INT64",
                "protocol:INT32",
                "tcp_flags",
                "packets",
                "bytes:INT64",
                "start",
                "end:INT64",
                "action",
                "flow_direction",
                "reject_reason",
                "resource_id",
                "interface_id")
            .version(seed % 2 == 0 ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0)
            .dictionary(seed % 3 > 0)
            .rowsPerPage(100);
    GeneratedRows generated = new GeneratedRows(seed, object, 60);
    List<@Nullable Object[]> rows = generated.rows(1_500);

    Reading reading = Reading.of(object.write(rows));

    assertThat(reading.end()).isNull();
    assertThat(reading.entries()).isEqualTo(generated.asText(rows));
    assertThat(reading.entries()).hasAtLeastOneElementOfType(RejectedLine.class);
  }

  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource(
      quoteCharacter = '\'',
      textBlock =
          """
          srcport        | 70000         | bad-port         srcport
          srcport:INT32  | -1            | bad-port         srcport
          dstport:INT64  | 65536         | bad-port         dstport
          protocol:INT64 | 256           | bad-protocol     protocol
          packets        | many          | bad-number       packets
          action         | MAYBE         | bad-action       action
          flow_direction | up            | bad-direction    flow-direction
          log_status     | FINE          | bad-log-status   log-status
          start:INT64    | -5            | bad-time         start
          pkt_srcaddr    | 10.0.0.0/8    | bad-address      pkt-srcaddr
          dstport        | '4 43'        | bad-port         dstport
          """,
      delimiter = '|')
  void aValueThatIsNoneIsNamed(String column, String value, String expected) {
    ParquetObject object = ParquetObject.of("srcaddr", "dstaddr", column);
    Object typed = column.contains(":") ? (Object) Long.valueOf(value) : value;
    Object given = column.endsWith("INT32") ? (Object) Integer.valueOf(value) : typed;

    Reading reading = Reading.of(object.write(rows(row("10.0.0.1", "10.0.0.2", given))));

    RejectedLine line = (RejectedLine) reading.entries().getFirst();
    assertThat(line.reason().code() + (line.field() == null ? "" : " " + line.field()))
        .isEqualTo(expected.replaceAll(" +", " "));
    assertThat(line.text()).isEqualTo("10.0.0.1 10.0.0.2 " + value.replace(' ', '_'));
    assertThat(line.line()).isEqualTo(1);
  }

  @Test
  void nullsHyphensAndEmptyTextAreAbsent() {
    ParquetObject object = ParquetObject.of("srcaddr", "dstaddr", "srcport", "interface_id");

    Reading reading =
        Reading.of(
            object.write(
                rows(row(null, null, null, null), row("-", "-", "-", "-"), row("", "", "", ""))));

    assertThat(reading.entries())
        .extracting(entry -> ((FlowRecord) entry).source())
        .containsExactly(null, null, null);
    assertThat(reading.entries())
        .extracting(entry -> ((FlowRecord) entry).interfaceId())
        .containsExactly(null, null, null);
  }

  @Test
  void timesAreSecondsOrMilliseconds() {
    ParquetObject object = ParquetObject.of("srcaddr", "dstaddr", "start:INT64", "end:INT64");

    Reading reading =
        Reading.of(
            object.write(rows(row("10.0.0.1", "10.0.0.2", 1_795_169_102L, 1_795_169_160_999L))));

    FlowRecord record = (FlowRecord) reading.entries().getFirst();
    assertThat(record.start()).isEqualTo(Instant.ofEpochSecond(1_795_169_102L));
    assertThat(record.end()).isEqualTo(Instant.ofEpochSecond(1_795_169_160L));
  }

  @Test
  void numbersWithoutASignAreReadAsSuch() {
    ParquetObject object =
        ParquetObject.of("srcaddr", "dstaddr", "packets:INT32")
            .changingFooter(footer -> {
              LogicalType unsigned = new LogicalType();
              unsigned.setINTEGER(new IntType((byte) 32, false));
              requireNonNull(footer.getSchema()).get(3).setLogicalType(unsigned);
            });

    Reading reading = Reading.of(object.write(rows(row("10.0.0.1", "10.0.0.2", -1))));

    assertThat(((FlowRecord) reading.entries().getFirst()).packets()).isEqualTo(4_294_967_295L);
  }

  @Test
  void theColumnsAreNamedAsInAHeaderLine() {
    byte[] object =
        ParquetObject.of("srcaddr", "pkt_dstaddr", "no_field", "tcp-flags").write(rows());

    try (ParquetFlowLog log = ParquetFlowLog.open(new HeldBytes(object))) {
      assertThat(log.format())
          .isEqualTo(FlowLogFormat.parse("srcaddr pkt-dstaddr no-field tcp-flags"));
      assertThat(log.hasHeader()).isFalse();
    }
  }

  @Test
  void anObjectWithoutRowsHasNoEntries() {
    Reading reading = Reading.of(ParquetObject.of(DEFAULT).write(rows()));

    assertThat(reading.end()).isNull();
    assertThat(reading.entries()).isEmpty();
  }

  @Test
  void anObjectIsIteratedOnceAndCountsItsRows() {
    byte[] object =
        ParquetObject.of("srcaddr", "dstaddr")
            .write(rows(row("10.0.0.1", "10.0.0.2"), row("x", "y")));
    try (ParquetFlowLog log = ParquetFlowLog.open(new HeldBytes(object))) {
      List<FlowLogEntry> entries = new ArrayList<>();
      log.iterator().forEachRemaining(entries::add);

      assertThat(entries).extracting(FlowLogEntry::line).containsExactly(1L, 2L);
      assertThat(log.lines()).isEqualTo(2);
      assertThatIllegalStateException().isThrownBy(log::iterator);
    }
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  static List<@Nullable Object[]> rows(@Nullable Object[]... rows) {
    return List.of(rows);
  }

  static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }
}
