package io.flowverdict.parquet;

import io.flowverdict.core.flowlog.ByteRanges;
import io.flowverdict.core.flowlog.FlowLogEntry;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What reading an object gave.
///
/// @param end why it could not be read further; null when it could
record Reading(List<FlowLogEntry> entries, @Nullable UnreadableObjectException end) {

  static Reading of(byte[] object) {
    return of(new HeldBytes(object));
  }

  static Reading of(ByteRanges object) {
    List<FlowLogEntry> entries = new ArrayList<>();
    try (ParquetFlowLog log = ParquetFlowLog.open(object)) {
      for (FlowLogEntry entry : log) {
        entries.add(entry);
      }
    } catch (UnreadableObjectException end) {
      return new Reading(entries, end);
    }
    return new Reading(entries, null);
  }
}
