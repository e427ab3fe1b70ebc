package io.flowverdict.local;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import io.flowverdict.core.judge.Verdict;
import java.io.IOException;

/// Writes what each line of flow-log objects came to, in the order of the lines, without holding
/// any.
///
/// In every method `source` is the object and an [IOException] means that the output cannot be
/// written.
sealed interface VerdictWriter permits EvidenceWriter, JsonVerdicts, TextVerdicts {

  /// Writes a record with its verdict.
  void write(String source, FlowRecord record, Verdict verdict) throws IOException;

  /// Writes a row that stands for no record.
  void write(String source, Gap gap) throws IOException;

  /// Writes a line that is no record.
  void write(String source, RejectedLine line) throws IOException;

  /// Writes that the object is refused as a whole.
  void write(String source, UnreadableObjectException refusal) throws IOException;

  /// Hands on everything written so far.
  void flush() throws IOException;
}
