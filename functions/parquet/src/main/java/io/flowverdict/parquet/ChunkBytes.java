package io.flowverdict.parquet;

import io.flowverdict.core.flowlog.ByteRanges;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/// The bytes of one column of a row group, read in steps.
final class ChunkBytes {

  private final ByteRanges object;
  private final int step;
  private final long end;

  /// Where the bytes after the held ones begin in the object.
  private long next;

  private byte[] held = new byte[0];
  private int position;

  /// @param end the offset of the first byte after the chunk
  /// @param step how many bytes are read at once, if no more are needed
  ChunkBytes(ByteRanges object, long start, long end, int step) {
    this.object = object;
    this.next = start;
    this.end = end;
    this.step = step;
  }

  /// How many bytes are left.
  long remaining() {
    return held.length - position + end - next;
  }

  /// Makes bytes available in [#array()] from [#position()] on.
  ///
  /// @param count not more than remain
  void hold(int count) {
    int left = held.length - position;
    if (count <= left) {
      return;
    }
    int read = (int) Math.min(Math.max(step, (long) count - left), end - next);
    byte[] more = object.read(next, read);
    next += read;
    if (left > 0) {
      byte[] joined = new byte[left + read];
      System.arraycopy(held, position, joined, 0, left);
      System.arraycopy(more, 0, joined, left, read);
      more = joined;
    }
    held = more;
    position = 0;
  }

  byte[] array() {
    return held;
  }

  int position() {
    return position;
  }

  /// Goes on by bytes that are held. What a large page took is not kept.
  void skip(int count) {
    position += count;
    if (held.length > 2 * step) {
      held = Arrays.copyOfRange(held, position, held.length);
      position = 0;
    }
  }

  /// The bytes as a stream, which goes on in this as it is read.
  InputStream stream() {
    return new InputStream() {
      @Override
      public int read() {
        if (remaining() == 0) {
          return -1;
        }
        hold(1);
        return held[position++] & 0xFF;
      }

      @Override
      public int read(byte[] into, int from, int length) {
        Objects.checkFromIndexSize(from, length, into.length);
        if (remaining() == 0) {
          return length == 0 ? 0 : -1;
        }
        hold(1);
        int count = Math.min(length, held.length - position);
        System.arraycopy(held, position, into, from, count);
        position += count;
        return count;
      }
    };
  }
}
