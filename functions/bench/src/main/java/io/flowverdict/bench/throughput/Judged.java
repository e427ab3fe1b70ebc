package io.flowverdict.bench.throughput;

import io.flowverdict.core.audit.AuditCheck;
import io.flowverdict.core.bulk.Collector;
import io.flowverdict.core.finding.Causes;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.usage.RuleUses;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects causes and uses of rules as the function does.
public final class Judged implements Collector {

  private final Causes causes;
  private final RuleUses uses = new RuleUses(TiersJudge.SCOPE);
  private long records;
  private List<ObservedCause> observed = List.of();

  Judged(Snapshot snapshot, Instant time) {
    this.causes =
        new Causes(
            TiersJudge.SCOPE, new Source("object", "fl-1"), time, snapshot, null, new AuditCheck());
  }

  /// {@return how many records were judged}
  public long records() {
    return records;
  }

  /// Merges what was collected into what findings are made of, with sentences and advice.
  public void merge() {
    observed = causes.observed();
  }

  /// {@return what was merged}
  public List<ObservedCause> observed() {
    return observed;
  }

  @Override
  public Causes causes() {
    return causes;
  }

  @Override
  public RuleUses uses() {
    return uses;
  }

  @Override
  public void add(FlowRecord record, Verdict verdict) {
    causes.add(record, verdict);
    uses.add(record, verdict);
    records++;
  }

  @Override
  public void add(Gap gap) {
    causes.add(gap);
  }

  @Override
  public void add(RejectedLine line) {
    causes.add(line);
  }

  @Override
  public void count(Verdict verdict, @Nullable Action action, long added) {
    records += added;
  }

  @Override
  public void ended(Instant end) {}
}
