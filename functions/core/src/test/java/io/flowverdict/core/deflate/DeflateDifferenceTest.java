package io.flowverdict.core.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Generated data is decoded as the JDK's decoder does it, in pieces of any size.
class DeflateDifferenceTest {

  private static final int[] PIECES = {1, 2, 7, 8, 9, 100, 1000, 16 * 1024, 1 << 20};
  private static final int[] STRATEGIES = {
    Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY
  };

  /// Kinds of content.
  enum Content {
    LINES {
      @Override
      byte[] of(int size, Random random) {
        StringBuilder lines = new StringBuilder();
        while (lines.length() < size) {
          lines.append("2 111122223333 eni-").append(random.nextInt(20)).append(" 10.0.0.");
          lines.append(random.nextInt(256)).append(' ').append(random.nextInt(65_536));
          lines.append(" 443 6 ").append(random.nextInt(1 << random.nextInt(31))).append(" OK\n");
        }
        return Arrays.copyOf(lines.toString().getBytes(StandardCharsets.US_ASCII), size);
      }
    },
    RANDOM {
      @Override
      byte[] of(int size, Random random) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        return content;
      }
    },
    FEW_LETTERS {
      @Override
      byte[] of(int size, Random random) {
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
          content[i] = (byte) Math.min(random.nextInt(1, 40), random.nextInt(1, 400));
        }
        return content;
      }
    },
    /// Repeated patterns of 1 to 40 bytes, in runs of up to 1,000.
    RUNS {
      @Override
      byte[] of(int size, Random random) {
        byte[] content = new byte[size];
        for (int i = 0; i < size; ) {
          int pattern = 1 + random.nextInt(40);
          int run = Math.min(random.nextInt(1000), size - i);
          for (int j = 0; j < run; j++, i++) {
            content[i] = j < pattern ? (byte) random.nextInt(256) : content[i - pattern];
          }
        }
        return content;
      }
    },
    ZEROS {
      @Override
      byte[] of(int size, Random random) {
        return new byte[size];
      }
    },
    /// Matches from as far back as there are any.
    FAR_REPEATS {
      @Override
      byte[] of(int size, Random random) {
        byte[] content = RANDOM.of(size, random);
        for (int i = Window.REACH; i < size; i++) {
          if (i % 300 > 20) {
            content[i] = content[i - Window.REACH + (i / 300) % 3 % 2 * 150];
          }
        }
        return content;
      }
    };

    abstract byte[] of(int size, Random random);
  }

  @ParameterizedTest
  @EnumSource
  void anyContentIsGivenBack(Content kind) {
    Random random = new Random(1);
    for (int level = 0; level <= 9; level++) {
      for (int strategy : STRATEGIES) {
        byte[] content = kind.of(random.nextInt(1 << random.nextInt(1, 19)), random);
        byte[] data = deflated(content, level, strategy);

        assertThat(Outcome.of(data, any(PIECES, random), any(PIECES, random)))
            .isEqualTo(Outcome.reached(content));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void piecesOfEverySizeMakeNoDifference(Content kind) {
    byte[] content = kind.of(70_000, new Random(1));
    byte[] data = deflated(content, 6, Deflater.DEFAULT_STRATEGY);
    Outcome expected = Outcome.reached(content);

    for (int inputPiece : PIECES) {
      for (int outputPiece : PIECES) {
        assertThat(Outcome.of(data, inputPiece, outputPiece)).isEqualTo(expected);
      }
    }
  }

  /// What the decoder keeps of earlier content stays as it is when the window moves, whatever is
  /// taken of it at a time.
  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 32_768, 65_536, 100_000})
  void theLongestDistanceReachesAcrossPieces(int outputPiece) {
    byte[] content = Content.FAR_REPEATS.of(600_000, new Random(2));
    BitOutput data = new BitOutput().header(false, 0).toByte();
    data.number(Window.REACH, 16).number(~Window.REACH, 16);
    for (int i = 0; i < Window.REACH; i++) {
      data.number(content[i], 8);
    }
    data.header(true, 1);
    for (int i = 0; i < 1000; i++) {
      data.code("11000101").code("11101").number((1 << 13) - 1, 13);
    }
    byte[] bytes = data.code("0000000").toByteArray();
    byte[] expected = new byte[Window.REACH + 258_000];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = content[i % Window.REACH];
    }

    assertThat(Outcome.of(bytes, 777, outputPiece))
        .isEqualTo(Outcome.reached(expected))
        .isEqualTo(Outcome.ofJdk(bytes));
  }

  static byte[] deflated(byte[] content, int level, int strategy) {
    try (Deflater deflater = new Deflater(level, true)) {
      deflater.setStrategy(strategy);
      deflater.setInput(content);
      deflater.finish();
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      while (!deflater.finished()) {
        data.write(buffer, 0, deflater.deflate(buffer));
      }
      return data.toByteArray();
    }
  }

  private static int any(int[] numbers, Random random) {
    return numbers[random.nextInt(numbers.length)];
  }
}
