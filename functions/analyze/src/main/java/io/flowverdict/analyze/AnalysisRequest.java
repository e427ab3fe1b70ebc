package io.flowverdict.analyze;

import static java.util.Objects.requireNonNull;

import io.flowverdict.aws.objects.FlowLogObject;
import java.time.Instant;

/// An object that is to be analysed.
///
/// @param force whether it is analysed again although that was done and nothing has changed
/// @param comesAgain whether it is delivered again when it fails now: then a configuration that is
///   late is waited for
/// @param until when the function would be stopped
public record AnalysisRequest(
    FlowLogObject object, boolean force, boolean comesAgain, Instant until) {
  public AnalysisRequest {
    requireNonNull(object, "object is null");
    requireNonNull(until, "until is null");
  }
}
