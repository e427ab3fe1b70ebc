package io.flowverdict.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/// A print writer as a writer that says when nobody takes what is written any more, as after `|
/// head`. Closing it leaves the print writer open.
final class StandardOutput extends Writer {

  private final PrintWriter out;

  StandardOutput(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void write(char[] buffer, int offset, int length) throws IOException {
    out.write(buffer, offset, length);
    flush();
  }

  @Override
  public void flush() throws IOException {
    if (out.checkError()) {
      throw new IOException("The output was closed");
    }
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
