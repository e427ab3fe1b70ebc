package io.flowverdict.bench.throughput;

import io.flowverdict.core.flowlog.ByteRanges;
import java.util.Arrays;

/// An object in memory, by ranges.
final class HeldObject implements ByteRanges {

  private final byte[] bytes;

  HeldObject(byte[] bytes) {
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
