package io.flowverdict.bench.throughput;

import io.flowverdict.core.flowlog.ColumnReader;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowLogReader;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.judge.Conversations;
import io.flowverdict.core.judge.HistoryJudge;
import io.flowverdict.parquet.FlowLogs;
import io.flowverdict.parquet.HeldBytes;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/// The ways to read an object that are compared. Each gives a number, so that nothing is left out
/// as useless.
public final class Contenders {

  private static final int BUFFER = 1 << 16;

  private final TiersJudge judge;
  private final byte[] object;

  /// @param object gzip, or, for judging and reading by columns, Parquet
  public Contenders(GeneratedTiers tiers, byte[] object) {
    this.judge = new TiersJudge(tiers);
    this.object = object;
  }

  /// Inflates the object and does nothing else: {@return its bytes}
  public long drain() {
    byte[] buffer = new byte[BUFFER];
    long bytes = 0;
    try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(object), BUFFER)) {
      for (int count = stream.read(buffer); count > 0; count = stream.read(buffer)) {
        bytes += count;
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes;
  }

  /// Reads lines and splits them: {@return the fields}
  public long split() {
    long fields = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(object), BUFFER),
                StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        fields += line.split(" ", -1).length;
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return fields;
  }

  /// Judges every record by columns: {@return the records}
  public long columns() {
    return judged().records();
  }

  /// Reads columns and does nothing else: {@return the records}
  public long readColumns() {
    FlowColumns columns = new FlowColumns();
    long records = 0;
    try (ColumnReader reader = reader()) {
      while (reader.read(columns)) {
        columns.requireUndamaged();
        records += columns.size();
      }
    }
    return records;
  }

  private ColumnReader reader() {
    return FlowLogs.columns(
        new ByteArrayInputStream(object), object.length, () -> new HeldBytes(object));
  }

  Judged judged() {
    return judge.judged(reader(), _ -> {});
  }

  /// Judges record by record: {@return the records}
  public long recordByRecord() {
    HistoryJudge recordJudge = judge.recordJudge();
    Judged judged = judge.collector(recordJudge);
    try (FlowLogReader reader = FlowLogReader.open(new ByteArrayInputStream(object))) {
      Conversations entries = new Conversations(reader.iterator());
      while (entries.hasNext()) {
        switch (entries.next()) {
          case FlowRecord record ->
              judged.add(record, recordJudge.judge(record, entries.evidence(record)));
          case Gap gap -> judged.add(gap);
          case RejectedLine line -> judged.add(line);
        }
      }
    }
    judged.merge();
    return judged.records();
  }
}
