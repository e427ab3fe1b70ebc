package io.flowverdict.aws.configuration;

import java.util.regex.Pattern;

/// A configuration that cannot be understood. The message is one sentence on one line that names
/// the file, the place in it, what was found there, what is expected, and how to mend it.
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Characters that would break the line or disguise it: the message quotes names and values of
  /// files.
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  ConfigurationException(String message) {
    super(printable(message));
  }

  ConfigurationException(String message, Throwable cause) {
    super(printable(message), cause);
  }

  private static String printable(String message) {
    return UNPRINTABLE.matcher(message).replaceAll("?");
  }
}
