package io.flowverdict.core.bulk;

import io.flowverdict.core.flowlog.ColumnReader;
import io.flowverdict.core.flowlog.FlowColumns;
import org.jspecify.annotations.Nullable;

/// The columns of an object, one after another. For one thread.
public sealed interface ColumnSource extends AutoCloseable permits ReadDirectly, ReadAhead {

  /// {@return the columns that a reader gives; where there is a second processor, the next ones are
  /// read while the present ones are looked at}
  ///
  /// @param reader is closed with the source
  static ColumnSource of(ColumnReader reader) {
    return Runtime.getRuntime().availableProcessors() > 1
        ? new ReadAhead(reader)
        : new ReadDirectly(reader);
  }

  /// {@return the next columns, which are good until the next call; null when there are none}
  ///
  /// @throws RuntimeException what reading threw
  @Nullable FlowColumns next();

  @Override
  void close();
}
