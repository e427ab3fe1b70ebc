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
    return IntStream.range(0, timeline.size())
        .filter(index -> since(timeline, index).isBefore(to) || begins(timeline.get(index), to))
        .filter(index -> until(timeline, index).isAfter(from) || lasts(timeline.get(index), from))
        .mapToObj(timeline::get)
        .toList();
  }

  private static boolean begins(Observed observed, Instant to) {
    return !observed.observedFrom().isAfter(to);
  }

  private static boolean lasts(Observed observed, Instant from) {
    return !observed.verifiedUntil().isBefore(from);
  }

  /// When the last one was verified that lies wholly before this one.
  private static Instant since(List<? extends Observed> timeline, int index) {
    Instant known = timeline.get(index).observedFrom();
    return timeline.subList(0, index).reversed().stream()
        .map(Observed::verifiedUntil)
        .filter(verified -> verified.isBefore(known))
        .findFirst()
        .orElse(Instant.MIN);
  }

  /// When the first one was observed that lies wholly after this one.
  private static Instant until(List<? extends Observed> timeline, int index) {
    Instant known = timeline.get(index).verifiedUntil();
    return timeline.subList(index + 1, timeline.size()).stream()
        .map(Observed::observedFrom)
        .filter(observed -> observed.isAfter(known))
        .findFirst()
        .orElse(Instant.MAX);
  }
}
