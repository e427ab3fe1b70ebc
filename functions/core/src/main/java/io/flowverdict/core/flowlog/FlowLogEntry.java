package io.flowverdict.core.flowlog;

/// What one line of a flow-log object says: every line but the header is exactly one of these.
public sealed interface FlowLogEntry permits FlowRecord, Gap, RejectedLine {

  /// The line's number in the decompressed object, counted from 1 and including the header line.
  long line();
}
