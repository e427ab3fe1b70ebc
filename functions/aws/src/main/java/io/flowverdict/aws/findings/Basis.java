package io.flowverdict.aws.findings;

import io.flowverdict.core.snapshot.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// By what an object is judged. Whoever judges it again does so by the same.
///
/// @param revisions the revisions that its records may have been under, as
///   [io.flowverdict.core.snapshot.ChosenHistory] tells them
/// @param refusal why the account could not be read; null when it could
/// @param caveat what the verdicts leave open, in sentences; null when nothing
public record Basis(List<Span> revisions, @Nullable String refusal, @Nullable String caveat) {
  public Basis {
    revisions = List.copyOf(revisions);
  }
}
