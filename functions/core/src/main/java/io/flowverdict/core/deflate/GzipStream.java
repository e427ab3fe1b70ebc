package io.flowverdict.core.deflate;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/// The content of a gzip file ([RFC 1952](https://www.rfc-editor.org/rfc/rfc1952)): that of all its
/// members in turn.
///
/// [java.util.zip.GZIPInputStream] takes a damaged second member for the end of the file; here it
/// is an error. An [EOFException] means that the file stops too early, a [ZipException] that it is
/// damaged.
public final class GzipStream extends InputStream {

  /// The first two bytes of every gzip file.
  public static final int MAGIC_1 = 0x1F;

  public static final int MAGIC_2 = 0x8B;

  private static final int DEFLATE = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA_FIELD = 4;
  private static final int FILE_NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED_FLAGS = 0xE0;

  private final InputStream compressed;
  private final byte[] input = new byte[16 * 1024];
  private int position;
  private int limit;

  private final DeflateDecoder decoder = new DeflateDecoder();
  private final CRC32 checksum = new CRC32();
  private long memberLength;
  private boolean inMember;

  /// @param compressed the file; it is read ahead of what is asked for, and closed with this
  public GzipStream(InputStream compressed) {
    this.compressed = compressed;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    while (inMember || openMember()) {
      int count = decoder.decode(buffer, offset, length);
      if (count > 0) {
        checksum.update(buffer, offset, count);
        memberLength += count;
        return count;
      }
      if (decoder.finished()) {
        closeMember();
      } else {
        feedDecoder();
      }
    }
    return -1;
  }

  private void feedDecoder() throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException("the file ends in compressed data");
    }
    decoder.setInput(input, position, limit - position);
    position = limit;
  }

  /// Reads a member's header, if the file does not end here.
  private boolean openMember() throws IOException {
    if (position == limit && !fill()) {
      return false;
    }
    if (next() != MAGIC_1 || next() != MAGIC_2) {
      throw new ZipException("no gzip header where one is due");
    }
    int method = next();
    int flags = next();
    if (method != DEFLATE || (flags & RESERVED_FLAGS) != 0) {
      throw new ZipException("unknown compression method or flags");
    }
    skip(6);
    if ((flags & EXTRA_FIELD) != 0) {
      skip(nextShort());
    }
    if ((flags & FILE_NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
    decoder.reset();
    checksum.reset();
    memberLength = 0;
    inMember = true;
    return true;
  }

  /// Gives back what the decoder did not need and compares the member's length and checksum.
  private void closeMember() throws IOException {
    position = limit - decoder.remaining();
    long expectedChecksum = nextInt();
    long expectedLength = nextInt();
    if (expectedChecksum != checksum.getValue()) {
      throw new ZipException("the checksum does not match");
    }
    if (expectedLength != (memberLength & 0xFFFF_FFFFL)) {
      throw new ZipException("the length does not match");
    }
    inMember = false;
  }

  private long nextInt() throws IOException {
    return nextShort() | ((long) nextShort() << 16);
  }

  private int nextShort() throws IOException {
    return next() | (next() << 8);
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {}
  }

  private int next() throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException("the file ends in a header or a checksum");
    }
    return input[position++] & 0xFF;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(compressed.read(input), 0);
    return limit > 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public void close() throws IOException {
    compressed.close();
  }
}
