package io.flowverdict.bench.parts;

import io.flowverdict.bench.throughput.GeneratedTiers;
import io.flowverdict.bench.throughput.GeneratedTraffic;
import io.flowverdict.core.flowlog.FlowLogReader;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Conversations;
import io.flowverdict.core.judge.Evidence;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/// A record by itself, as one that is not judged by columns.
///
/// @param evidence what all records of the object tell of it
record KnownRecord(FlowRecord record, Evidence evidence) {

  /// How many records there are.
  static final int RECORDS = 1 << 12;

  /// {@return the records of a small object of version 2}
  static List<KnownRecord> of(GeneratedTiers tiers) {
    return of(GeneratedTraffic.object(tiers, /* wide= */ false, RECORDS));
  }

  /// {@return the records of an object}
  static List<KnownRecord> of(byte[] object) {
    List<KnownRecord> records = new ArrayList<>();
    try (FlowLogReader reader = FlowLogReader.open(new ByteArrayInputStream(object))) {
      Conversations entries = new Conversations(reader.iterator());
      while (entries.hasNext()) {
        if (entries.next() instanceof FlowRecord record) {
          records.add(new KnownRecord(record, entries.evidence(record)));
        }
      }
    }
    return records;
  }
}
