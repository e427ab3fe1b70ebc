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

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long ZEROS = 0x30 * ONES;
  private static final long DOTS = '.' * ONES;

  /// What makes a byte of seven bits reach its highest bit: if it is visible or DEL, if it is not
  /// zero, and if it is above nine.
  private static final long VISIBLE = 0x5F * ONES;

  private static final long NOT_ZERO = 0x7F * ONES;
  private static final long ABOVE_NINE = 0x76 * ONES;

  /// Moves the highest bit of each byte to one of the upper eight bits, in the order of the bytes.
  private static final long GATHER = 0x0002_0408_1020_4081L;

  private Ascii() {}

  /// {@return the eight bytes from there on}
  static long word(byte[] text, int at) {
    return (long) WORD.get(text, at);
  }

  /// {@return the highest bit of each byte of a word that is no visible ASCII character: a blank, a
  /// control character, or not ASCII}
  static long separators(long word) {
    long low = word & ~HIGH;
    return ~((low + VISIBLE) & ~(word | (low + ONES))) & HIGH;
  }

  /// {@return the highest bits of the eight bytes, as the lowest eight bits}
  static long bits(long highBits) {
    return (highBits * GATHER) >>> 56;
  }

  /// {@return the digits that a text of 1 to 8 bytes writes, as numbers: the last one is the
  /// highest byte, and zeros are before the first. A byte that is no digit is one above nine}
  static long digits(byte[] text, int from, int to) {
    return (word(text, from) ^ ZEROS) << (-8 * (to - from));
  }

  /// {@return not zero if a byte is above nine}
  static long aboveNine(long digits) {
    return (digits | (digits + ABOVE_NINE)) & HIGH;
  }

  /// {@return the number that eight digits write}
  static long number(long digits) {
    long pairs = (digits * 10 + (digits >>> 8)) & 0x00FF_00FF_00FF_00FFL;
    long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000_FFFF_0000_FFFFL;
    return (fours * 10_000 + (fours >>> 32)) & 0xFFFF_FFFFL;
  }

  /// {@return the 32 bits of an IPv4 address in the form that [io.flowverdict.core.net.IpAddress]
  /// takes; [#NONE] when the text, of visible ASCII characters, is none}
  static long ipv4(byte[] text, int from, int to) {
    int length = to - from;
    if (length < 7 || length > 15) {
      return NONE;
    }
    long dots = dots(word(text, from)) | (dots(word(text, from + 8)) << 8);
    dots &= -1L >>> (64 - length);
    if (Long.bitCount(dots) != 3) {
      return NONE;
    }
    int first = from + Long.numberOfTrailingZeros(dots);
    dots &= dots - 1;
    int second = from + Long.numberOfTrailingZeros(dots);
    int third = from + 63 - Long.numberOfLeadingZeros(dots);
    long a = octet(text, from, first);
    long b = octet(text, first + 1, second);
    long c = octet(text, second + 1, third);
    long d = octet(text, third + 1, to);
    return (a | b | c | d) >>> 8 != 0 ? NONE : (a << 24) | (b << 16) | (c << 8) | d;
  }

  /// {@return a bit for each dot among eight ASCII characters}
  private static long dots(long word) {
    return bits(~((word ^ DOTS) + NOT_ZERO) & HIGH);
  }

  /// {@return the number of up to three digits without a zero before it; above 255 if it is none}
  private static long octet(byte[] text, int from, int to) {
    int length = to - from;
    long digits = digits(text, from, to);
    boolean zeroBefore = length > 1 && text[from] == '0';
    if (length < 1 || length > 3 || zeroBefore || aboveNine(digits) != 0) {
      return 256;
    }
    return ((digits >>> 40) & 15) * 100 + ((digits >>> 48) & 15) * 10 + (digits >>> 56);
  }
}
