package io.flowverdict.core.finding;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.judge.Step;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/// One record that shows a cause: the evidence.
///
/// Sightings are ordered by time, then by place, so that the first and the latest of a set are the
/// same in whatever order they arrive.
///
/// @param at when the record's traffic ended
/// @param object the object that holds it, for example `s3://bucket/key`
/// @param line its line in the object
/// @param sentence what the verdict says about it
/// @param trace what decided
public record Sighting(Instant at, String object, long line, String sentence, List<Step> trace)
    implements Comparable<Sighting> {

  private static final Comparator<Sighting> ORDER =
      Comparator.comparing(Sighting::at)
          .thenComparing(Sighting::object)
          .thenComparingLong(Sighting::line);

  public Sighting {
    requireNonNull(at, "at is null");
    requireNonNull(object, "object is null");
    requireNonNull(sentence, "sentence is null");
    trace = List.copyOf(trace);
  }

  /// {@return whether this one stands for a finding rather than the other one: the sighting of the
  /// later hour, and of two in one hour the earlier one}
  ///
  /// So what stands for a finding is the same in whatever order sightings arrive, and where they
  /// arrive in order it changes once an hour.
  public boolean standsBefore(Sighting other) {
    int later = at.truncatedTo(ChronoUnit.HOURS).compareTo(other.at.truncatedTo(ChronoUnit.HOURS));
    return later > 0 || (later == 0 && compareTo(other) < 0);
  }

  /// {@return the same with a further sentence}
  Sighting with(String further) {
    return new Sighting(at, object, line, sentence + " " + further, trace);
  }

  @Override
  public int compareTo(Sighting other) {
    return ORDER.compare(this, other);
  }
}
