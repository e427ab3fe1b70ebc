package io.flowverdict.aws.capture;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;

/// The right to read a scope's configuration alone.
///
/// @param holder tells this lease from every other one of the scope
/// @param until when it ends by itself, should its holder have stopped
public record Lease(Scope scope, String holder, Instant until) {
  public Lease {
    requireNonNull(scope, "scope is null");
    requireNonNull(holder, "holder is null");
    requireNonNull(until, "until is null");
  }
}
