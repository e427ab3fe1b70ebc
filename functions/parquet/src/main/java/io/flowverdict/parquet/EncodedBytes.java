package io.flowverdict.parquet;

import static io.flowverdict.parquet.UndecodableException.require;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;

/// The encoded values of a page, walked through without decoding them: the library's decoders
/// allocate as much as the bytes say, so that is compared with what there is before they are asked
/// ([encodings](https://parquet.apache.org/docs/file-format/data-pages/encodings/)).
final class EncodedBytes {

  /// How many values a block of deltas may have. Writers make blocks of 128 to 2,048.
  private static final int LARGEST_BLOCK = 64 * 1024;

  private final byte[] bytes;
  private final int end;
  private int position;

  EncodedBytes(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.position = from;
    this.end = end;
  }

  /// Goes past the definition levels at the beginning of a page of version 1.
  void passLevels(int values) {
    int length = length();
    require(length >= 0 && length <= end - position, "a page is shorter than its levels");
    new EncodedBytes(bytes, position, position + length).passRuns(1, values);
    position += length;
  }

  /// {@return how many bytes decoding the values allocates at once, beyond the page}
  long memory(Encoding encoding, int values) {
    return switch (encoding) {
      case PLAIN -> 0;
      case RLE_DICTIONARY -> {
        if (position < end) {
          int width = bytes[position++] & 0xFF;
          require(width <= Integer.SIZE, "a dictionary has indexes of " + width + " bits");
          yield passRuns(width, values);
        }
        yield 0;
      }
      case DELTA_BINARY_PACKED -> passDeltas(values);
      case DELTA_LENGTH_BYTE_ARRAY -> passDeltas(values);
      case DELTA_BYTE_ARRAY -> {
        int prefixes = position;
        long memory = passDeltas(values);
        int suffixes = position;
        memory += passDeltas(values);
        requirePrefixes(prefixes, suffixes, values);
        yield memory;
      }
      default -> throw new IllegalArgumentException("Values are not encoded by " + encoding);
    };
  }

  /// Goes past runs of equal or of bit-packed values.
  ///
  /// @return how many bytes decoding the longest run allocates
  long passRuns(int width, int values) {
    long left = values;
    long longest = 0;
    while (left > 0 && position < end) {
      int header = unsigned();
      int groups = header >>> 1;
      long count = groups;
      if ((header & 1) == 0) {
        position += (width + 7) >>> 3;
      } else {
        // What follows the last value of a run is padding, of at most one run of the longest kind.
        require(count * 8 <= left + 512, "a page has a run of " + count * 8 + " values");
        longest = Math.max(longest, count * (8L * Integer.BYTES + width));
        position += (int) Math.min(count * width, end - position);
        count *= 8;
      }
      left -= count;
    }
    return longest;
  }

  /// Goes past one sequence of deltas.
  ///
  /// @return how many bytes decoding it allocates
  private long passDeltas(int values) {
    int block = unsigned();
    int parts = unsigned();
    int count = unsigned();
    require(
        block > 0 && block <= LARGEST_BLOCK && parts > 0 && parts <= block / 8 && count >= 0,
        "a page has blocks of " + block + " deltas");
    require(count <= values, "a page has " + count + " deltas for " + values + " values");
    passLong();
    int size = block / parts;
    long left = count - 1L;
    while (left > 0) {
      passLong();
      int widths = position;
      require(parts <= end - position, "a page ends in its deltas");
      position += parts;
      for (int part = 0; part < parts && left > 0; part++, left -= size) {
        int width = bytes[widths + part] & 0xFF;
        require(width <= Long.SIZE, "a page has deltas of " + width + " bits");
        long length = (long) width * size / 8;
        require(length <= end - position, "a page ends in its deltas");
        position += (int) length;
      }
    }
    return (count + (long) block) * Long.BYTES;
  }

  /// Requires of strings, which begin like the one before them, that it is long enough for that.
  private void requirePrefixes(int prefixes, int suffixes, int values) {
    DeltaBinaryPackingValuesReader prefix = deltas(prefixes, values);
    DeltaBinaryPackingValuesReader suffix = deltas(suffixes, values);
    int left = new EncodedBytes(bytes, prefixes, end).deltaCount();
    require(
        left == new EncodedBytes(bytes, suffixes, end).deltaCount(),
        "a page has another number of prefixes than of suffixes");
    long before = 0;
    for (; left > 0; left--) {
      int shared = prefix.readInteger();
      int more = suffix.readInteger();
      require(shared >= 0 && shared <= before && more >= 0, "a page has a prefix of nothing");
      before = (long) shared + more;
      require(before <= bytes.length, "a page has a string that is longer than the page");
    }
  }

  private DeltaBinaryPackingValuesReader deltas(int from, int values) {
    DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
    try {
      reader.initFromPage(
          values, ByteBufferInputStream.wrap(ByteBuffer.wrap(bytes, from, end - from)));
    } catch (IOException damage) {
      throw UndecodableException.corrupt("a page ends in its deltas");
    }
    return reader;
  }

  private int deltaCount() {
    unsigned();
    unsigned();
    return unsigned();
  }

  /// Goes past strings of a dictionary, each of which has its length before it.
  void passStrings(int count) {
    for (int i = 0; i < count; i++) {
      int length = length();
      require(length >= 0 && length <= end - position, "a page ends in its values");
      position += length;
    }
  }

  private int length() {
    require(end - position >= Integer.BYTES, "a page ends in its values");
    int length =
        (bytes[position] & 0xFF)
            | (bytes[position + 1] & 0xFF) << 8
            | (bytes[position + 2] & 0xFF) << 16
            | (bytes[position + 3] & 0xFF) << 24;
    position += Integer.BYTES;
    return length;
  }

  private int unsigned() {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      require(position < end, "a page ends in its values");
      byte next = bytes[position++];
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw UndecodableException.corrupt("a page has a number that does not end");
  }

  private void passLong() {
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      require(position < end, "a page ends in its values");
      if (bytes[position++] >= 0) {
        return;
      }
    }
    throw UndecodableException.corrupt("a page has a number that does not end");
  }
}
