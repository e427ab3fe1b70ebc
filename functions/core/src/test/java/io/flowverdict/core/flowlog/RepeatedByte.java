package io.flowverdict.core.flowlog;

import java.io.InputStream;
import java.util.Arrays;

/// One byte many times over.
final class RepeatedByte extends InputStream {

  private final byte value;
  private long left;

  RepeatedByte(char value, long count) {
    this.value = (byte) value;
    this.left = count;
  }

  @Override
  public int read() {
    return left-- > 0 ? value : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    int count = (int) Math.min(length, left);
    Arrays.fill(buffer, offset, offset + count, value);
    left -= count;
    return count == 0 ? -1 : count;
  }
}
