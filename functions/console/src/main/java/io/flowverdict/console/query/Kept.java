package io.flowverdict.console.query;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.LogDeliveries;
import io.flowverdict.core.finding.RecordCounts;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.WritableHistory;
import io.flowverdict.core.usage.RuleUsage;
import java.util.Optional;

/// What answers are made of. Nothing is written to any of these.
public record Kept(
    Findings findings,
    WritableHistory history,
    RuleUsage usage,
    LogDeliveries deliveries,
    RecordCounts counts) {

  public Kept {
    requireNonNull(findings, "findings is null");
    requireNonNull(history, "history is null");
    requireNonNull(usage, "usage is null");
    requireNonNull(deliveries, "deliveries is null");
    requireNonNull(counts, "counts is null");
  }

  /// {@return the newest configuration; empty when none was captured yet}
  Optional<Snapshot> newest(Scope scope) {
    return history.newest(scope).map(span -> history.snapshot(scope, span.revisionIds().getLast()));
  }
}
