package io.flowverdict.core.flowlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A flow log that is written in another way, as text: for each record a line, whose values have
/// blanks between them.
abstract class RewrittenLines extends InputStream {

  private byte[] line = {};
  private int position;
  private boolean ended;
  private @Nullable IOException failure;

  /// {@return the next line; null when there is none}
  abstract @Nullable String nextLine() throws IOException;

  /// {@return a text on one line: control characters and halves of surrogate pairs are U+FFFD}
  static String onOneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(c -> line.appendCodePoint(isText(c) ? c : 0xFFFD));
    return line.toString();
  }

  private static boolean isText(int codePoint) {
    return codePoint == '\t'
        || !(Character.isISOControl(codePoint)
            || Character.getType(codePoint) == Character.SURROGATE);
  }

  /// {@return a value as one word, whatever it holds}
  static String word(@Nullable String value) {
    return onOneLine(CellWord.of(value));
  }

  @Override
  public final int read(byte[] buffer, int offset, int length) throws IOException {
    int read = 0;
    while (read < length && (position < line.length || advance(read == 0))) {
      int count = Math.min(length - read, line.length - position);
      System.arraycopy(line, position, buffer, offset + read, count);
      position += count;
      read += count;
    }
    return read == 0 && length > 0 ? -1 : read;
  }

  /// Goes to the next line, if there is one. What fails does so when the lines before were given.
  private boolean advance(boolean mayFail) throws IOException {
    try {
      if (failure == null && !ended) {
        String next = nextLine();
        ended = next == null;
        line = next == null ? new byte[0] : (next + "\n").getBytes(UTF_8);
        position = 0;
        return !ended;
      }
    } catch (IOException damage) {
      failure = damage;
    }
    if (failure != null && mayFail) {
      throw failure;
    }
    return false;
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }
}
