package io.flowverdict.core.change;

import io.flowverdict.core.snapshot.Snapshot;
import java.util.List;

/// Examines what changes bring beside their goal, before they are proposed.
public interface Check {

  /// {@return what audits find with the changes made that they do not find without}
  Consequences of(Snapshot snapshot, List<Change> changes);

  /// What audits find.
  ///
  /// @param introduced what they find with the changes and not without, in words
  /// @param lessened those findings that only remain of a more severe one, of the same kind and
  ///   resource, which the changes end; in words
  record Consequences(List<String> introduced, List<String> lessened) {

    /// Nothing more is found.
    public static final Consequences NONE = new Consequences(List.of(), List.of());

    public Consequences {
      introduced = List.copyOf(introduced);
      lessened = List.copyOf(lessened);
    }
  }
}
