package io.flowverdict.console.query;

import io.flowverdict.core.judge.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts in memory, for tests and for a single run.
public final class InMemoryRecordCounts implements RecordCounts {

  private final List<Added> added = new ArrayList<>();

  private record Added(Instant at, Verdict.Outcome verdict, long records) {}

  /// Adds records that were judged at some time.
  public synchronized void add(Instant at, Verdict.Outcome verdict, long records) {
    added.add(new Added(at, verdict, records));
  }

  @Override
  public synchronized Answer in(Range range) {
    Map<Instant, Map<Verdict.Outcome, Long>> steps = new TreeMap<>();
    for (Added each : added) {
      if (range.contains(each.at)) {
        steps
            .computeIfAbsent(range.start(each.at), _ -> new EnumMap<>(Verdict.Outcome.class))
            .merge(each.verdict, each.records, Long::sum);
      }
    }
    return new Known(
        steps.entrySet().stream().map(step -> counted(step.getKey(), step.getValue())).toList());
  }

  private static Counted counted(Instant start, Map<Verdict.Outcome, Long> counts) {
    return new Counted(
        start,
        counts.getOrDefault(Verdict.Outcome.ACCEPT, 0L),
        counts.getOrDefault(Verdict.Outcome.REJECT, 0L),
        counts.getOrDefault(Verdict.Outcome.UNDECIDED, 0L),
        counts.getOrDefault(Verdict.Outcome.NOT_EVALUATED, 0L));
  }
}
