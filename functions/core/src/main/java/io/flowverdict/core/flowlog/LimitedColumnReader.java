package io.flowverdict.core.flowlog;

import org.jspecify.annotations.Nullable;

/// Gives an object up that has more than [ReadingLimits] allow: that is damage, after what was read
/// before it.
public final class LimitedColumnReader implements ColumnReader {

  private final ColumnReader reader;
  private final ReadingLimits limits;
  private long lines;
  private long rejected;
  private boolean ended;

  /// @param reader is closed with this one
  public LimitedColumnReader(ColumnReader reader) {
    this(reader, ReadingLimits.USUAL);
  }

  LimitedColumnReader(ColumnReader reader, ReadingLimits limits) {
    this.reader = reader;
    this.limits = limits;
  }

  @Override
  public boolean read(FlowColumns columns) {
    if (ended || !reader.read(columns)) {
      return false;
    }
    UnreadableObjectException excess = excess(columns);
    if (columns.damage() == null && excess != null) {
      columns.end(excess);
    }
    ended = columns.damage() != null;
    return true;
  }

  private @Nullable UnreadableObjectException excess(FlowColumns columns) {
    lines += columns.size();
    boolean isLong = goesOnWithout(columns);
    long last = columns.firstLine() + columns.size() - 1;
    if (isLong) {
      return limits.tooManyRejected(last);
    }
    if (columns.names().size() > limits.names()) {
      return limits.tooManyNames(last);
    }
    return lines > limits.lines() ? limits.tooManyLines(last) : null;
  }

  /// Whether too many more rows are rejected than are not, of these and those before them.
  private boolean goesOnWithout(FlowColumns columns) {
    boolean found = false;
    for (int row = 0; row < columns.size(); row++) {
      boolean isRejected = columns.other(row) instanceof RejectedLine;
      rejected = isRejected ? rejected + 1 : Math.max(rejected - 1, 0);
      found |= rejected > limits.rejectedMore();
    }
    return found;
  }

  @Override
  public void close() {
    reader.close();
  }
}
