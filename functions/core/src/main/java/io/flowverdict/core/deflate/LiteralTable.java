package io.flowverdict.core.deflate;

import java.util.Arrays;
import java.util.zip.ZipException;

/// What the next bits of compressed data say: up to three literals, then perhaps the length of a
/// match.
///
/// The lowest [#ROOT] bits of the data are the index of an entry. Where they hold several whole
/// codes, the entry tells the literals of all of them and the match after them; where they hold not
/// even one, it leads to a table for the bits after them. An entry is a `long`:
///
/// | bits | meaning |
/// |---|---|
/// | 0-5 | number of bits it stands for: the codes and the extra bits of the match's length |
/// | 6-7 | number of literals |
/// | 8-13 | number of bits of the codes |
/// | 14 | [#SPECIAL]: no literal and no match |
/// | 15 | [#MATCH] |
/// | 16-24 | length of the match; the extra bits are added |
/// | 25-29 | mask of the extra bits |
/// | 32-35 | number of bits of the first code |
/// | 40-63 | the literals, the first one lowest |
///
/// A special entry is the end of the block ([#END_OF_BLOCK]), a table for the bits after
/// ([#SUBTABLE], its index in bits 16-31), or bits that are no code. Mutable, for one thread; but
/// for [#FIXED].
final class LiteralTable {

  static final int ROOT = 10;
  static final long ROOT_MASK = (1 << ROOT) - 1;

  static final long SPECIAL = 1L << 14;
  static final long MATCH = 1L << 15;
  static final long END_OF_BLOCK = 1L << 36;
  static final long SUBTABLE = 1L << 37;

  static final int END_SYMBOL = 256;

  /// Bits that are no code, which shows with the first: only a code of one symbol or none lacks
  /// any.
  private static final long NO_CODE = SPECIAL | code(1);

  private static final long ONE_LITERAL = 1L << 6;
  private static final int LITERALS = 40;
  private static final long ALL_BITS = 0x3F;
  private static final long CODE_BITS = 0x3F << 8;
  private static final long LENGTH_AND_MASK = 0x3FFFL << 16;

  /// The most tables after the root: each is of two codes or more.
  private static final int SUBTABLES = 288 / 2;

  /// The entry of every symbol, but for its code.
  private static final long[] SYMBOLS = symbols();

  /// The table of blocks of the fixed type (RFC 1951, 3.2.6).
  static final LiteralTable FIXED = fixed();

  final long[] entries = new long[(1 << ROOT) + SUBTABLES * (1 << (PrefixCode.LONGEST - ROOT))];

  /// The bits after the root that are an index of a further table.
  private long subtableMask;

  /// Takes the code of some symbols, the first in number.
  ///
  /// @param lengths the length of every symbol's code, at most 15 bits; 0 for none
  void assign(PrefixCode code, byte[] lengths, int symbols) {
    Arrays.fill(entries, 0, 1 << ROOT, NO_CODE);
    int subtableBits = Math.max(code.longest() - ROOT, 0);
    subtableMask = (1L << subtableBits) - 1;
    int used = 1 << ROOT;
    for (int symbol = 0; symbol < symbols; symbol++) {
      int length = lengths[symbol];
      if (length == 0) {
        continue;
      }
      int bits = code.next(length);
      long entry = SYMBOLS[symbol] + code(length);
      if (length <= ROOT) {
        fill(0, bits, length, ROOT, entry);
      } else {
        int index = bits & (int) ROOT_MASK;
        if (entries[index] == NO_CODE) {
          entries[index] = SPECIAL | SUBTABLE | ((long) used << 16);
          used += 1 << subtableBits;
        }
        fill(start(entries[index]), bits >>> ROOT, length - ROOT, subtableBits, entry);
      }
    }
    combine();
  }

  private void fill(int start, int bits, int length, int indexBits, long entry) {
    int end = start + (1 << indexBits);
    for (int i = start + bits; i < end; i += 1 << length) {
      entries[i] = entry;
    }
  }

  /// Adds to every literal of the root what follows it. The index of what follows is no larger: it
  /// still stands alone when the indexes are gone through downwards.
  private void combine() {
    for (int i = (int) ROOT_MASK; i >= 0; i--) {
      long entry = entries[i];
      if (literals(entry) == 1) {
        long two = followed(entry, entries[i >>> bits(entry)]);
        entries[i] = literals(two) == 2 ? followed(two, entries[i >>> bits(two)]) : two;
      }
    }
  }

  /// {@return the entry of some literals and what follows them; of the literals alone when that
  /// does not fit}
  private static long followed(long literals, long next) {
    int bits = bits(literals);
    int codeBits = bits + codeBits(next);
    if ((next & SPECIAL) != 0 || codeBits > ROOT) {
      return literals;
    }
    long both = (literals & ~(ALL_BITS | CODE_BITS)) + bits + bits(next) + ((long) codeBits << 8);
    return (next & MATCH) != 0
        ? both | MATCH | (next & LENGTH_AND_MASK)
        : (both + ONE_LITERAL) | ((next >>> LITERALS) << (LITERALS + 8 * literals(literals)));
  }

  /// {@return the entry for the next bits of the data; special only at the end of the block or when
  /// they are no code}
  long find(long data) {
    return resolve(entries[(int) (data & ROOT_MASK)], data);
  }

  /// {@return the entry itself, or the one it leads to}
  long resolve(long entry, long data) {
    return (entry & SUBTABLE) == 0
        ? entry
        : entries[start(entry) + (int) ((data >>> ROOT) & subtableMask)];
  }

  private static int start(long entry) {
    return (int) entry >>> 16;
  }

  /// {@return the number of bits of codes and extra bits together}
  static int bits(long entry) {
    return (int) entry & 0x3F;
  }

  private static int codeBits(long entry) {
    return ((int) entry >>> 8) & 0x3F;
  }

  static int firstCodeBits(long entry) {
    return (int) (entry >>> 32) & 0xF;
  }

  static int literals(long entry) {
    return ((int) entry >>> 6) & 3;
  }

  /// {@return the literals, the first one lowest, and zeros}
  static int text(long entry) {
    return (int) (entry >>> LITERALS);
  }

  /// {@return the length of the match, given the data from the entry's first code on}
  static int length(long entry, long data) {
    return ((int) (entry >>> 16) & 0x1FF)
        + ((int) (data >>> (entry >>> 8)) & ((int) (entry >>> 25) & 0x1F));
  }

  /// What is added to the entry of a symbol that has a code of a length.
  private static long code(int length) {
    return length | (length << 8) | ((long) length << 32);
  }

  private static long[] symbols() {
    long[] symbols = new long[288];
    for (int literal = 0; literal < END_SYMBOL; literal++) {
      symbols[literal] = ONE_LITERAL | ((long) literal << LITERALS);
    }
    Arrays.fill(symbols, END_SYMBOL, symbols.length, SPECIAL);
    symbols[END_SYMBOL] |= END_OF_BLOCK;
    int length = 3;
    for (int i = 0; i < 28; i++) {
      int extraBits = Math.max(i / 4 - 1, 0);
      symbols[END_SYMBOL + 1 + i] = match(length, extraBits);
      length += 1 << extraBits;
    }
    symbols[END_SYMBOL + 29] = match(258, 0);
    return symbols;
  }

  private static long match(int length, int extraBits) {
    return MATCH | extraBits | ((long) length << 16) | ((long) ((1 << extraBits) - 1) << 25);
  }

  private static LiteralTable fixed() {
    byte[] lengths = new byte[288];
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, 288, (byte) 8);
    LiteralTable table = new LiteralTable();
    PrefixCode code = new PrefixCode();
    try {
      code.assign(lengths, 0, lengths.length);
    } catch (ZipException impossible) {
      throw new IllegalStateException(impossible);
    }
    table.assign(code, lengths, lengths.length);
    return table;
  }
}
