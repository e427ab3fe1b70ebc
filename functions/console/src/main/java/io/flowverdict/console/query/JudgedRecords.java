package io.flowverdict.console.query;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.finding.VerdictCounts;
import io.flowverdict.core.snapshot.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The records that were judged in a time, by when their objects were delivered.
///
/// @param range the time, in steps of an hour or more: the counts are kept by the hour
/// @param steps the records by the step's start; each step is there
public record JudgedRecords(Range range, SortedMap<Instant, VerdictCounts> steps) {

  private static final Duration HOUR = Duration.ofHours(1);

  public JudgedRecords {
    requireNonNull(range, "range is null");
    steps = Collections.unmodifiableSortedMap(new TreeMap<>(steps));
  }

  static JudgedRecords of(Kept kept, Scope scope, Range asked) {
    Range range = Range.of(asked.from(), asked.to(), HOUR);
    SortedMap<Instant, VerdictCounts> steps = new TreeMap<>();
    range.starts().forEach(start -> steps.put(start, VerdictCounts.NONE));
    kept.counts()
        .hours(scope, range.from(), range.to())
        .forEach((hour, counts) -> steps.merge(range.start(hour), counts, VerdictCounts::plus));
    return new JudgedRecords(range, steps);
  }

  /// {@return the records of all steps}
  public VerdictCounts total() {
    return steps.values().stream().reduce(VerdictCounts.NONE, VerdictCounts::plus);
  }
}
