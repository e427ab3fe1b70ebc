package io.flowverdict.core.flowlog;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;

/// The bytes of an object as they are delivered. A failure of the delivery is unchecked, so that it
/// is never taken for damage of the object, which is an [IOException] of the streams above.
final class SourceStream extends FilterInputStream {

  private static final int LONGEST_PEEK = 2;

  SourceStream(InputStream object) {
    super(new PushbackInputStream(object, LONGEST_PEEK));
  }

  /// {@return the next bytes, which stay to be read; fewer than asked for at the end}
  byte[] peek(int count) {
    try {
      byte[] bytes = in.readNBytes(count);
      ((PushbackInputStream) in).unread(bytes);
      return bytes;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public int read() {
    try {
      return super.read();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Closes the stream without hiding what went wrong before.
  void closeAfter(Throwable failure) {
    try {
      super.close();
    } catch (IOException second) {
      failure.addSuppressed(second);
    }
  }
}
