package io.flowverdict.core.finding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Part of a longer list.
///
/// @param next the token of the next page; null when this is the last
public record Page<T>(List<T> items, @Nullable String next) {
  public Page {
    items = List.copyOf(items);
  }
}
