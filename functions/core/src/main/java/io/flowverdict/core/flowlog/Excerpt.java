package io.flowverdict.core.flowlog;

/// The beginning of a text from outside.
final class Excerpt {

  private Excerpt() {}

  /// {@return the first characters of the text, never half of a surrogate pair}
  static String of(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, splits ? longest - 1 : longest);
  }
}
