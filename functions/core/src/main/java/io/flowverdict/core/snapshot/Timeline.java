package io.flowverdict.core.snapshot;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The spans of one scope, or those of a part of its time.
///
/// @param spans sorted by time; no two share a time
public record Timeline(List<Span> spans) {

  /// The timeline of a scope that was never observed.
  public static final Timeline EMPTY = new Timeline(List.of());

  public Timeline {
    spans = spans.stream().sorted(Comparator.comparing(Span::observedFrom)).toList();
    for (int i = 1; i < spans.size(); i++) {
      if (!spans.get(i).observedFrom().isAfter(spans.get(i - 1).verifiedUntil())) {
        throw new IllegalArgumentException(
            "These spans overlap: " + spans.get(i - 1) + ", " + spans.get(i));
      }
    }
  }

  /// {@return this timeline with one more observation}
  ///
  /// Observations may arrive in any order: an older one never hides what was seen at other times,
  /// and one that contradicts a span makes that span uncertain, not wrong.
  ///
  /// @param at counts in milliseconds
  public Timeline observe(String revisionId, Instant at) {
    Instant time = at.truncatedTo(ChronoUnit.MILLIS);
    int after = (int) spans.stream().filter(each -> !each.observedFrom().isAfter(time)).count();
    int before = after - 1;
    if (before >= 0 && spans.get(before).contains(time)) {
      return with(before, spans.get(before).with(revisionId));
    }
    if (before >= 0 && spans.get(before).isOnly(revisionId)) {
      return with(before, spans.get(before).until(time));
    }
    if (after < spans.size() && spans.get(after).isOnly(revisionId)) {
      return with(after, spans.get(after).from(time));
    }
    List<Span> result = new ArrayList<>(spans);
    result.add(after, Span.at(time, revisionId));
    return new Timeline(result);
  }

  private Timeline with(int index, Span changed) {
    List<Span> result = new ArrayList<>(spans);
    result.set(index, changed);
    return new Timeline(result);
  }

  /// {@return the span that holds this time}
  ///
  /// @throws IllegalArgumentException when nothing was observed then
  public Span at(Instant time) {
    return spans.stream()
        .filter(each -> each.contains(time.truncatedTo(ChronoUnit.MILLIS)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Nothing was observed at " + time));
  }
}
