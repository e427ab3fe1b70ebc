package io.flowverdict.analyze;

import io.flowverdict.aws.capture.Coverage;
import io.flowverdict.aws.capture.Outcome;
import io.flowverdict.aws.objects.FlowLogObject;
import io.flowverdict.core.finding.Causes;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import io.flowverdict.core.judge.Doubt;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Collects what one object shows: its causes, and the numbers of its summary. Mutable.
final class Results {

  private final FlowLogObject object;
  private final @Nullable String caveat;
  private final Causes causes;
  private final SortedMap<String, Long> verdicts = new TreeMap<>();
  private final SortedMap<String, Long> undecided = new TreeMap<>();
  private final SortedMap<String, Long> statuses = new TreeMap<>();
  private final SortedMap<String, Long> rejected = new TreeMap<>();
  private long records;
  private long disagreements;

  /// @param coverage how well the configuration is known around the object's time
  /// @param snapshot the configuration by which peers are told apart
  Results(FlowLogObject object, Coverage coverage, Snapshot snapshot) {
    this.object = object;
    this.caveat = coverage.caveat().orElse(null);
    this.causes = new Causes(object.scope(), object.name(), object.time(), snapshot);
    if (coverage.shortfall() instanceof Outcome.Refused(String reason)) {
      causes.addUnreadableAccount(reason);
    }
  }

  void add(FlowRecord record, Verdict verdict) {
    causes.add(record, verdict);
    records++;
    count(verdicts, verdict.outcome().name());
    for (Doubt doubt : verdict.doubts()) {
      count(undecided, doubt.reason().code());
    }
    if (!verdict.agreesWith(record.action()).orElse(true)) {
      disagreements++;
    }
  }

  void add(Gap gap) {
    causes.add(gap);
    count(statuses, gap.status().name());
  }

  void add(RejectedLine line) {
    causes.add(line);
    count(rejected, line.reason().code());
  }

  void add(UnreadableObjectException unreadable) {
    causes.add(unreadable);
    count(rejected, unreadable.reason().code());
  }

  private static void count(SortedMap<String, Long> counts, String key) {
    counts.merge(key, 1L, Long::sum);
  }

  /// {@return what the object shows}
  List<ObservedCause> causes() {
    return causes.observed();
  }

  Summary summary() {
    return new Summary(
        object.name(),
        records,
        verdicts,
        disagreements,
        undecided,
        statuses,
        rejected,
        causes.observed().size(),
        caveat);
  }
}
