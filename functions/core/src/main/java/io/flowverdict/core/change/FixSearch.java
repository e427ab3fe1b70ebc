package io.flowverdict.core.change;

import io.flowverdict.core.change.Check.Consequences;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Chooses among changes that reach a goal: the first with which no audit finds more than before,
/// else the first that leaves only a part of what was found. What introduces a finding is refused.
/// Mutable, for one goal.
public final class FixSearch {

  /// More are not examined: each costs an audit of what it changes.
  private static final int MOST = 24;

  private final Snapshot snapshot;
  private final Check check;
  private final TreeSet<String> refusals = new TreeSet<>();
  private @Nullable List<Fix.Part> clean;
  private @Nullable List<Fix.Part> lessening;
  private int examined;

  /// @param snapshot the configuration before the changes
  public FixSearch(Snapshot snapshot, Check check) {
    this.snapshot = snapshot;
    this.check = check;
  }

  /// Offers changes that were seen to reach the goal.
  ///
  /// @return whether others need not be offered
  public boolean offer(List<Fix.Part> parts) {
    if (isDone()) {
      return true;
    }
    examined++;
    Consequences consequences = check.of(snapshot, parts.stream().map(Fix.Part::change).toList());
    if (!consequences.introduced().isEmpty()) {
      refusals.addAll(consequences.introduced());
    } else if (consequences.lessened().isEmpty()) {
      clean = parts;
    } else if (lessening == null) {
      lessening = parts;
    }
    return isDone();
  }

  private boolean isDone() {
    return clean != null || examined >= MOST;
  }

  /// {@return the changes to propose; empty when none was offered or all were refused}
  public Optional<List<Fix.Part>> chosen() {
    return Optional.ofNullable(clean != null ? clean : lessening);
  }

  /// {@return what the refused changes would introduce, in words}
  public List<String> refusals() {
    return new ArrayList<>(refusals);
  }
}
