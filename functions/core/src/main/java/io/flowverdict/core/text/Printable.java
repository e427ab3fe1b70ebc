package io.flowverdict.core.text;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text from outside as it may be shown on a terminal or a page.
public final class Printable {

  /// Control and format characters, which move the cursor or turn the direction of writing, lone
  /// surrogates, and line and paragraph separators.
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private Printable() {}

  /// {@return the text on one line, every character that is not printable as `\}`u` with its
  /// hexadecimal digits}
  public static String of(String text) {
    return UNPRINTABLE.matcher(text).replaceAll(Printable::escaped);
  }

  private static String escaped(MatchResult unprintable) {
    return Matcher.quoteReplacement("\\u%04x".formatted(unprintable.group().codePointAt(0)));
  }
}
