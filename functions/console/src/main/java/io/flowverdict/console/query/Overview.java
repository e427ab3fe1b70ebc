package io.flowverdict.console.query;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.FindingSummary;
import io.flowverdict.core.finding.Kind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Status;
import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// How an account and Region stand.
///
/// @param counted whether all open findings were counted; else there are more than are told
/// @param bySeverity how many open findings there are, the most severe first; each severity is
///   there
/// @param byKind the same by kind and severity, the most severe first
/// @param fresh how many open findings came or came back in the range
/// @param newest the most severe of these
/// @param newByStep how many of these there are by step; each step is there
public record Overview(
    Scope scope,
    Range range,
    boolean counted,
    SortedMap<Severity, Long> bySeverity,
    List<KindCount> byKind,
    long fresh,
    List<Finding> newest,
    SortedMap<Instant, Long> newByStep,
    JudgedRecords records,
    LogGaps gaps) {

  private static final int MOST_COUNTED = 50_000;
  private static final int MOST_NEWEST = 5;

  public Overview {
    requireNonNull(scope, "scope is null");
    requireNonNull(range, "range is null");
    requireNonNull(records, "records is null");
    requireNonNull(gaps, "gaps is null");
    bySeverity = Collections.unmodifiableSortedMap(new TreeMap<>(bySeverity));
    byKind = List.copyOf(byKind);
    newest = List.copyOf(newest);
    newByStep = Collections.unmodifiableSortedMap(new TreeMap<>(newByStep));
  }

  /// How many open findings there are of one kind and severity.
  ///
  /// @param fresh how many of them came or came back in the range
  public record KindCount(Kind kind, Severity severity, long open, long fresh) {}

  /// {@return how many open findings there are}
  public long open() {
    return bySeverity.values().stream().mapToLong(Long::longValue).sum();
  }

  /// {@return how a scope stands now}
  public static Overview of(Kept kept, Scope scope, Range range, Instant now) {
    Counting counting = new Counting(range);
    try (Stream<FindingSummary> open = kept.findings().summaries(scope, Status.OPEN, null)) {
      open.limit(MOST_COUNTED + 1L).forEach(counting::add);
    }
    return new Overview(
        scope,
        range,
        counting.total <= MOST_COUNTED,
        counting.bySeverity,
        counting.byKind(),
        counting.fresh,
        kept.findings().find(counting.newest),
        counting.newByStep,
        JudgedRecords.of(kept, scope, range),
        LogGaps.of(kept, scope, range, now));
  }

  /// Counts open findings. Mutable.
  private static final class Counting {
    private final Range range;
    private final SortedMap<Severity, Long> bySeverity = new TreeMap<>(Comparator.reverseOrder());
    private final Map<Kind, Map<Severity, long[]>> kinds = new HashMap<>();
    private final SortedMap<Instant, Long> newByStep = new TreeMap<>();
    private final List<String> newest = new ArrayList<>();
    private long total;
    private long fresh;

    Counting(Range range) {
      this.range = range;
      Stream.of(Severity.values()).forEach(severity -> bySeverity.put(severity, 0L));
      range.starts().forEach(start -> newByStep.put(start, 0L));
    }

    void add(FindingSummary summary) {
      total++;
      Severity severity = summary.severity();
      bySeverity.merge(severity, 1L, Long::sum);
      long[] counts =
          kinds
              .computeIfAbsent(summary.cause().kind(), _ -> new EnumMap<>(Severity.class))
              .computeIfAbsent(severity, _ -> new long[2]);
      counts[0]++;
      if (range.contains(summary.since())) {
        counts[1]++;
        fresh++;
        newByStep.merge(range.start(summary.since()), 1L, Long::sum);
        if (newest.size() < MOST_NEWEST) {
          newest.add(summary.id());
        }
      }
    }

    List<KindCount> byKind() {
      List<KindCount> counts = new ArrayList<>();
      kinds.forEach((kind, severities) ->
          severities.forEach(
              (severity, each) -> counts.add(new KindCount(kind, severity, each[0], each[1]))));
      counts.sort(
          Comparator.comparing(KindCount::severity)
              .reversed()
              .thenComparing(KindCount::open, Comparator.reverseOrder())
              .thenComparing(count -> count.kind().code()));
      return counts;
    }
  }
}
