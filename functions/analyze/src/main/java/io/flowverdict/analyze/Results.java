package io.flowverdict.analyze;

import io.flowverdict.aws.findings.Basis;
import io.flowverdict.aws.objects.FlowLogObject;
import io.flowverdict.core.audit.AuditCheck;
import io.flowverdict.core.bulk.Collector;
import io.flowverdict.core.finding.Causes;
import io.flowverdict.core.finding.Recorded;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.finding.VerdictCounts;
import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import io.flowverdict.core.judge.Doubt;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.usage.RuleUses;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Collects what one object shows: its causes, and the numbers of its summary. Mutable.
final class Results implements Collector {

  private final FlowLogObject object;
  private final long size;
  private final @Nullable String caveat;
  private final Causes causes;
  private final RuleUses uses;
  private final SortedMap<String, Long> verdicts = new TreeMap<>();
  private final SortedMap<String, Long> undecided = new TreeMap<>();
  private final SortedMap<String, Long> statuses = new TreeMap<>();
  private final SortedMap<String, Long> rejected = new TreeMap<>();
  private long records;
  private long disagreements;
  private @Nullable Instant latest;

  /// @param size of the object, in bytes
  /// @param basis what there is to say about what the object is judged on
  /// @param snapshot the configuration by which peers are told apart
  Results(FlowLogObject object, long size, Basis basis, Snapshot snapshot) {
    this.object = object;
    this.size = size;
    this.caveat = basis.caveat();
    this.causes =
        new Causes(
            object.scope(),
            new Source(object.name(), object.flowLogId()),
            object.time(),
            snapshot,
            basis.caveat(),
            new AuditCheck());
    this.uses = new RuleUses(object.scope());
    if (basis.refusal() != null) {
      causes.addUnreadableAccount(basis.refusal());
    }
  }

  @Override
  public void add(FlowRecord record, Verdict verdict) {
    causes.add(record, verdict);
    uses.add(record, verdict);
    count(verdict, record.action(), 1);
    if (record.end() != null) {
      ended(record.end());
    }
  }

  @Override
  public void count(Verdict verdict, @Nullable Action action, long added) {
    records += added;
    count(verdicts, verdict.outcome().name(), added);
    for (Doubt doubt : verdict.doubts()) {
      count(undecided, doubt.reason().code(), added);
    }
    if (!verdict.agreesWith(action).orElse(true)) {
      disagreements += added;
    }
  }

  @Override
  public void ended(Instant end) {
    latest = latest == null || end.isAfter(latest) ? end : latest;
  }

  @Override
  public void add(Gap gap) {
    causes.add(gap);
    count(statuses, gap.status().name(), 1);
  }

  @Override
  public void add(RejectedLine line) {
    causes.add(line);
    count(rejected, line.reason().code(), 1);
  }

  void add(UnreadableObjectException unreadable) {
    causes.add(unreadable);
    count(rejected, unreadable.reason().code(), 1);
  }

  private static void count(SortedMap<String, Long> counts, String key, long added) {
    counts.merge(key, added, Long::sum);
  }

  @Override
  public Causes causes() {
    return causes;
  }

  /// {@return how many records were judged, and how}
  VerdictCounts counts() {
    return new VerdictCounts(
        count(Verdict.Outcome.ACCEPT),
        count(Verdict.Outcome.REJECT),
        count(Verdict.Outcome.UNDECIDED),
        count(Verdict.Outcome.NOT_EVALUATED));
  }

  private long count(Verdict.Outcome outcome) {
    return verdicts.getOrDefault(outcome.name(), 0L);
  }

  @Override
  public RuleUses uses() {
    return uses;
  }

  /// @param now when everything was kept
  Summary summary(Recorded recorded, Instant now, Map<String, Duration> stages) {
    return new Summary(
        object.name(),
        size,
        records,
        verdicts,
        disagreements,
        undecided,
        statuses,
        rejected,
        causes.size(),
        recorded,
        latest == null ? null : Duration.between(latest, now),
        stages,
        caveat);
  }
}
