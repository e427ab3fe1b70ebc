package io.flowverdict.aws.findings;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;

/// What one object adds to an item that many objects add to.
///
/// | bytes   | hold                                                                          |
/// |---------|-------------------------------------------------------------------------------|
/// | 0 and 1 | the number of the attempt, the higher byte first: later attempts sort after earlier ones |
/// | others  | the numbers, seven bits in a byte, the lowest first ([LEB128](https://en.wikipedia.org/wiki/LEB128)) |
///
/// @param attempt which judging of the object this is of, 1 to [#MOST_ATTEMPTS]
/// @param numbers not negative; none where a later attempt does not show any more what an earlier
///   one did
record Share(int attempt, List<Long> numbers) {

  /// As many as two bytes hold.
  static final int MOST_ATTEMPTS = 0xffff;

  private static final int ATTEMPT_BYTES = 2;
  private static final int MORE = 0x80;

  Share {
    numbers = List.copyOf(numbers);
    if (attempt < 1 || attempt > MOST_ATTEMPTS) {
      throw new IllegalArgumentException("The attempt " + attempt + " is not in 1..65535");
    }
    if (numbers.stream().anyMatch(number -> number < 0)) {
      throw new IllegalArgumentException("Numbers are negative: " + numbers);
    }
  }

  /// What is left of an object that does not show something any more.
  static Share gone(int attempt) {
    return new Share(attempt, List.of());
  }

  boolean isGone() {
    return numbers.isEmpty();
  }

  /// {@return one of the numbers; 0 where there are none}
  long number(int index) {
    return isGone() ? 0 : numbers.get(index);
  }

  SdkBytes bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(attempt >> 8);
    bytes.write(attempt);
    for (long number : numbers) {
      long rest = number;
      for (; rest >= MORE; rest >>>= 7) {
        bytes.write(((int) rest & (MORE - 1)) | MORE);
      }
      bytes.write((int) rest);
    }
    return SdkBytes.fromByteArrayUnsafe(bytes.toByteArray());
  }

  static Share of(SdkBytes kept) {
    byte[] bytes = kept.asByteArrayUnsafe();
    List<Long> numbers = new ArrayList<>();
    long number = 0;
    int shift = 0;
    for (int at = ATTEMPT_BYTES; at < bytes.length; at++) {
      number |= (long) (bytes[at] & (MORE - 1)) << shift;
      shift += 7;
      if (bytes[at] >= 0) {
        numbers.add(number);
        number = 0;
        shift = 0;
      }
    }
    return new Share(((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff), numbers);
  }
}
