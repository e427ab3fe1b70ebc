package io.flowverdict.core.snapshot;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A history that lasts as long as the process. May be shared by threads.
public final class InMemoryHistory implements WritableHistory {
  private final Map<Scope, Timeline> timelines = new HashMap<>();
  private final Map<Snapshot, String> ids = new HashMap<>();
  private final Map<String, Snapshot> snapshots = new HashMap<>();

  @Override
  public synchronized List<Revision> covering(Scope scope, Instant from, Instant to) {
    return Observed.covering(timeline(scope).spans(), from, to).stream()
        .flatMap(span -> span.revisionIds().stream().map(id -> revision(scope, id, span)))
        .toList();
  }

  @Override
  public synchronized Optional<Span> newest(Scope scope) {
    return timeline(scope).spans().stream().reduce((earlier, later) -> later);
  }

  @Override
  public synchronized Revision observe(Scope scope, Snapshot snapshot, Instant at) {
    String id = ids.computeIfAbsent(snapshot, added -> "revision-" + (ids.size() + 1));
    snapshots.put(id, snapshot);
    Timeline timeline = timeline(scope).observe(id, at);
    timelines.put(scope, timeline);
    return revision(scope, id, timeline.at(at));
  }

  private Timeline timeline(Scope scope) {
    return timelines.getOrDefault(scope, Timeline.EMPTY);
  }

  @Override
  public synchronized Snapshot snapshot(Scope scope, String revisionId) {
    Snapshot snapshot = snapshots.get(revisionId);
    if (snapshot == null) {
      throw new IllegalArgumentException("There is no revision " + revisionId);
    }
    return snapshot;
  }

  private Revision revision(Scope scope, String id, Span span) {
    return Revision.of(span, id, snapshot(scope, id));
  }
}
