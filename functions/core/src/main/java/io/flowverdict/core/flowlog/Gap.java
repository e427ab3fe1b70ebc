package io.flowverdict.core.flowlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row that says why there is no record: nothing to see, or traffic that was not recorded.
///
/// @param line see [FlowLogEntry#line()]
/// @param accountId null when absent or `-`
/// @param interfaceId null when absent or `-`
/// @param start the beginning of the interval; null when absent or `-`
/// @param end the end of the interval, not before the start; null when absent or `-`
public record Gap(
    long line,
    Status status,
    @Nullable String accountId,
    @Nullable String interfaceId,
    @Nullable Instant start,
    @Nullable Instant end)
    implements FlowLogEntry {

  /// The row's `log-status`.
  public enum Status {
    /// There was no traffic to or from the interface in the interval.
    NODATA,
    /// Records were lost, of any number of flows; nothing is known about the interval's traffic.
    SKIPDATA
  }

  public Gap {
    Interval.require(start, end);
  }
}
