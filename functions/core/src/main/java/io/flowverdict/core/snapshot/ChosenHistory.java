package io.flowverdict.core.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// The part of a history around one time that somebody looks at, and which remembers what was
/// found: so that another look, when the history has grown, can find the same. Mutable.
///
/// Times far from that time have no revisions: nothing that is read there can have its time.
public final class ChosenHistory implements History {

  /// Records arrive up to a day late
  /// ([limitations](https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-limitations.html)).
  public static final Duration LATEST_ARRIVAL = Duration.ofDays(3);

  /// How far clocks may be ahead.
  public static final Duration FURTHEST_AHEAD = Duration.ofHours(1);

  /// The most spans that are remembered. Records of minutes need a few.
  private static final int MOST_SPANS = 500;

  private final History history;
  private final Instant time;
  private final Set<Span> chosen = new LinkedHashSet<>();

  public ChosenHistory(History history, Instant time) {
    this.history = history;
    this.time = time;
  }

  /// {@return whether something that was delivered at a time can have happened at another}
  public static boolean isPlausible(Instant happened, Instant delivered) {
    return happened.isAfter(delivered.minus(LATEST_ARRIVAL))
        && happened.isBefore(delivered.plus(FURTHEST_AHEAD));
  }

  @Override
  public List<Revision> covering(Scope scope, Instant from, Instant to) {
    if (!isPlausible(to, time)) {
      return List.of();
    }
    List<Revision> found = history.covering(scope, from, to);
    for (Revision revision : found) {
      chosen.add(
          new Span(List.of(revision.id()), revision.observedFrom(), revision.verifiedUntil()));
    }
    if (chosen.size() > MOST_SPANS) {
      throw new IllegalStateException(
          "More than "
              + MOST_SPANS
              + " configurations of "
              + scope
              + " were in force around "
              + time);
    }
    return found;
  }

  @Override
  public Duration lasting() {
    return history.lasting();
  }

  /// {@return what was found, the earliest first; each span of one revision}
  public List<Span> chosen() {
    return chosen.stream()
        .sorted(
            Comparator.comparing(Span::observedFrom)
                .thenComparing(span -> span.revisionIds().getFirst()))
        .toList();
  }

  /// {@return a history of what was found before, in which the same questions find the same}
  ///
  /// @param chosen what [#chosen()] returned
  /// @param snapshots gives the snapshot of a revision's id
  public static History of(Collection<Span> chosen, Function<String, Snapshot> snapshots) {
    List<Span> spans = List.copyOf(chosen);
    return (scope, from, to) ->
        Observed.covering(spans, from, to).stream()
            .map(span -> {
              String id = span.revisionIds().getFirst();
              return Revision.of(span, id, snapshots.apply(id));
            })
            .toList();
  }
}
