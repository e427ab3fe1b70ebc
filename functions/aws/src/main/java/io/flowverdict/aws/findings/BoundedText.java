package io.flowverdict.aws.findings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Text of others, made short enough to be kept. Halves of surrogate pairs, which UTF-8 cannot
/// tell, become question marks.
final class BoundedText {

  private static final int HASH_BYTES = 12;

  private BoundedText() {}

  /// Cuts what people read: `The first words… and 120 more characters`.
  ///
  /// @param most how many characters are kept
  static String prose(String text, int most) {
    return text.length() <= most
        ? encodable(text)
        : beginning(text, most) + "… and " + (text.length() - most) + " more characters";
  }

  /// Cuts what things are called. Different names stay different: a long one ends with its hash.
  ///
  /// @param most how many characters are kept
  static String name(String text, int most) {
    return text.length() <= most
        ? encodable(text)
        : beginning(text, most) + "…" + HexFormat.of().formatHex(hash(text));
  }

  /// {@return 12 bytes that stand for the text}
  static byte[] hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return Arrays.copyOf(digest, HASH_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }

  private static String beginning(String text, int most) {
    boolean insidePair = Character.isHighSurrogate(text.charAt(most - 1));
    return encodable(text.substring(0, insidePair ? most - 1 : most));
  }

  private static String encodable(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }
}
