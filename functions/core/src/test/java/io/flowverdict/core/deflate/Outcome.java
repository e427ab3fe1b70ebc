package io.flowverdict.core.deflate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// What becomes of DEFLATE data.
///
/// @param content what came before the end, each byte as a character of that number
/// @param unused how many bytes after the end of the data were given back; 0 unless it was reached
record Outcome(String content, End end, int unused) {

  enum End {
    REACHED,
    CUT_SHORT,
    DAMAGED
  }

  static Outcome reached(byte[] content) {
    return new Outcome(text(content), End.REACHED, 0);
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1);
  }

  /// The outcome when the data arrives in pieces of a size, and the content is taken in pieces.
  static Outcome of(byte[] data, int inputPiece, int outputPiece) {
    DeflateDecoder decoder = new DeflateDecoder();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] buffer = new byte[outputPiece];
    int given = 0;
    try {
      while (!decoder.finished()) {
        int count = decoder.decode(buffer, 0, outputPiece);
        content.write(buffer, 0, count);
        if (count == 0 && !decoder.finished()) {
          if (given == data.length) {
            return new Outcome(text(content.toByteArray()), End.CUT_SHORT, 0);
          }
          byte[] piece = Arrays.copyOfRange(data, given, Math.min(given + inputPiece, data.length));
          decoder.setInput(piece, 0, piece.length);
          given += piece.length;
        }
      }
    } catch (ZipException damage) {
      return new Outcome(text(content.toByteArray()), End.DAMAGED, 0);
    }
    return new Outcome(
        text(content.toByteArray()), End.REACHED, data.length - given + decoder.remaining());
  }

  /// The outcome of the JDK's decoder, which has written some bytes of content before it reports
  /// damage.
  static Outcome ofJdk(byte[] data) {
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(data);
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      try {
        for (int count = -1; count != 0; ) {
          count = inflater.inflate(buffer);
          content.write(buffer, 0, count);
        }
      } catch (DataFormatException damage) {
        content.write(buffer, 0, (int) inflater.getBytesWritten() - content.size());
        return new Outcome(text(content.toByteArray()), End.DAMAGED, 0);
      }
      return inflater.finished()
          ? new Outcome(text(content.toByteArray()), End.REACHED, inflater.getRemaining())
          : new Outcome(text(content.toByteArray()), End.CUT_SHORT, 0);
    }
  }
}
