package io.flowverdict.analyze;

import static java.util.Objects.requireNonNull;

import io.flowverdict.aws.findings.ObjectLedger;
import io.flowverdict.aws.objects.FlowLogObject;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.LogDeliveries;
import io.flowverdict.core.finding.RecordCounts;
import io.flowverdict.core.finding.Recorded;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.usage.RuleUsage;
import java.util.Set;

/// Where what objects show is kept.
public record Archive(
    Findings findings,
    RuleUsage usage,
    LogDeliveries deliveries,
    RecordCounts counts,
    ObjectLedger ledger) {

  public Archive {
    requireNonNull(findings, "findings is null");
    requireNonNull(usage, "usage is null");
    requireNonNull(deliveries, "deliveries is null");
    requireNonNull(counts, "counts is null");
    requireNonNull(ledger, "ledger is null");
  }

  /// Keeps what an object shows. Each step may be done again, so an attempt that was stopped
  /// between two of them is completed by the next. An object of which not everything undecided
  /// could be kept leaves a gap in its log.
  Recorded keep(FlowLogObject object, Source source, Results results) {
    Recorded recorded = findings.record(source, results.causes().observed());
    usage.record(results.uses().used());
    deliveries.undecided(object.scope(), results.uses().undecided());
    counts.judged(object.scope(), source, object.time(), results.counts());
    if (results.uses().isComplete()) {
      deliveries.arrived(object.scope(), object.flowLogId(), object.time());
    }
    return recorded;
  }

  /// Takes back what earlier attempts showed and this one does not.
  ///
  /// @return the objects, by their names, that are to be added again: see [Findings#retract]
  Set<String> retractEarlier(Source source) {
    return source.attempt() == 1 ? Set.of() : findings.retract(source);
  }
}
