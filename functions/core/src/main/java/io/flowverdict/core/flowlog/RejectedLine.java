package io.flowverdict.core.flowlog;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// A line that is no record.
///
/// @param line see [FlowLogEntry#line()]
/// @param field the column whose value was refused, as the header spells it; null when the line as
///   a whole was refused
/// @param text the beginning of the line, at most [#LONGEST_TEXT] characters. It is outside data
///   and may hold control characters; bytes that are not UTF-8 are U+FFFD
public record RejectedLine(long line, RejectedReason reason, @Nullable String field, String text)
    implements FlowLogEntry {

  /// The number of characters of a line that are kept.
  public static final int LONGEST_TEXT = 256;

  public RejectedLine {
    requireNonNull(reason, "reason is null");
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("text has " + text.length() + " characters");
    }
  }

  /// {@return the rejection of a blank line}
  static RejectedLine ofBlank(long line) {
    return new RejectedLine(line, RejectedReason.EMPTY_LINE, null, "");
  }

  /// {@return a rejection that keeps the beginning of the line}
  static RejectedLine of(long line, RejectedReason reason, @Nullable String field, String text) {
    return new RejectedLine(line, reason, field, Excerpt.of(text, LONGEST_TEXT));
  }
}
