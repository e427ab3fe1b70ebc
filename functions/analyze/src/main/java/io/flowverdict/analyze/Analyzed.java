package io.flowverdict.analyze;

import static java.util.Objects.requireNonNull;

/// What came of an object.
public sealed interface Analyzed {

  /// It was judged, and what it shows is kept.
  record Done(Summary summary) implements Analyzed {
    public Done {
      requireNonNull(summary, "summary is null");
    }
  }

  /// There was nothing to be done.
  record Skipped(SkipReason reason) implements Analyzed {
    public Skipped {
      requireNonNull(reason, "reason is null");
    }
  }
}
