package io.flowverdict.core.finding;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which part of a longer list is asked for.
///
/// @param size how many items at the most, 1 to 1000
/// @param token what the page before said comes next; null for the first page
public record PageRequest(int size, @Nullable String token) {

  private static final int LARGEST = 1_000;

  public PageRequest {
    if (size < 1 || size > LARGEST) {
      throw new IllegalArgumentException("Page size " + size + " is not in 1.." + LARGEST);
    }
  }

  /// {@return a request for the first items}
  public static PageRequest first(int size) {
    return new PageRequest(size, null);
  }

  /// {@return the place in the list after which the page begins; empty for the first page}
  ///
  /// @param reader reads a token of the list that is asked for
  /// @throws IllegalArgumentException when the token is none of that list
  public <T> Optional<T> after(Function<String, Optional<T>> reader) {
    if (token == null) {
      return Optional.empty();
    }
    Optional<T> place = reader.apply(token);
    if (place.isEmpty()) {
      throw new IllegalArgumentException(
          "The page token is none of this list; ask for the first page again, without a token");
    }
    return place;
  }
}
