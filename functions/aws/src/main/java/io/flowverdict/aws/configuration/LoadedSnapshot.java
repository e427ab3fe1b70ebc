package io.flowverdict.aws.configuration;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.snapshot.Snapshot;
import java.util.List;
import java.util.Set;

/// A snapshot together with everything there is to say about how it was read.
///
/// What was found is in the snapshot, except for what was given more than once: equal copies count
/// in `found` and are one in the snapshot, and of different ones the later one is kept
/// (`superseded`).
///
/// @param listed the kinds of which there was a list, be it empty
/// @param found the resources in the documents, every occurrence counted
/// @param superseded what was given more than once with different content
/// @param dangling references to what no document holds, in the order of the snapshot
/// @param warnings what makes answers uncertain or rest on chance, beside what was superseded:
///   pages that are missing, documents that contradict each other
/// @param remarks what was left aside, in the order of the documents
/// @param origin whose configuration it is
public record LoadedSnapshot(
    Snapshot snapshot,
    Set<ResourceKind> listed,
    ResourceCounts found,
    List<Superseded> superseded,
    List<DanglingReference> dangling,
    List<Remark> warnings,
    List<Remark> remarks,
    Origin origin) {
  public LoadedSnapshot {
    requireNonNull(snapshot, "snapshot is null");
    listed = Set.copyOf(listed);
    requireNonNull(found, "found is null");
    superseded = List.copyOf(superseded);
    dangling = List.copyOf(dangling);
    warnings = List.copyOf(warnings);
    remarks = List.copyOf(remarks);
    requireNonNull(origin, "origin is null");
  }

  /// {@return the resources that the snapshot holds}
  public ResourceCounts kept() {
    return ResourceCounts.of(snapshot);
  }
}
