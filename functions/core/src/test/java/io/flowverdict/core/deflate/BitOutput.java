package io.flowverdict.core.deflate;

import java.io.ByteArrayOutputStream;

/// Writes DEFLATE data bit by bit. Mutable.
final class BitOutput {

  /// The symbols of the code of lengths in the order in which their own lengths come.
  static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int bits;
  private int count;

  /// Writes a number, its lowest bit first.
  BitOutput number(int value, int size) {
    for (int i = 0; i < size; i++) {
      bits |= ((value >>> i) & 1) << count++;
      if (count == 8) {
        toByte();
      }
    }
    return this;
  }

  /// Writes a code, given as its bits in the order in which they come.
  BitOutput code(String code) {
    code.chars().forEach(bit -> number(bit - '0', 1));
    return this;
  }

  /// Fills a byte with zeros.
  BitOutput toByte() {
    if (count > 0) {
      bytes.write(bits);
      bits = 0;
      count = 0;
    }
    return this;
  }

  BitOutput header(boolean last, int type) {
    return number(last ? 1 : 0, 1).number(type, 2);
  }

  /// Writes the codes of a dynamic block, each length in 4 bits.
  BitOutput codes(int[] literals, int[] distances) {
    number(literals.length - 257, 5).number(distances.length - 1, 5);
    number(ORDER.length - 4, 4);
    for (int symbol : ORDER) {
      number(symbol < 16 ? 4 : 0, 3);
    }
    lengths(literals);
    return lengths(distances);
  }

  private BitOutput lengths(int[] lengths) {
    for (int length : lengths) {
      number(Integer.reverse(length) >>> 28, 4);
    }
    return this;
  }

  byte[] toByteArray() {
    toByte();
    return bytes.toByteArray();
  }
}
