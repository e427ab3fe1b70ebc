package io.flowverdict.core.flowlog;

/// Says that an object cannot be read, or not beyond a line. Reading it again gives the same
/// result.
public final class UnreadableObjectException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final UnreadableReason reason;
  private final long line;

  /// @param message one sentence: what is wrong, where, and how to mend it
  UnreadableObjectException(UnreadableReason reason, long line, String message) {
    super(message);
    this.reason = reason;
    this.line = line;
  }

  UnreadableObjectException(UnreadableReason reason, long line, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.line = line;
  }

  public UnreadableReason reason() {
    return reason;
  }

  /// The line that could not be read: every line before it was. 1 when nothing could be read.
  public long line() {
    return line;
  }
}
