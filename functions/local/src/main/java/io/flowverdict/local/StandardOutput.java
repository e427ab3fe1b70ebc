package io.flowverdict.local;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Predicate;

/// Standard output that stops whoever prints as soon as it cannot be written, as after `| head` or
/// on a full disk. `System.out` and a [PrintWriter] note such a failure and go on.
final class StandardOutput extends Writer {

  private static final int FILE_TYPE = 0170000;
  private static final int FIFO = 0010000;
  private static final int SOCKET = 0140000;

  private final Writer target;
  private final Predicate<IOException> meansReaderGone;

  /// A writer that hands everything on at once.
  ///
  /// @param meansReaderGone whether a failure to write means that nobody reads any more
  StandardOutput(Writer target, Predicate<IOException> meansReaderGone) {
    this.target = target;
    this.meansReaderGone = meansReaderGone;
  }

  /// {@return the standard output of this process, in the encoding of `System.out`}
  static PrintWriter ofThisProcess() {
    Charset charset = System.out.charset();
    Writer target = new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), charset);
    return new PrintWriter(
        new StandardOutput(target, StandardOutput::isPipe), /* autoFlush= */ true);
  }

  /// {@inheritDoc}
  ///
  /// @throws OutputException when it cannot be written
  @Override
  public void write(char[] buffer, int offset, int length) {
    try {
      target.write(buffer, offset, length);
      target.flush();
    } catch (IOException failed) {
      throw exception(failed);
    }
  }

  /// Nothing is held back, so that there is nothing to do.
  @Override
  public void flush() {}

  /// Leaves the output open.
  @Override
  public void close() {}

  private OutputException exception(IOException failed) {
    boolean readerGone = meansReaderGone.test(failed);
    return new OutputException(
        readerGone
            ? "The reader of standard output is gone"
            : "Standard output cannot be written: " + failed.getMessage(),
        readerGone,
        failed);
  }

  /// Whether a failure to write means that the reader is gone: that of a pipe or a socket does.
  /// What the message says is in the language of the machine, so it is read only where the type of
  /// the file cannot be asked for.
  private static boolean isPipe(IOException failed) {
    try {
      int mode = (Integer) Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode") & FILE_TYPE;
      return mode == FIFO || mode == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException noUnix) {
      return String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }
  }
}
