package io.flowverdict.bench.parts;

import io.flowverdict.bench.throughput.DuckDb;
import io.flowverdict.bench.throughput.GeneratedTiers;
import io.flowverdict.bench.throughput.GeneratedTraffic;
import io.flowverdict.core.flowlog.ColumnReader;
import io.flowverdict.core.flowlog.FlowColumnReader;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowLogFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The object that the parts work on, of version 2 or of thirty fields, in the forms in which one
/// part after the other has it.
public enum GeneratedLog {
  VERSION_2,
  THIRTY_FIELDS;

  /// How many records it has where it is measured.
  static final int RECORDS = 1 << 17;

  static final GeneratedTiers TIERS = new GeneratedTiers(1, 1_000, 100);

  byte[] gzip(int records) {
    return GeneratedTraffic.object(TIERS, this == THIRTY_FIELDS, records);
  }

  byte[] text(int records) throws IOException {
    try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(gzip(records)))) {
      return text.readAllBytes();
    }
  }

  byte[] parquet(int records) throws IOException, SQLException {
    FlowLogFormat format =
        this == THIRTY_FIELDS ? GeneratedTraffic.THIRTY_FIELDS : FlowLogFormat.DEFAULT;
    try (DuckDb duckDb = DuckDb.open(gzip(records), format)) {
      return duckDb.parquet();
    }
  }

  List<FlowColumns> columns(int records) {
    List<FlowColumns> all = new ArrayList<>();
    try (ColumnReader reader = FlowColumnReader.open(new ByteArrayInputStream(gzip(records)))) {
      for (FlowColumns next = new FlowColumns(); reader.read(next); next = new FlowColumns()) {
        next.requireUndamaged();
        all.add(next);
      }
    }
    return all;
  }
}
