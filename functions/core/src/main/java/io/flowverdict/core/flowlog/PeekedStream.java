package io.flowverdict.core.flowlog;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A stream whose next bytes can be looked at before they are read. What fails while they are
/// looked at fails when it is read, after the bytes before it.
final class PeekedStream extends InputStream {

  private final InputStream stream;
  private byte[] held = {};
  private int position;
  private @Nullable IOException failure;
  private boolean ended;

  PeekedStream(InputStream stream) {
    this.stream = stream;
  }

  /// {@return the next bytes, which stay to be read; fewer than asked for before an end or damage}
  byte[] peek(int count) {
    int limit = held.length - position;
    byte[] bytes = Arrays.copyOfRange(held, position, position + Math.max(limit, count));
    while (limit < count && failure == null && !ended) {
      try {
        int more = stream.read(bytes, limit, count - limit);
        ended = more < 0;
        limit += Math.max(more, 0);
      } catch (IOException damage) {
        failure = damage;
      }
    }
    held = Arrays.copyOf(bytes, limit);
    position = 0;
    return Arrays.copyOf(held, Math.min(limit, count));
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (position < held.length) {
      int count = Math.min(length, held.length - position);
      System.arraycopy(held, position, buffer, offset, count);
      position += count;
      return count;
    }
    if (failure != null) {
      throw failure;
    }
    return ended ? -1 : stream.read(buffer, offset, length);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
