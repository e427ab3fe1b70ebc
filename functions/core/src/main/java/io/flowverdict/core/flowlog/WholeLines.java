package io.flowverdict.core.flowlog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// A text as runs of whole lines, in memory that does not depend on its length or its lines. Of a
/// line that is too long as much is kept as shows that it is. Mutable.
final class WholeLines implements AutoCloseable {

  /// As much is read at once as [LineReader] reads, so that damage of an object is met in the same
  /// line.
  private static final int CHUNK = 64 * 1024;

  private static final int LONGEST_REST = FlowLogReader.LONGEST_LINE + 1;

  /// How many bytes a run can have.
  private static final int LONGEST_RUN = LONGEST_REST + CHUNK + 1;

  private final InputStream stream;

  /// Holds the run, and room around it.
  final byte[] text = new byte[Ascii.MARGIN + LONGEST_RUN + Ascii.MARGIN];

  private int to = Ascii.MARGIN;
  private int limit = Ascii.MARGIN;

  WholeLines(InputStream stream) {
    this.stream = stream;
  }

  /// The first byte of a run.
  int from() {
    return Ascii.MARGIN;
  }

  /// The byte after the run's last line feed. The last line of the text has one in any case.
  int to() {
    return to;
  }

  /// Goes to the next run.
  ///
  /// @return false when there is none
  boolean next() throws IOException {
    int rest = Math.min(limit - to, LONGEST_REST);
    System.arraycopy(text, to, text, from(), rest);
    to = from();
    limit = from() + rest;
    while (to == from()) {
      int count = stream.read(text, limit, CHUNK);
      if (count <= 0) {
        return end();
      }
      to = afterLastFeed(limit, limit + count);
      limit += count;
      if (to == from()) {
        limit = Math.min(limit, from() + LONGEST_REST);
      }
    }
    return true;
  }

  private boolean end() {
    if (limit > from()) {
      text[limit++] = '\n';
    }
    to = limit;
    return to > from();
  }

  private int afterLastFeed(int begin, int end) {
    for (int i = end - 1; i >= begin; i--) {
      if (text[i] == '\n') {
        return i + 1;
      }
    }
    return from();
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
