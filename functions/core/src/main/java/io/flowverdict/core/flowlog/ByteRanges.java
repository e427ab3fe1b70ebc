package io.flowverdict.core.flowlog;

/// The port through which an object is read where its bytes are needed, and not from its beginning
/// to its end. All ranges are of the same content: if the object is replaced meanwhile, reading
/// fails.
public interface ByteRanges extends AutoCloseable {

  /// How many bytes the object has.
  long size();

  /// {@return the bytes from the offset on, exactly as many as asked for}
  ///
  /// @param offset 0 or more
  /// @param length how many bytes; the range ends inside the object
  /// @throws java.io.UncheckedIOException when they cannot be delivered
  byte[] read(long offset, int length);

  @Override
  void close();
}
