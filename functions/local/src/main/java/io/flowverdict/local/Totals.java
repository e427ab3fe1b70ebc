package io.flowverdict.local;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import io.flowverdict.core.judge.Doubt;
import io.flowverdict.core.judge.Verdict;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the lines of all objects came to, in numbers. Every line that was read is in exactly one of
/// headers, records, statuses and rejected lines. Mutable.
final class Totals {

  private long objects;
  private long unreadable;
  private long lines;
  private long headers;
  private long records;
  private long agree;
  private long disagree;
  private final Map<Verdict.Outcome, Long> verdicts = new EnumMap<>(Verdict.Outcome.class);
  private final Map<String, Long> undecided = new TreeMap<>();
  private final Map<Gap.Status, Long> statuses = new EnumMap<>(Gap.Status.class);
  private final Map<String, Long> rejected = new TreeMap<>();

  /// Counts an object that was opened, or could not be.
  void addObject() {
    objects++;
  }

  /// Counts the lines that were read of an object.
  ///
  /// @param header whether the first of them is a header line
  void addLines(long count, boolean header) {
    lines += count;
    headers += header ? 1 : 0;
  }

  void add(FlowRecord record, Verdict verdict) {
    records++;
    verdicts.merge(verdict.outcome(), 1L, Long::sum);
    Optional<Boolean> agrees = verdict.agreesWith(record.action());
    if (agrees.isPresent()) {
      agree += agrees.get() ? 1 : 0;
      disagree += agrees.get() ? 0 : 1;
    }
    verdict.doubts().stream()
        .map(Doubt::reason)
        .distinct()
        .forEach(reason -> undecided.merge(reason.code(), 1L, Long::sum));
  }

  void add(Gap gap) {
    statuses.merge(gap.status(), 1L, Long::sum);
  }

  void add(RejectedLine line) {
    rejected.merge(line.reason().code(), 1L, Long::sum);
  }

  /// Counts an object that is refused as a whole, of which one line was read.
  void addRefused(UnreadableObjectException refusal) {
    addLines(1, false);
    rejected.merge(refusal.reason().code(), 1L, Long::sum);
  }

  /// Counts an object that could not be read, or not to its end.
  void addUnreadable() {
    unreadable++;
  }

  /// Prints the numbers, one line for each kind; nothing when no line was read.
  void print(PrintWriter err) {
    if (lines == 0) {
      return;
    }
    print(err, "objects", objects, unreadable == 0 ? "" : unreadable + " not read to the end");
    print(
        err,
        "lines",
        lines,
        "= %d header + %d records + %d statuses + %d rejected"
            .formatted(headers, records, sum(statuses), sum(rejected)));
    print(err, "verdicts", records, text(verdicts));
    print(
        err,
        "compared",
        agree + disagree,
        "%d agree with the recorded action, %d disagree".formatted(agree, disagree));
    print(err, "undecided", verdicts.getOrDefault(Verdict.Outcome.UNDECIDED, 0L), text(undecided));
    print(err, "statuses", sum(statuses), text(statuses));
    print(err, "rejected", sum(rejected), text(rejected));
  }

  private static void print(PrintWriter err, String kind, long count, String details) {
    err.println("%-9s  %8d  %s".formatted(kind, count, details).stripTrailing());
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String text(Map<?, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }
}
