package io.flowverdict.audit;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.audit.AuditFinding;
import io.flowverdict.core.finding.Recorded;
import io.flowverdict.core.snapshot.Scope;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What came of an audit.
///
/// @param revision the configuration that was audited
/// @param found how many findings there are by severity
/// @param recorded what that changed
/// @param changed how many findings, of logs and of audits, changed their status
public record AuditSummary(
    Scope scope, String revision, SortedMap<String, Long> found, Recorded recorded, int changed) {

  public AuditSummary {
    requireNonNull(scope, "scope is null");
    requireNonNull(revision, "revision is null");
    requireNonNull(recorded, "recorded is null");
    found = Collections.unmodifiableSortedMap(new TreeMap<>(found));
  }

  static AuditSummary of(
      Scope scope, String revision, List<AuditFinding> found, Recorded recorded, int changed) {
    SortedMap<String, Long> bySeverity = new TreeMap<>();
    found.forEach(finding -> bySeverity.merge(finding.severity().name(), 1L, Long::sum));
    return new AuditSummary(scope, revision, bySeverity, recorded, changed);
  }
}
