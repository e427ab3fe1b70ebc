package io.flowverdict.core.flowlog;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// A text that begins with one piece and goes on with another for ever.
final class EndlessLines extends InputStream {

  private final byte[] repeated;
  private byte[] piece;
  private int position;
  private long delivered;

  EndlessLines(String first, String repeated) {
    this.piece = first.getBytes(StandardCharsets.UTF_8);
    this.repeated = repeated.getBytes(StandardCharsets.UTF_8);
  }

  /// The number of bytes read so far.
  long delivered() {
    return delivered;
  }

  @Override
  public int read() {
    if (position == piece.length) {
      piece = repeated;
      position = 0;
    }
    delivered++;
    return piece[position++];
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    for (int i = 0; i < length; i++) {
      buffer[offset + i] = (byte) read();
    }
    return length;
  }
}
