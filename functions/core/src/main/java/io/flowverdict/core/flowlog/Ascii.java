package io.flowverdict.core.flowlog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads ASCII eight bytes at a time: a *word*, whose lowest byte is the first one.
///
/// Every method reads up to [#MARGIN] bytes before and after the text it is asked about; an array
/// must have so many there, whatever they hold.
final class Ascii {

  /// How many bytes around a text are read.
  static final int MARGIN = 32;

  /// Says that a text is not what was asked for.
  static final long NONE = -2;

  /// The highest bit of each byte.
  static final long HIGH = 0x8080_8080_8080_8080L;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ZEROS = 0x3030_3030_3030_3030L;
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long FIRST_VISIBLE = 0x2121_2121_2121_2121L;

  /// What makes a byte above nine reach its highest bit.
  private static final long ABOVE_NINE = 0x7676_7676_7676_7676L;

  private Ascii() {}

  /// {@return the eight bytes from there on}
  static long word(byte[] text, int at) {
    return (long) WORD.get(text, at);
  }

  /// {@return the first so many bytes of a word, 0 to 8; the others are zero}
  static long first(long word, int count) {
    return count == 0 ? 0 : word & (-1L >>> (64 - 8 * count));
  }

  /// {@return the highest bit of each byte of a word that is a blank or a control character, and
  /// perhaps of bytes that are not ASCII}
  static long separators(long word) {
    return ~((word | HIGH) - FIRST_VISIBLE) & HIGH;
  }

  /// {@return not zero if a byte of a word is not ASCII, or is the control character DEL}
  static long strange(long word) {
    return (word | (word + ONES)) & HIGH;
  }

  /// {@return how many bytes are before the first one whose highest bit is set; 8 if none is}
  static int before(long highBits) {
    return Long.numberOfTrailingZeros(highBits) >>> 3;
  }

  /// {@return how many digits a word begins with, 0 to 8}
  static int digits(long word) {
    long digits = word ^ ZEROS;
    return before((digits | (digits + ABOVE_NINE)) & HIGH);
  }

  /// {@return the number that the first so many bytes of a word write, 1 to 8 digits}
  static long number(long word, int count) {
    long digits = (word ^ ZEROS) << (64 - 8 * count);
    digits = (digits * 10 + (digits >>> 8)) & 0x00FF_00FF_00FF_00FFL;
    digits = (digits * 100 + (digits >>> 16)) & 0x0000_FFFF_0000_FFFFL;
    return (digits * 10_000 + (digits >>> 32)) & 0xFFFF_FFFFL;
  }

  /// {@return the 32 bits of an IPv4 address in the form that [io.flowverdict.core.net.IpAddress]
  /// takes; [#NONE] when the text is none}
  static long ipv4(byte[] text, int from, int to) {
    long bits = 0;
    int at = from;
    for (int part = 0; part < 4; part++) {
      long word = word(text, at);
      int length = digits(word);
      if (length < 1 || length > 3 || (length > 1 && text[at] == '0')) {
        return NONE;
      }
      long value = number(word, length);
      at += length;
      boolean ends = part == 3 ? at == to : text[at] == '.';
      if (value > 255 || !ends) {
        return NONE;
      }
      bits = bits << 8 | value;
      at++;
    }
    return bits;
  }
}
