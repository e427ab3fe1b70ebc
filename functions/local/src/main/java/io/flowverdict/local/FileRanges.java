package io.flowverdict.local;

import io.flowverdict.core.flowlog.ByteRanges;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A file by ranges.
final class FileRanges implements ByteRanges {

  private final FileChannel file;
  private final long size;

  private FileRanges(FileChannel file) throws IOException {
    this.file = file;
    this.size = file.size();
  }

  /// {@return the file as it is now}
  ///
  /// @throws UncheckedIOException when it cannot be opened
  static FileRanges open(Path path) {
    try {
      return new FileRanges(FileChannel.open(path));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte[] read(long offset, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try {
      while (bytes.hasRemaining()) {
        if (file.read(bytes, offset + bytes.position()) < 0) {
          throw new EOFException("The file became shorter while it was read");
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return bytes.array();
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
