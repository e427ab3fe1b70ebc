package io.flowverdict.aws.findings;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Gatherers;

/// Requests that are under way at once.
final class SideBySide {

  private static final int CONCURRENCY = 8;

  private SideBySide() {}

  /// {@return what an action gives for each of the items, in their order}
  static <T, R> List<R> each(Collection<T> items, Function<T, R> action) {
    return items.stream().gather(Gatherers.mapConcurrent(CONCURRENCY, action)).toList();
  }
}
