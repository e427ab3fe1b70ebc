package io.flowverdict.core.audit;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What audits look at.
///
/// @param sections the parts of the configuration that were read; of others nothing can be told
/// @param evidence what the logs showed; null when none were looked at
public record AuditInput(
    Scope scope, Snapshot snapshot, Set<Section> sections, @Nullable LogEvidence evidence) {

  public AuditInput {
    requireNonNull(scope, "scope is null");
    requireNonNull(snapshot, "snapshot is null");
    sections = Collections.unmodifiableSet(copy(sections));
  }

  private static Set<Section> copy(Collection<Section> sections) {
    EnumSet<Section> copy = EnumSet.noneOf(Section.class);
    copy.addAll(sections);
    return copy;
  }

  /// {@return the whole configuration of an account and Region, without logs}
  public static AuditInput of(Scope scope, Snapshot snapshot) {
    return new AuditInput(scope, snapshot, EnumSet.allOf(Section.class), null);
  }
}
