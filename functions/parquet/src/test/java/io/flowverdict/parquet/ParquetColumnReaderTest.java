package io.flowverdict.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowLogEntry;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.format.CompressionCodec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// That columns hold what [ParquetFlowLog] reads, whatever that is.
class ParquetColumnReaderTest {

  private static final String[] ALL = {
    "log_status", "srcaddr", "dstaddr", "pkt_srcaddr", "pkt_dstaddr", "srcport", "dstport:INT64",
    "protocol:INT32", "tcp_flags:INT32", "packets", "bytes:INT64", "start:INT64", "end", "action",
    "flow_direction", "reject_reason", "resource_id", "interface_id", "account_id:INT64"
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void columnsHoldWhatThePlainReaderReads(long seed) {
    ParquetObject object =
        ParquetObject.of(seed < 4 ? ParquetFlowLogTest.DEFAULT : ALL)
            .version(seed % 2 == 0 ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0)
            .dictionary(seed % 3 > 0)
            .rowsPerGroup(seed == 5 ? 170 : Integer.MAX_VALUE)
            .rowsPerPage(300);
    GeneratedRows generated = new GeneratedRows(seed, object, seed % 4 == 0 ? 0 : 90);

    assertAlike(object.write(generated.rows(seed == 5 ? 900 : 3_000)));
  }

  /// More than one window.
  @Test
  void aLargeRowGroupIsReadInWindows() {
    ParquetObject object = ParquetObject.of(ALL);

    assertAlike(object.write(new GeneratedRows(9, object, 5_000).rows(40_000)));
  }

  /// Pages in which every value is there, none is, the first ones are, and the last ones are.
  @ParameterizedTest(name = "{0}, dictionary {1}")
  @CsvSource({"PARQUET_1_0, true", "PARQUET_1_0, false", "PARQUET_2_0, true", "PARQUET_2_0, false"})
  void valuesAreMissingInRunsAndInWholePages(WriterVersion version, boolean dictionary) {
    ParquetObject object =
        ParquetObject.of("srcaddr", "dstaddr", "srcport", "packets:INT64")
            .version(version)
            .dictionary(dictionary)
            .rowsPerPage(100);
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      boolean isThere = i < 100 || (i >= 200 && i < 260) || i >= 350;
      rows.add(
          ParquetFlowLogTest.row(
              "10.0.0.1", "10.0.0." + i % 7, isThere ? "" + i : null, isThere ? 5L * i : null));
    }

    assertAlike(object.write(rows));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void damageEndsColumnsWhereItEndsThePlainReader(long seed) {
    Random random = new Random(seed);
    ParquetObject object =
        ParquetObject.of(ParquetFlowLogTest.DEFAULT)
            .codec(CompressionCodec.UNCOMPRESSED)
            .dictionary(seed % 2 == 0)
            .rowsPerPage(60);
    byte[] sound = object.write(new GeneratedRows(seed, object, 0).rows(400));
    for (int i = 0; i < 80; i++) {
      byte[] damaged = sound.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));

      assertAlike(damaged);
    }
  }

  static void assertAlike(byte[] object) {
    Reading plain = Reading.of(object);
    List<FlowLogEntry> entries = new ArrayList<>();
    UnreadableObjectException end = null;
    FlowColumns columns = new FlowColumns();
    try (ParquetColumnReader reader = ParquetColumnReader.open(new HeldBytes(object))) {
      while (reader.read(columns)) {
        assertThat(columns.firstLine()).isEqualTo(entries.size() + 1);
        for (int row = 0; row < columns.size(); row++) {
          entries.add(entry(columns, row));
        }
        end = columns.damage();
      }
    } catch (UnreadableObjectException refused) {
      end = refused;
    }

    assertThat(entries)
        .isEqualTo(plain.entries().stream().map(ParquetColumnReaderTest::inColumns).toList());
    assertThat(whatItSays(end)).isEqualTo(whatItSays(plain.end()));
  }

  private static FlowLogEntry entry(FlowColumns columns, int row) {
    FlowLogEntry other = columns.other(row);
    return inColumns(other == null ? columns.record(row) : other);
  }

  private static String whatItSays(@Nullable UnreadableObjectException end) {
    return end == null ? "" : end.line() + " " + end.reason() + " " + end.getMessage();
  }

  /// The entry, and of a record what has columns.
  private static FlowLogEntry inColumns(FlowLogEntry entry) {
    if (!(entry instanceof FlowRecord record)) {
      return entry;
    }
    return FlowRecord.builder(record.line(), record.format())
        .interfaceId(record.interfaceId())
        .source(record.source())
        .destination(record.destination())
        .packetSource(record.packetSource())
        .packetDestination(record.packetDestination())
        .sourcePort(record.sourcePort())
        .destinationPort(record.destinationPort())
        .protocol(record.protocol())
        .tcpFlags(record.tcpFlags())
        .packets(record.packets())
        .bytes(record.bytes())
        .start(record.start())
        .end(record.end())
        .action(record.action())
        .flowDirection(record.flowDirection())
        .rejectReason(record.rejectReason())
        .resourceId(record.resourceId())
        .build();
  }

  @Test
  void rowsThatAreNoPlainRecordsAreKeptAsTheyAre() {
    ParquetObject object = ParquetObject.of("srcaddr", "dstaddr", "srcport", "log_status");
    byte[] written =
        object.write(
            ParquetFlowLogTest.rows(
                ParquetFlowLogTest.row("10.0.0.1", "10.0.0.2", "80", "OK"),
                ParquetFlowLogTest.row("10.0.0.1", "10.0.0.2", "eighty", "OK"),
                ParquetFlowLogTest.row(null, null, null, "NODATA"),
                ParquetFlowLogTest.row("10.0.0.1", "2001:db8::1", "80", null)));
    FlowColumns columns = new FlowColumns();
    try (ParquetColumnReader reader = ParquetColumnReader.open(new HeldBytes(written))) {
      assertThat(reader.read(columns)).isTrue();

      assertThat(columns.size()).isEqualTo(4);
      assertThat(columns.other(0)).isNull();
      assertThat(columns.other(1)).isInstanceOf(RejectedLine.class);
      assertThat(columns.isRecord(2)).isFalse();
      assertThat(columns.other(3)).isInstanceOf(RejectedLine.class);
      assertThat(reader.read(columns)).isFalse();
      assertThat(columns.size()).isZero();
    }
  }
}
