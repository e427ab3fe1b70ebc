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
  private static final long FEEDS = '\n' * ONES;
  private static final long DOTS = '.' * ONES;

  /// What makes a byte of seven bits reach its highest bit: if it is visible or DEL, if it is not
  /// zero, and if it is above nine.
  private static final long VISIBLE = 0x5F * ONES;

  private static final long NOT_ZERO = 0x7F * ONES;
  private static final long ABOVE_NINE = 0x76 * ONES;

  /// What makes a number of up to 9999 in 16 bits reach the highest bit.
  private static final long TO_10 = 0x7FF6_7FF6_7FF6_7FF6L;

  private static final long TO_100 = 0x7F9C_7F9C_7F9C_7F9CL;
  private static final long SIGNS = 0x8000_8000_8000_8000L;
  private static final long ABOVE_255 = 0xFF00_FF00_FF00_FF00L;

  /// Moves the highest bit of each byte to one of the upper eight bits, in the order of the bytes.
  private static final long GATHER = 0x0002_0408_1020_4081L;

  private Ascii() {}

  /// {@return the eight bytes from there on}
  static long word(byte[] text, int at) {
    return (long) WORD.get(text, at);
  }

  /// {@return a word of eight times this byte}
  static long all(int character) {
    return character * ONES;
  }

  /// {@return bits of which the lowest one is the highest of the first byte that is zero; 0 if no
  /// byte is}
  static long zeros(long word) {
    return (word - ONES) & ~word & HIGH;
  }

  /// {@return where the first of a text's next 16 bytes is that is the separator; their end if none
  /// is}
  ///
  /// @param separators [#all(int)]
  static int end(byte[] text, int from, long separators) {
    long first = zeros(word(text, from) ^ separators);
    long second = zeros(word(text, from + 8) ^ separators);
    int bit =
        first != 0 ? Long.numberOfTrailingZeros(first) : 64 + Long.numberOfTrailingZeros(second);
    return from + (bit >>> 3);
  }

  /// {@return where the first byte is that is no visible ASCII character; there must be one}
  static int end(byte[] text, int from) {
    int at = from;
    long found = separators(word(text, at));
    while (found == 0) {
      at += 8;
      found = separators(word(text, at));
    }
    return at + (Long.numberOfTrailingZeros(found) >>> 3);
  }

  /// {@return the byte after the first line feed; there must be one}
  static int afterFeed(byte[] text, int from) {
    int at = from;
    long found = feeds(text, at);
    while (found == 0) {
      at += 4 * Long.BYTES;
      found = feeds(text, at);
    }
    return at + Long.numberOfTrailingZeros(found) + 1;
  }

  /// {@return a bit for each of the next 32 bytes; the lowest one that is set is the first line
  /// feed}
  private static long feeds(byte[] text, int at) {
    return bits(zeros(word(text, at) ^ FEEDS))
        | bits(zeros(word(text, at + 8) ^ FEEDS)) << 8
        | bits(zeros(word(text, at + 16) ^ FEEDS)) << 16
        | bits(zeros(word(text, at + 24) ^ FEEDS)) << 24;
  }

  /// {@return bytes as numbers, if they are digits; others are above nine}
  static long digits(long word) {
    return word ^ ZEROS;
  }

  /// {@return whether two texts of this length, of a byte or more, are different}
  static boolean differ(byte[] text, int one, int other, int length) {
    int last = length - 8;
    if (last < 0) {
      return (word(text, one) ^ word(text, other)) << (-8 * length) != 0;
    }
    long different = word(text, one + last) ^ word(text, other + last);
    if (last > 0) {
      different |= word(text, one) ^ word(text, other);
    }
    if (last > 8) {
      different |= word(text, one + 8) ^ word(text, other + 8);
    }
    if (last > 16) {
      different |= word(text, one + 16) ^ word(text, other + 16);
    }
    for (int i = 24; i < last; i += 8) {
      different |= word(text, one + i) ^ word(text, other + i);
    }
    return different != 0;
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

  /// {@return not zero if a byte is above nine}
  static long aboveNine(long digits) {
    return (digits | (digits + ABOVE_NINE)) & HIGH;
  }

  /// {@return the number that eight digits write}
  static long number(long digits) {
    long fours = fours(digits);
    return (fours * 10_000 + (fours >>> 32)) & 0xFFFF_FFFFL;
  }

  /// {@return the two numbers that four digits each write}: no multiplication, as many processors
  /// have none of vectors
  private static long fours(long digits) {
    long pairs = ((digits << 3) + (digits << 1) + (digits >>> 8)) & 0x00FF_00FF_00FF_00FFL;
    return ((pairs << 6) + (pairs << 5) + (pairs << 2) + (pairs >>> 16)) & 0x0000_FFFF_0000_FFFFL;
  }

  /// {@return the 32 bits of an IPv4 address in the form that [io.flowverdict.core.net.IpAddress]
  /// takes; [#NONE] when the text is none}
  ///
  /// What follows the text must be no digit.
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
    int second = from + Long.numberOfTrailingZeros(dots & (dots - 1));
    int third = from + 63 - Long.numberOfLeadingZeros(dots);
    long odd = pair(octet(text, from, first), octet(text, second + 1, third));
    long even = pair(octet(text, first + 1, second), octet(text, third + 1, to));
    return ipv4(odd, even, length);
  }

  /// {@return the address of the first and the third octet, and of the second and the fourth one}
  ///
  /// The numbers need as many digits as there are, if none begins with a zero.
  private static long ipv4(long oddDigits, long evenDigits, int length) {
    long odd = fours(oddDigits);
    long even = fours(evenDigits);
    long all = odd << 16 | even;
    int needed = 7 + Long.bitCount((all + TO_10) & SIGNS) + Long.bitCount((all + TO_100) & SIGNS);
    long wrong =
        aboveNine(oddDigits) | aboveNine(evenDigits) | (all & ABOVE_255) | (needed ^ length);
    long pairs = odd << 8 | even;
    return wrong != 0 ? NONE : (pairs & 0xFFFF) << 16 | pairs >>> 32;
  }

  /// {@return a bit for each dot among eight bytes, or for fewer if not all are ASCII}
  private static long dots(long word) {
    return bits(~(((word ^ DOTS) + NOT_ZERO) | word) & HIGH);
  }

  /// {@return the digits that a text of 1 to 4 bytes writes: the last one is the highest byte, and
  /// zeros are before the first}
  private static int octet(byte[] text, int from, int to) {
    return ((int) word(text, from) ^ (int) ZEROS) << (-8 * (to - from));
  }

  private static long pair(int low, int high) {
    return (low & 0xFFFF_FFFFL) | (long) high << 32;
  }
}
