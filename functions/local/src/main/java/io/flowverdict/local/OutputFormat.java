package io.flowverdict.local;

/// How a command prints what it found.
enum OutputFormat {
  /// For people.
  TEXT,
  /// For programs.
  JSON
}
