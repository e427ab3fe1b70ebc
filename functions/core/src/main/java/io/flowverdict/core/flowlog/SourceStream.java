package io.flowverdict.core.flowlog;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The bytes of an object as they are delivered. A failure of the delivery is unchecked, so that it
/// is never taken for damage of the object, which is an [IOException] of the streams above.
final class SourceStream extends FilterInputStream {

  SourceStream(InputStream object) {
    super(object);
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
