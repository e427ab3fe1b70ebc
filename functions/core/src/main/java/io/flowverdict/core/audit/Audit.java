package io.flowverdict.core.audit;

import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.judge.Layer;
import java.util.List;
import java.util.Set;

/// One question about a configuration. An audit keeps no state: what it computes for one evaluation
/// is gone with it.
public interface Audit {

  /// {@return what it can report}
  Set<AuditKind> kinds();

  /// {@return the parts of the configuration without which it has nothing to say}
  Set<Section> needs();

  /// {@return the layers whose rules and entries decide what it finds: a change of these may have
  /// it find something else}
  Set<Layer> affectedBy();

  /// {@return the parts of the configuration that have to be whole for it to say anything: what it
  /// says rests on nothing else being there}
  default Set<Section> needsWhole() {
    return Set.of();
  }

  /// {@return whether of a part of the configuration it looks at the changed rules only}
  default boolean isOfChangedRules() {
    return false;
  }

  /// {@return what it finds, in any order}
  List<Detected> run(Evaluation evaluation);
}
