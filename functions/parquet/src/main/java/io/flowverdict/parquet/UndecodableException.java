package io.flowverdict.parquet;

import io.flowverdict.core.flowlog.UnreadableObjectException;
import io.flowverdict.core.flowlog.UnreadableReason;
import org.jspecify.annotations.Nullable;

/// Says what is wrong with a footer, a page or a value, where the row is not known.
final class UndecodableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final UnreadableReason reason;

  private UndecodableException(UnreadableReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /// @param message a clause: what is damaged, and how
  static UndecodableException corrupt(String message) {
    return new UndecodableException(UnreadableReason.CORRUPT_PARQUET, message);
  }

  /// @param message a clause: what is not read
  static UndecodableException unsupported(String message) {
    return new UndecodableException(UnreadableReason.UNSUPPORTED_PARQUET, message);
  }

  static void require(boolean sound, String otherwise) {
    if (!sound) {
      throw corrupt(otherwise);
    }
  }

  /// {@return a part that the format requires}
  static <T> T required(@Nullable T part, String otherwise) {
    if (part == null) {
      throw corrupt(otherwise);
    }
    return part;
  }

  /// {@return that the object cannot be read from a row on}
  UnreadableObjectException inRow(long row) {
    boolean corrupt = reason == UnreadableReason.CORRUPT_PARQUET;
    return new UnreadableObjectException(
        reason,
        row,
        "The Parquet object cannot be read "
            + (row == 1 ? "" : "from row " + row + " on ")
            + "("
            + getMessage()
            + "): "
            + (corrupt
                ? "deliver the whole object again"
                : "give it as VPC Flow Logs delivers it to S3")
            + (row == 1 ? "" : "; the rows before were read"),
        this);
  }
}
