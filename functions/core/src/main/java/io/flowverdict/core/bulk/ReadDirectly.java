package io.flowverdict.core.bulk;

import io.flowverdict.core.flowlog.ColumnReader;
import io.flowverdict.core.flowlog.FlowColumns;
import org.jspecify.annotations.Nullable;

/// Reads columns when they are asked for.
final class ReadDirectly implements ColumnSource {

  private final ColumnReader reader;
  private final FlowColumns columns = new FlowColumns();

  ReadDirectly(ColumnReader reader) {
    this.reader = reader;
  }

  @Override
  public @Nullable FlowColumns next() {
    return reader.read(columns) ? columns : null;
  }

  @Override
  public void close() {
    reader.close();
  }
}
