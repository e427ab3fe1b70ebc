package io.flowverdict.core.deflate;

import java.util.Arrays;
import java.util.zip.ZipException;

/// What the next bits of compressed data say after the length of a match: how far back it is.
///
/// The lowest [#ROOT] bits of the data are the index of an entry, which is an `int`:
///
/// | bits | meaning |
/// |---|---|
/// | 0-5 | number of bits it stands for: the code and the extra bits |
/// | 8-13 | number of bits of the code |
/// | 14 | [#SPECIAL]: no distance |
/// | 15 | [#SUBTABLE] |
/// | 16-30 | the distance; the extra bits are added |
///
/// A special entry leads to a table for the bits after (its index in bits 16-30), or its bits are
/// no code. Mutable, for one thread; but for [#FIXED].
final class DistanceTable {

  static final int ROOT = 8;
  static final int ROOT_MASK = (1 << ROOT) - 1;

  static final int SPECIAL = 1 << 14;
  static final int SUBTABLE = 1 << 15;

  /// Bits that are no code, which shows with the first: only a code of one symbol or none lacks
  /// any.
  private static final int NO_CODE = SPECIAL | code(1);

  private static final int SYMBOL_COUNT = 32;

  /// The most tables after the root: each is of two codes or more.
  private static final int SUBTABLES = SYMBOL_COUNT / 2;

  /// The entry of every symbol, but for its code.
  private static final int[] SYMBOLS = symbols();

  /// The table of blocks of the fixed type (RFC 1951, 3.2.6).
  static final DistanceTable FIXED = fixed();

  final int[] entries = new int[(1 << ROOT) + SUBTABLES * (1 << (PrefixCode.LONGEST - ROOT))];

  /// The bits after the root that are an index of a further table.
  private long subtableMask;

  /// Takes the code of the symbols.
  ///
  /// @param lengths from `from` to `to` the length of every symbol's code, at most 15 bits; 0 for
  ///   none
  void assign(PrefixCode code, byte[] lengths, int from, int to) {
    Arrays.fill(entries, 0, 1 << ROOT, NO_CODE);
    int subtableBits = Math.max(code.longest() - ROOT, 0);
    subtableMask = (1L << subtableBits) - 1;
    int used = 1 << ROOT;
    for (int i = from; i < to; i++) {
      int length = lengths[i];
      if (length == 0) {
        continue;
      }
      int bits = code.next(length);
      int entry = SYMBOLS[i - from] + code(length);
      if (length <= ROOT) {
        fill(0, bits, length, ROOT, entry);
      } else {
        int index = bits & ROOT_MASK;
        if (entries[index] == NO_CODE) {
          entries[index] = SPECIAL | SUBTABLE | (used << 16);
          used += 1 << subtableBits;
        }
        fill(entries[index] >>> 16, bits >>> ROOT, length - ROOT, subtableBits, entry);
      }
    }
  }

  private void fill(int start, int bits, int length, int indexBits, int entry) {
    int end = start + (1 << indexBits);
    for (int i = start + bits; i < end; i += 1 << length) {
      entries[i] = entry;
    }
  }

  /// {@return the entry for the next bits of the data; special only when they are no code}
  int find(long data) {
    return resolve(entries[(int) data & ROOT_MASK], data);
  }

  /// {@return the entry itself, or the one it leads to}
  int resolve(int entry, long data) {
    return (entry & SUBTABLE) == 0
        ? entry
        : entries[(entry >>> 16) + (int) ((data >>> ROOT) & subtableMask)];
  }

  /// {@return the number of bits of code and extra bits together}
  static int bits(int entry) {
    return entry & 0x3F;
  }

  static int codeBits(int entry) {
    return (entry >>> 8) & 0x3F;
  }

  /// {@return the distance, given the data from the entry's code on}
  static int distance(int entry, long data) {
    return (entry >>> 16) + (int) ((data & ~(-1L << entry)) >>> (entry >>> 8));
  }

  /// What is added to the entry of a symbol that has a code of a length.
  private static int code(int length) {
    return length | (length << 8);
  }

  private static int[] symbols() {
    int[] symbols = new int[SYMBOL_COUNT];
    int distance = 1;
    for (int i = 0; i < 30; i++) {
      int extraBits = Math.max(i / 2 - 1, 0);
      symbols[i] = extraBits | (distance << 16);
      distance += 1 << extraBits;
    }
    symbols[30] = SPECIAL;
    symbols[31] = SPECIAL;
    return symbols;
  }

  private static DistanceTable fixed() {
    byte[] lengths = new byte[SYMBOL_COUNT];
    Arrays.fill(lengths, (byte) 5);
    DistanceTable table = new DistanceTable();
    PrefixCode code = new PrefixCode();
    try {
      code.assign(lengths, 0, lengths.length);
    } catch (ZipException impossible) {
      throw new IllegalStateException(impossible);
    }
    table.assign(code, lengths, 0, lengths.length);
    return table;
  }
}
