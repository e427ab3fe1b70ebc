package io.flowverdict.core.flowlog;

/// Reads the entries of one flow-log object as columns, in whatever form the object has.
public interface ColumnReader extends AutoCloseable {

  /// Reads the next entries, as many as there are or as columns hold. Where the object cannot be
  /// read any further, [FlowColumns#damage()] says why, after every entry before the damage.
  ///
  /// @param columns whose content is replaced
  /// @return false when there was nothing to read any more
  /// @throws java.io.UncheckedIOException when the stream fails
  boolean read(FlowColumns columns);

  @Override
  void close();
}
