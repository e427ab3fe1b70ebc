package io.flowverdict.core.flowlog;

/// The entries of one flow-log object in their order, to be iterated once, whatever the object is
/// written as.
///
/// An object that turns out to be damaged throws [UnreadableObjectException] from the iterator,
/// after the entries before the damage. A delivery that fails throws
/// [java.io.UncheckedIOException].
public interface FlowLogEntries extends Iterable<FlowLogEntry>, AutoCloseable {

  /// The columns of the entry last read.
  FlowLogFormat format();

  /// {@return whether the first line is a header, which is the one line without an entry}
  boolean hasHeader();

  /// The number of lines or rows read so far, a header line included.
  long lines();

  @Override
  void close();
}
