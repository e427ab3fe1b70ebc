package io.flowverdict.core.flowlog;

import org.jspecify.annotations.Nullable;

/// The value of a cell, of CSV, JSON or Parquet, as one word of a line: what a cell holds never
/// becomes two values of a line.
final class CellWord {

  static final String ABSENT = "-";

  private CellWord() {}

  /// {@return the word: `-` where nothing but blanks is recorded; a time with a blank inside has
  /// `T` there, and other values have `_` for their blanks}
  static String of(@Nullable String value) {
    if (value == null) {
      return ABSENT;
    }
    String text = value.strip();
    if (text.isEmpty()) {
      return ABSENT;
    }
    return hasBlank(text)
        ? IsoTime.tryParse(text).map(Object::toString).orElseGet(() -> joined(text))
        : text;
  }

  private static boolean hasBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /// {@return a text with `_` for its blanks}
  static String joined(String text) {
    return text.strip().replaceAll("\\s+", "_");
  }
}
