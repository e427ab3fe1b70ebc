package io.flowverdict.core.flowlog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The lines of a text, one at a time, in memory that does not depend on their number or length.
///
/// A line ends with a line feed or with the text; a carriage return before the line feed is no part
/// of it.
final class LineReader implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;

  private final InputStream text;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;

  private final int longest;
  private byte[] line = new byte[1024];
  private int length;
  private boolean tooLong;
  private long number;

  /// @param longest the bytes that a line may have; of a longer one only so many are kept
  LineReader(InputStream text, int longest) {
    this.text = text;
    this.longest = longest;
  }

  /// Goes to the next line.
  ///
  /// @return false when there is none
  boolean next() throws IOException {
    length = 0;
    tooLong = false;
    boolean begun = false;
    while (position < limit || fill()) {
      begun = true;
      int end = lineFeed();
      append(position, end);
      position = end;
      if (end < limit) {
        position++;
        break;
      }
    }
    number += begun ? 1 : 0;
    return begun;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = 0;
    limit = Math.max(text.read(buffer), 0);
    return limit > 0;
  }

  /// The place of the next line feed in the buffer, or the buffer's end.
  private int lineFeed() {
    int end = position;
    while (end < limit && buffer[end] != '\n') {
      end++;
    }
    return end;
  }

  private void append(int from, int to) {
    int kept = Math.min(to - from, longest - length);
    tooLong |= kept < to - from;
    if (length + kept > line.length) {
      line = Arrays.copyOf(line, Math.max(length + kept, Math.min(2 * line.length, longest)));
    }
    System.arraycopy(buffer, from, line, length, kept);
    length += kept;
  }

  /// The number of lines so far, which is the line's own number.
  long number() {
    return number;
  }

  boolean tooLong() {
    return tooLong;
  }

  /// The line, or as much of it as is kept. Bytes that are not UTF-8 are U+FFFD.
  String text() {
    boolean carriageReturn = !tooLong && length > 0 && line[length - 1] == '\r';
    return new String(line, 0, carriageReturn ? length - 1 : length, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      text.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
