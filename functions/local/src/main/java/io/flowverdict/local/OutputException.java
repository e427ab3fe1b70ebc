package io.flowverdict.local;

/// That standard output cannot be written any more. Unchecked, because [java.io.PrintWriter] hides
/// an [java.io.IOException].
final class OutputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean readerGone;

  /// @param readerGone whether it was a pipe whose other end was closed, as `| head` does: then
  ///   nothing is wrong
  OutputException(String message, boolean readerGone, Throwable cause) {
    super(message, cause);
    this.readerGone = readerGone;
  }

  boolean isReaderGone() {
    return readerGone;
  }
}
