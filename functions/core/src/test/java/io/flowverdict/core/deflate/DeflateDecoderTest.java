package io.flowverdict.core.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flowverdict.core.deflate.Outcome.End;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What DEFLATE data means, and which data is refused, by streams made by hand.
class DeflateDecoderTest {

  private static final int STORED = 0;
  private static final int FIXED = 1;
  private static final int DYNAMIC = 2;

  /// Codes of the fixed type.
  private static final String A = "10010001";

  private static final String END = "0000000";
  private static final String LENGTH_3 = "0000001";
  private static final String LENGTH_258 = "11000101";
  private static final String DISTANCE_1 = "00000";
  private static final String DISTANCE_2 = "00001";

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void dataIsDecoded(String name, BitOutput data, String content) {
    byte[] bytes = data.toByteArray();

    assertEveryPieceSizeGives(new Outcome(content, End.REACHED, 0), bytes);
  }

  static Stream<Arguments> dataIsDecoded() {
    return Stream.of(
        Arguments.of("an empty fixed block", last(FIXED).code(END), ""),
        Arguments.of("an empty stored block", stored(""), ""),
        Arguments.of("a stored block", stored("abc"), "abc"),
        Arguments.of("a literal", last(FIXED).code(A).code(END), "a"),
        Arguments.of(
            "a literal whose fixed code has 9 bits",
            last(FIXED).code("110010000").code(END),
            "\u0090"),
        Arguments.of(
            "a match of the byte before",
            last(FIXED).code(A).code(LENGTH_3).code(DISTANCE_1).code(END),
            "aaaa"),
        Arguments.of(
            "the longest match, of two bytes",
            last(FIXED).code(A).code("10010010").code(LENGTH_258).code(DISTANCE_2).code(END),
            "ab".repeat(130)),
        Arguments.of(
            "a match into the block before",
            block(FIXED)
                .code(A)
                .code(END)
                .header(true, FIXED)
                .code(LENGTH_3)
                .code(DISTANCE_1)
                .code(END),
            "aaaa"),
        Arguments.of(
            "a stored block after one that ends inside of a byte",
            block(FIXED)
                .code(A)
                .code(END)
                .header(true, STORED)
                .toByte()
                .number(1, 16)
                .number(~1, 16)
                .number('b', 8),
            "ab"),
        Arguments.of(
            "a dynamic block",
            dynamic(lengths('a', 1, 256, 1), lengths(0, 0)).code("0").code("0").code("1"),
            "aa"),
        Arguments.of(
            "a dynamic block of nothing but the end, whose code is incomplete",
            dynamic(lengths(256, 1), lengths(0, 0)).code("0"),
            ""),
        Arguments.of(
            "a single distance, whose code is incomplete",
            dynamic(lengths('a', 1, 256, 2, 257, 2), lengths(0, 1))
                .code("0")
                .code("11")
                .code("0")
                .code("10"),
            "aaaa"),
        Arguments.of(
            "codes of 15 bits",
            dynamic(longCodes(), lengths(0, 1, 1, 1))
                .code("0")
                .code("10")
                .code("110")
                .code("111111111111111")
                .code("1")
                .code("111111111111110"),
            "abcbcb"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void dataIsRefused(String name, BitOutput data, String contentBefore) {
    byte[] bytes = Arrays.copyOf(data.toByteArray(), data.toByteArray().length + 8);

    assertEveryPieceSizeGives(new Outcome(contentBefore, End.DAMAGED, 0), bytes);
  }

  static Stream<Arguments> dataIsRefused() {
    return Stream.of(
        Arguments.of("a block of type 3", last(3), ""),
        Arguments.of(
            "a stored block whose lengths differ",
            last(STORED).toByte().number(1, 16).number(1, 16),
            ""),
        Arguments.of("a fixed literal 286", last(FIXED).code(A).code("11000110"), "a"),
        Arguments.of("a fixed literal 287", last(FIXED).code(A).code("11000111"), "a"),
        Arguments.of("a fixed distance 30", last(FIXED).code(A).code(LENGTH_3).code("11110"), "a"),
        Arguments.of("a fixed distance 31", last(FIXED).code(A).code(LENGTH_3).code("11111"), "a"),
        Arguments.of(
            "a match before the content", last(FIXED).code(A).code(LENGTH_3).code(DISTANCE_2), "a"),
        Arguments.of("287 literals", last(DYNAMIC).number(30, 5).number(0, 9), ""),
        Arguments.of("31 distances", last(DYNAMIC).number(0, 5).number(30, 5).number(0, 4), ""),
        Arguments.of(
            "no end of block", dynamic(lengths('a', 1, 'b', 1, 256, 0), lengths(0, 1)), ""),
        Arguments.of(
            "three codes of 1 bit", dynamic(lengths(1, 1, 2, 1, 256, 1), lengths(0, 1)), ""),
        Arguments.of(
            "an incomplete code of literals", dynamic(lengths(1, 2, 256, 2), lengths(0, 1)), ""),
        Arguments.of("a single literal of 2 bits", dynamic(lengths(256, 2), lengths(0, 1)), ""),
        Arguments.of(
            "three distances of 1 bit",
            dynamic(lengths(1, 1, 256, 1), lengths(0, 1, 1, 1, 2, 1)),
            ""),
        Arguments.of(
            "an incomplete code of distances",
            dynamic(lengths(1, 1, 256, 1), lengths(0, 1, 1, 2)),
            ""),
        Arguments.of(
            "a single distance of 2 bits", dynamic(lengths(1, 1, 256, 1), lengths(0, 2)), ""),
        Arguments.of(
            "bits that are no literal", dynamic(lengths(256, 1), lengths(0, 1)).code("1"), ""),
        Arguments.of(
            "bits that are no distance",
            dynamic(lengths('a', 1, 256, 2, 257, 2), lengths(0, 1)).code("0").code("11").code("1"),
            "a"),
        Arguments.of(
            "a match when there are no distances",
            dynamic(lengths('a', 1, 256, 2, 257, 2), lengths(0, 0)).code("0").code("11").code("0"),
            "a"),
        Arguments.of("no code of lengths", lengthCode().number(0, 300), ""),
        Arguments.of("a code of lengths of one symbol", lengthCode(0, 1), ""),
        Arguments.of("three lengths of 1 bit", lengthCode(0, 1, 1, 1, 2, 1), ""),
        Arguments.of("a repeated length without one before", lengthCode(0, 1, 16, 1).code("1"), ""),
        Arguments.of(
            "more lengths than symbols",
            lengthCode(0, 1, 18, 1).code("1").number(127, 7).code("1").number(127, 7),
            ""));
  }

  @Test
  void whatFollowsTheDataIsNotUsed() {
    byte[] data = Arrays.copyOf(last(FIXED).code(A).code(END).toByteArray(), 20);

    assertEveryPieceSizeGives(new Outcome("a", End.REACHED, 17), data);
  }

  @Test
  void damagedDataStaysDamaged() {
    DeflateDecoder decoder = new DeflateDecoder();
    decoder.setInput(new byte[] {7}, 0, 1);

    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(ZipException.class)
          .isThrownBy(() -> decoder.decode(new byte[1], 0, 1));
    }
    assertThat(decoder.finished()).isFalse();
  }

  @Test
  void otherDataMayFollowAfterAReset() throws ZipException {
    DeflateDecoder decoder = new DeflateDecoder();
    byte[] first = stored("abc").toByteArray();
    byte[] second = last(FIXED).code(LENGTH_3).code(DISTANCE_1).code(END).toByteArray();
    decoder.setInput(first, 0, first.length);
    assertThat(decoder.decode(new byte[9], 0, 9)).isEqualTo(3);

    decoder.reset();
    assertThat(decoder.remaining()).isZero();
    assertThat(decoder.decode(new byte[9], 0, 9)).isZero();
    decoder.setInput(second, 0, second.length);
    assertThatExceptionOfType(ZipException.class)
        .isThrownBy(() -> decoder.decode(new byte[9], 0, 9));
  }

  /// Also that the JDK's decoder says so.
  private static void assertEveryPieceSizeGives(Outcome expected, byte[] data) {
    assertThat(Outcome.ofJdk(data)).isEqualTo(expected);
    for (int inputPiece : new int[] {1, 2, 3, 7, 1000}) {
      for (int outputPiece : new int[] {1, 2, 1000}) {
        assertThat(Outcome.of(data, inputPiece, outputPiece)).isEqualTo(expected);
      }
    }
  }

  private static BitOutput last(int type) {
    return new BitOutput().header(true, type);
  }

  private static BitOutput block(int type) {
    return new BitOutput().header(false, type);
  }

  private static BitOutput stored(String content) {
    BitOutput data = last(STORED).toByte();
    data.number(content.length(), 16).number(~content.length(), 16);
    content.chars().forEach(c -> data.number(c, 8));
    return data;
  }

  private static BitOutput dynamic(int[] literals, int[] distances) {
    return last(DYNAMIC).codes(Arrays.copyOf(literals, Math.max(literals.length, 257)), distances);
  }

  /// A dynamic block up to the code of lengths, which is given by pairs of a symbol and the length
  /// of its code.
  private static BitOutput lengthCode(int... pairs) {
    int[] lengths = Arrays.copyOf(lengths(pairs), 19);
    BitOutput data = last(DYNAMIC).number(0, 5).number(0, 5).number(15, 4);
    for (int symbol : BitOutput.ORDER) {
      data.number(lengths[symbol], 3);
    }
    return data;
  }

  /// Lengths of codes from pairs of a symbol and its length, in the order of symbols.
  private static int[] lengths(int... pairs) {
    int[] lengths = new int[pairs.length == 0 ? 0 : pairs[pairs.length - 2] + 1];
    for (int i = 0; i < pairs.length; i += 2) {
      lengths[pairs[i]] = pairs[i + 1];
    }
    return lengths;
  }

  /// Codes of 1 to 15 bits, those of the end and of matches of 3 bytes the longest.
  private static int[] longCodes() {
    int[] lengths = new int[258];
    for (int i = 0; i < 14; i++) {
      lengths['a' + i] = i + 1;
    }
    lengths[256] = 15;
    lengths[257] = 15;
    return lengths;
  }
}
