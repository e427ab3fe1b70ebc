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
  /// between two of them is completed by the next; the object is done when all are.
  Recorded keep(FlowLogObject object, Results results) {
    Recorded recorded =
        findings.record(new Source(object.name(), object.flowLogId()), results.causes().observed());
    usage.record(results.uses().used());
    results
        .uses()
        .undecided()
        .forEach((interfaceId, hours) -> deliveries.undecided(object.scope(), interfaceId, hours));
    counts.judged(object.scope(), object.name(), object.time(), results.counts());
    deliveries.arrived(object.scope(), object.flowLogId(), object.time());
    ledger.done(object.name());
    return recorded;
  }
}
