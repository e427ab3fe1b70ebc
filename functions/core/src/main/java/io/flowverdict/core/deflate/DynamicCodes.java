package io.flowverdict.core.deflate;

import java.util.Arrays;
import java.util.zip.ZipException;

/// The codes at the head of a block of the dynamic type (RFC 1951, 3.2.7), read as they arrive.
/// Mutable, for one thread.
final class DynamicCodes {

  private static final int MOST_LITERALS = 286;
  private static final int MOST_DISTANCES = 30;

  /// The symbols of the code of lengths in the order in which their own lengths come.
  private static final int[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  /// The longest code of a length, in bits.
  private static final int LONGEST = 7;

  private static final int REPEAT_LAST = 16;
  private static final int REPEAT_ZERO = 17;

  private final BitInput input;
  private final PrefixCode code = new PrefixCode();
  private final LiteralTable literals = new LiteralTable();
  private final DistanceTable distances = new DistanceTable();

  /// For the next [#LONGEST] bits the symbol, and below it in 4 bits the length of its code.
  private final short[] lengthTable = new short[1 << LONGEST];

  private final byte[] orderedLengths = new byte[ORDER.length];
  private final byte[] lengths = new byte[MOST_LITERALS + MOST_DISTANCES];

  private int literalCount;
  private int distanceCount;
  private int orderedCount;
  private int orderedRead;
  private int read;

  DynamicCodes(BitInput input) {
    this.input = input;
  }

  /// Begins with the codes of a block.
  void open() {
    orderedCount = 0;
    orderedRead = 0;
    read = 0;
  }

  LiteralTable literals() {
    return literals;
  }

  DistanceTable distances() {
    return distances;
  }

  /// Reads on.
  ///
  /// @return whether the codes are complete; false when the input ends before
  boolean read() throws ZipException {
    if (!readCounts() || !readLengthCode() || !readLengths()) {
      return false;
    }
    if (lengths[LiteralTable.END_SYMBOL] == 0) {
      throw new ZipException("the end of a block has no code");
    }
    code.assign(lengths, 0, literalCount);
    literals.assign(code, lengths, literalCount);
    code.assign(lengths, literalCount, literalCount + distanceCount);
    distances.assign(code, lengths, literalCount, literalCount + distanceCount);
    return true;
  }

  private boolean readCounts() throws ZipException {
    if (orderedCount > 0) {
      return true;
    }
    if (!input.has(14)) {
      return false;
    }
    literalCount = 257 + input.take(5);
    distanceCount = 1 + input.take(5);
    orderedCount = 4 + input.take(4);
    if (literalCount > MOST_LITERALS || distanceCount > MOST_DISTANCES) {
      throw new ZipException("more symbols than there are");
    }
    return true;
  }

  private boolean readLengthCode() throws ZipException {
    if (orderedRead == ORDER.length) {
      return true;
    }
    for (; orderedRead < orderedCount; orderedRead++) {
      if (!input.has(3)) {
        return false;
      }
      orderedLengths[ORDER[orderedRead]] = (byte) input.take(3);
    }
    for (; orderedRead < ORDER.length; orderedRead++) {
      orderedLengths[ORDER[orderedRead]] = 0;
    }
    assignLengthCode();
    return true;
  }

  /// Without any code every bit is the length 0, and the end of the block has no code, which is an
  /// error only after all lengths.
  private void assignLengthCode() throws ZipException {
    code.assign(orderedLengths, 0, orderedLengths.length);
    if (!code.isComplete() && code.longest() > 0) {
      throw new ZipException("fewer codes than their lengths allow");
    }
    Arrays.fill(lengthTable, (short) 1);
    for (int symbol = 0; symbol < orderedLengths.length; symbol++) {
      int length = orderedLengths[symbol];
      if (length > 0) {
        for (int i = code.next(length); i < lengthTable.length; i += 1 << length) {
          lengthTable[i] = (short) (symbol << 4 | length);
        }
      }
    }
  }

  private boolean readLengths() throws ZipException {
    while (read < literalCount + distanceCount) {
      int entry = lengthTable[(int) input.bits & (lengthTable.length - 1)];
      int bits = entry & 0xF;
      int symbol = entry >>> 4;
      int extraBits =
          symbol < REPEAT_LAST ? 0 : symbol == REPEAT_LAST ? 2 : symbol == REPEAT_ZERO ? 3 : 7;
      if (bits + extraBits > input.count) {
        if (!input.has(input.count + 1)) {
          return false;
        }
        continue;
      }
      input.skip(bits);
      if (symbol < REPEAT_LAST) {
        lengths[read++] = (byte) symbol;
      } else {
        repeat(symbol, input.take(extraBits));
      }
    }
    return true;
  }

  private void repeat(int symbol, int extra) throws ZipException {
    if (symbol == REPEAT_LAST && read == 0) {
      throw new ZipException("no length to repeat");
    }
    byte length = symbol == REPEAT_LAST ? lengths[read - 1] : 0;
    int times = extra + (symbol <= REPEAT_ZERO ? 3 : 11);
    if (times > literalCount + distanceCount - read) {
      throw new ZipException("more lengths than symbols");
    }
    Arrays.fill(lengths, read, read + times, length);
    read += times;
  }
}
