package io.flowverdict.core.finding;

import io.flowverdict.core.flowlog.Action;
import java.time.Instant;

/// Whether the logs of an account and Region are complete: only then does it mean anything that
/// something was not seen.
///
/// NODATA is complete: there was no traffic. SKIPDATA is not, nor is a delivery that is missing.
public interface LogCoverage {

  /// {@return whether the traffic of an interface was recorded without a gap}
  ///
  /// @param action the records that matter: a flow log may record accepted traffic only, or
  ///   rejected traffic only
  boolean ofInterface(String interfaceId, Action action, Instant from, Instant to);

  /// {@return whether a flow log was delivered without a gap}
  boolean ofFlowLog(String flowLogId, Instant from, Instant to);

  /// {@return whether any of the flow logs was delivered without a gap}
  boolean ofAny(Instant from, Instant to);
}
