package io.flowverdict.aws.inventory;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Tag;

/// Single values as the API gives them.
final class Given {
  private static final int LONGEST_QUOTE = 60;

  private Given() {}

  /// {@return a value without which its owner has no meaning}
  ///
  /// @param owner the id of the resource
  /// @param field its name in the API
  static <T> T required(@Nullable T value, @Nullable String owner, String field) {
    if (value == null || value.equals("")) {
      throw unexpected(owner, field, "nothing");
    }
    return value;
  }

  /// {@return the text, or null when it is empty}
  static @Nullable String word(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  static boolean flag(@Nullable Boolean value, boolean absent) {
    return value == null ? absent : value;
  }

  static @Nullable String nameTag(List<Tag> tags) {
    for (Tag tag : tags) {
      if ("Name".equals(tag.key())) {
        return tag.value();
      }
    }
    return null;
  }

  static Cidr cidr(@Nullable String text, @Nullable String owner, String field) {
    return Cidr.tryParse(text == null ? "" : text)
        .orElseThrow(() -> unexpected(owner, field, text));
  }

  static IpAddress address(@Nullable String text, @Nullable String owner, String field) {
    return IpAddress.tryParse(text == null ? "" : text)
        .orElseThrow(() -> unexpected(owner, field, text));
  }

  /// {@return the complaint that the API gives something that cannot be understood: left out, it
  /// would make wrong verdicts}
  static InventoryException unexpected(
      @Nullable String owner, String field, @Nullable Object found) {
    String text = String.valueOf(found);
    return new InventoryException(
        "The EC2 API says of "
            + owner
            + " what Flow Verdict does not understand: "
            + field
            + " is "
            + text.substring(0, Math.min(text.length(), LONGEST_QUOTE))
            + "; update Flow Verdict.");
  }
}
