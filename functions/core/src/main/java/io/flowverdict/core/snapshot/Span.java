package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// A stretch of a timeline: what was observed in it, by the ids of its revisions.
///
/// @param revisionIds one; several when they were observed in turn inside a span that was taken to
///   be of one content: then any of them may have been in force at any time in it
/// @param observedFrom when the first of its observations was made
/// @param verifiedUntil when the last of its observations was made; not before `observedFrom`
public record Span(List<String> revisionIds, Instant observedFrom, Instant verifiedUntil)
    implements Observed {
  public Span {
    revisionIds = List.copyOf(revisionIds);
    requireNonNull(observedFrom, "observedFrom is null");
    if (revisionIds.isEmpty()) {
      throw new IllegalArgumentException("A span of no revision");
    }
    if (verifiedUntil.isBefore(observedFrom)) {
      throw new IllegalArgumentException(
          "A span is verified until " + verifiedUntil + ", before " + observedFrom);
    }
  }

  /// {@return the span of a single observation}
  static Span at(Instant time, String revisionId) {
    return new Span(List.of(revisionId), time, time);
  }

  Span from(Instant earlier) {
    return new Span(revisionIds, earlier, verifiedUntil);
  }

  Span until(Instant later) {
    return new Span(revisionIds, observedFrom, later);
  }

  Span with(String revisionId) {
    return revisionIds.contains(revisionId)
        ? this
        : new Span(
            Stream.concat(revisionIds.stream(), Stream.of(revisionId)).toList(),
            observedFrom,
            verifiedUntil);
  }

  boolean contains(Instant time) {
    return !time.isBefore(observedFrom) && !time.isAfter(verifiedUntil);
  }

  boolean isOnly(String revisionId) {
    return revisionIds.equals(List.of(revisionId));
  }
}
