package io.flowverdict.core.flowlog;

import java.util.Arrays;

/// The places of everything in a text that is no visible ASCII character: blanks, line feeds, other
/// control characters, and each byte of what is not ASCII. All else are words, each from after one
/// place to the next. Used again and again; for one thread.
///
/// So where every word ends is known before any is read, and the processor reads many at a time.
/// The loops are as they are for the compiler to make them ones of vectors.
final class Separators {

  /// How many bytes a bit each makes a `long`.
  private static final int BLOCK = 64;

  private static final int BLOCKS = 64;

  /// How many bytes are looked at before places are made of them: as many as stay near.
  static final int PIECE = BLOCKS * BLOCK;

  /// As many places of a block are always written, whether it has them or not; most have no more.
  private static final int USUAL = 12;

  /// The highest bit of each byte of a piece that is not visible.
  private final byte[] marks = new byte[PIECE];

  /// These bits, the lowest for the first byte of a block.
  private final long[] bits = new long[BLOCKS];

  /// The first place is the byte before the text. What follows the last place is undefined.
  final int[] places;

  private int last;

  /// @param longest the bytes that a text may have
  Separators(int longest) {
    this.places = new int[1 + longest + USUAL];
  }

  /// Finds the places of a text.
  void find(byte[] text, int from, int to) {
    places[0] = from - 1;
    last = 0;
    for (int piece = from; piece < to; piece += PIECE) {
      int length = Math.min(PIECE, to - piece);
      mark(text, piece, length);
      gather();
      transpose();
      for (int block = 0; block * BLOCK < length; block++) {
        add(bits[block], piece + block * BLOCK);
      }
    }
  }

  /// The index of the last place.
  int last() {
    return last;
  }

  private void mark(byte[] text, int from, int length) {
    byte[] marks = this.marks;
    System.arraycopy(text, from, marks, 0, length);
    for (int i = 0; i < length; i++) {
      marks[i] = (byte) ((marks[i] | (marks[i] - '!') | ('~' - marks[i])) & 0x80);
    }
    Arrays.fill(marks, length, PIECE, (byte) 0);
  }

  /// Puts the marks of eight words together: bit 8 i + k for byte i of word k.
  private void gather() {
    byte[] marks = this.marks;
    long[] bits = this.bits;
    for (int block = 0, at = 0; block < BLOCKS; block++, at += BLOCK) {
      bits[block] =
          (Ascii.word(marks, at) >>> 7)
              | (Ascii.word(marks, at + 8) >>> 6)
              | (Ascii.word(marks, at + 16) >>> 5)
              | (Ascii.word(marks, at + 24) >>> 4)
              | (Ascii.word(marks, at + 32) >>> 3)
              | (Ascii.word(marks, at + 40) >>> 2)
              | (Ascii.word(marks, at + 48) >>> 1)
              | Ascii.word(marks, at + 56);
    }
  }

  /// Makes bit 8 k + i of bit 8 i + k: the transposition of a matrix of 8 times 8 bits (Warren,
  /// *Hacker's Delight*, 7-3).
  private void transpose() {
    long[] bits = this.bits;
    for (int block = 0; block < BLOCKS; block++) {
      long x = bits[block];
      long swap = (x ^ (x >>> 7)) & 0x00AA_00AA_00AA_00AAL;
      x ^= swap ^ (swap << 7);
      swap = (x ^ (x >>> 14)) & 0x0000_CCCC_0000_CCCCL;
      x ^= swap ^ (swap << 14);
      swap = (x ^ (x >>> 28)) & 0x0000_0000_F0F0_F0F0L;
      bits[block] = x ^ swap ^ (swap << 28);
    }
  }

  /// Adds the places of a block.
  private void add(long bits, int block) {
    int[] places = this.places;
    int next = last + 1;
    long rest = bits;
    for (int i = 0; i < USUAL; i++) {
      places[next + i] = block + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
    }
    for (int i = next + USUAL; rest != 0; i++) {
      places[i] = block + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
    }
    last += Long.bitCount(bits);
  }
}
