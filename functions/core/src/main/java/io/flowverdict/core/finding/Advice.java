package io.flowverdict.core.finding;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What to do about a finding.
///
/// @param text in words; one sentence or more
/// @param commands the same as AWS CLI commands for a POSIX shell, to be run in this order; empty
///   when no command does it
public record Advice(String text, List<String> commands) {
  public Advice {
    requireNonNull(text, "text is null");
    commands = List.copyOf(commands);
  }
}
