package io.flowverdict.parquet;

import io.flowverdict.core.flowlog.ByteRanges;
import java.util.Arrays;

/// An object that is small enough to be held.
public final class HeldBytes implements ByteRanges {

  private final byte[] bytes;

  /// @param bytes the whole object; nobody may change them
  public HeldBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public byte[] read(long offset, int length) {
    int from = Math.toIntExact(offset);
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  @Override
  public void close() {}
}
