package io.flowverdict.core.flowlog;

/// Says that an object cannot be read, or not beyond a line. Reading it again gives the same
/// result.
public final class UnreadableObjectException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final UnreadableReason reason;
  private final long line;

  /// @param line see [#line()]
  /// @param message one sentence: what is wrong, where, and how to mend it
  public UnreadableObjectException(UnreadableReason reason, long line, String message) {
    super(message);
    this.reason = reason;
    this.line = line;
  }

  /// @param line see [#line()]
  /// @param message one sentence: what is wrong, where, and how to mend it
  public UnreadableObjectException(
      UnreadableReason reason, long line, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.line = line;
  }

  /// {@return that an object is larger than anybody should try to read}
  ///
  /// @param size in bytes
  /// @param largest in bytes
  public static UnreadableObjectException tooLarge(long size, long largest) {
    return new UnreadableObjectException(
        UnreadableReason.OBJECT_TOO_LARGE,
        /* line= */ 1,
        "It has "
            + size
            + " bytes, more than the "
            + largest
            + " that are read at once. VPC Flow Logs begins a new object at 75 MB; split this"
            + " one.");
  }

  public UnreadableReason reason() {
    return reason;
  }

  /// The line, or the row of a Parquet object, that could not be read: every one before it was. 1
  /// when nothing could be read.
  public long line() {
    return line;
  }
}
