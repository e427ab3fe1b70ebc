package io.flowverdict.core.deflate;

import java.util.Arrays;
import java.util.zip.ZipException;

/// A prefix code given by the length of each symbol's code (RFC 1951, 3.2.2): codes of a length are
/// consecutive numbers in the order of the symbols. Mutable, for one thread.
final class PrefixCode {

  /// The longest code, in bits.
  static final int LONGEST = 15;

  private final int[] next = new int[LONGEST + 2];
  private int longest;
  private boolean complete;

  /// Takes the code of the symbols whose lengths, 0 for those that have no code, are in a part of
  /// an array.
  ///
  /// @throws ZipException when there are more codes than their lengths allow, or fewer: except for
  ///   a code of one or no symbol, of 1 bit, which encoders use where no choice is left
  void assign(byte[] lengths, int from, int to) throws ZipException {
    Arrays.fill(next, 0);
    for (int i = from; i < to; i++) {
      next[lengths[i] + 1]++;
    }
    next[1] = 0;
    longest = 0;
    int code = 0;
    for (int length = 1; length <= LONGEST; length++) {
      int count = next[length + 1];
      longest = count > 0 ? length : longest;
      code <<= 1;
      int first = code;
      code += count;
      if (code > 1 << length) {
        throw new ZipException("more codes than their lengths allow");
      }
      next[length] = first;
    }
    complete = code == 1 << LONGEST;
    if (!complete && longest > 1) {
      throw new ZipException("fewer codes than their lengths allow");
    }
  }

  /// {@return the length of the longest code; 0 when no symbol has one}
  int longest() {
    return longest;
  }

  /// {@return whether every sequence of bits begins with a code}
  boolean isComplete() {
    return complete;
  }

  /// {@return the code of the next symbol of a length, its first bit lowest, as it is in the data}
  int next(int length) {
    return Integer.reverse(next[length]++) >>> (32 - length);
  }
}
