package io.flowverdict.core.flowlog;

/// What one line of a flow-log object says, or one row of a Parquet object: every line but the
/// header is exactly one of these.
public sealed interface FlowLogEntry permits FlowRecord, Gap, RejectedLine {

  /// The line's number in the decompressed object, counted from 1 and including the header line. In
  /// Parquet, which has no header line, the row's number, counted from 1.
  long line();
}
