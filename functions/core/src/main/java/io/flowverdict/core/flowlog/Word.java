package io.flowverdict.core.flowlog;

import java.nio.charset.StandardCharsets;

/// A word of a field, of up to 7 ASCII characters, as eight bytes: the first one is the lowest.
///
/// @param bytes the characters, and zeros after them
/// @param length how many there are
record Word(long bytes, int length) {

  /// What stands for a value that is not recorded.
  static final Word ABSENT = of("-");

  /// The `log-status` of a record.
  static final Word OK = of("OK");

  static Word of(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = new byte[8];
    System.arraycopy(ascii, 0, bytes, 0, ascii.length);
    return new Word(Ascii.word(bytes, 0), ascii.length);
  }

  /// {@return the word and what separates it from the next one}
  long before(int separator) {
    return bytes | (long) separator << (8 * length);
  }

  /// {@return whether eight bytes begin with the word and a separator}
  ///
  /// @param separated [#before]
  boolean isPart(long text, long separated) {
    return (text ^ separated) << (56 - 8 * length) == 0;
  }
}
