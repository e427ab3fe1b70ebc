package io.flowverdict.core.audit;

import io.flowverdict.core.finding.AuditKind;
import java.util.List;
import java.util.Set;

/// One question about a configuration. An audit keeps no state: what it computes for one evaluation
/// is gone with it.
public interface Audit {

  /// {@return what it can report}
  Set<AuditKind> kinds();

  /// {@return the parts of the configuration without which it has nothing to say}
  Set<Section> needs();

  /// {@return what it finds, in any order}
  List<AuditFinding> run(Evaluation evaluation);
}
