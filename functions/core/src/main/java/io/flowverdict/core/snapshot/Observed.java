package io.flowverdict.core.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// What was observed, with the time in which it is known to have been in force.
public sealed interface Observed permits Revision, Span {

  /// When it was first read.
  Instant observedFrom();

  /// When it was last read and found unchanged; not before [#observedFrom()].
  Instant verifiedUntil();

  /// {@return what may have been in force at any time from `from` to `to`}
  ///
  /// Each may have been in force from when the one before it was last verified until the one after
  /// it was first observed; the first of all since ever, the last of all for ever.
  ///
  /// @param timeline of one scope, the earliest first
  static <T extends Observed> List<T> covering(List<T> timeline, Instant from, Instant to) {
    if (timeline.size() <= 1) {
      return timeline;
    }
    return IntStream.range(0, timeline.size())
        .filter(index -> begins(timeline, index, to) && lasts(timeline, index, from))
        .mapToObj(timeline::get)
        .toList();
  }

  /// Whether it was observed by then, or the last one wholly before it may have ended by then.
  private static boolean begins(List<? extends Observed> timeline, int index, Instant to) {
    Instant known = timeline.get(index).observedFrom();
    return !known.isAfter(to)
        || timeline.subList(0, index).reversed().stream()
            .map(Observed::verifiedUntil)
            .filter(verified -> verified.isBefore(known))
            .findFirst()
            .map(verified -> verified.isBefore(to))
            .orElse(true);
  }

  /// Whether it was verified then or later, or the first one wholly after it may have begun later.
  private static boolean lasts(List<? extends Observed> timeline, int index, Instant from) {
    Instant known = timeline.get(index).verifiedUntil();
    return !known.isBefore(from)
        || timeline.subList(index + 1, timeline.size()).stream()
            .map(Observed::observedFrom)
            .filter(observed -> observed.isAfter(known))
            .findFirst()
            .map(observed -> observed.isAfter(from))
            .orElse(true);
  }
}
