package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// A flow log: which traffic of which resource is recorded, and how.
///
/// @param resourceId the VPC, subnet or interface it covers
/// @param trafficType `ACCEPT`, `REJECT` or `ALL`
/// @param status `ACTIVE`, or why not
/// @param deliveryStatus `SUCCESS` or `FAILED`
/// @param deliveryError for example `Access error`; null when delivery works
/// @param format the `${field} ${field}` text; null when not told
/// @param destination the ARN or the log group that it is delivered to
/// @param aggregationSeconds the longest aggregation interval: 60 or 600
public record FlowLog(
    String id,
    @Nullable String resourceId,
    @Nullable String trafficType,
    @Nullable String status,
    @Nullable String deliveryStatus,
    @Nullable String deliveryError,
    @Nullable String format,
    @Nullable String destinationType,
    @Nullable String destination,
    @Nullable Integer aggregationSeconds) {
  public FlowLog {
    requireNonNull(id, "id is null");
  }
}
