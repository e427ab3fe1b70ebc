package io.flowverdict.core.flowlog;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that may have so many bytes. Beyond them reading fails with [TooLongException].
final class LimitedStream extends FilterInputStream {

  private long left;

  /// Says that a stream has more bytes than it may have.
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1;

    private TooLongException() {
      super("the content is too long");
    }
  }

  /// @param most how many bytes the stream may have
  LimitedStream(InputStream stream, long most) {
    super(stream);
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, (int) Math.min(length, Math.max(left, 1)));
    left -= Math.max(count, 0);
    if (left < 0) {
      throw new TooLongException();
    }
    return count;
  }
}
