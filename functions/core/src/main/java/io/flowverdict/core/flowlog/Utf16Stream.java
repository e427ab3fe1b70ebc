package io.flowverdict.core.flowlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/// UTF-16 as UTF-8. What is no character is U+FFFD.
final class Utf16Stream extends InputStream {

  private static final int CHUNK = 16 * 1024;

  private final InputStream stream;
  private final CharsetDecoder decoder;
  private final ByteBuffer input = ByteBuffer.allocate(CHUNK).limit(0);
  private final CharBuffer characters = CharBuffer.allocate(CHUNK);
  private ByteBuffer output = ByteBuffer.allocate(0);
  private boolean ended;

  /// @param utf16 UTF-16LE or UTF-16BE
  Utf16Stream(InputStream stream, Charset utf16) {
    this.stream = stream;
    this.decoder =
        utf16
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (!output.hasRemaining() && !ended) {
      decode();
    }
    int count = Math.min(length, output.remaining());
    output.get(buffer, offset, count);
    return count == 0 && length > 0 ? -1 : count;
  }

  private void decode() throws IOException {
    int count = stream.read(input.array(), input.limit(), input.capacity() - input.limit());
    ended = count < 0;
    input.limit(input.limit() + Math.max(count, 0));
    characters.clear();
    decoder.decode(input, characters, ended);
    if (ended) {
      decoder.flush(characters);
    }
    output = UTF_8.encode(characters.flip());
    input.compact().flip();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
