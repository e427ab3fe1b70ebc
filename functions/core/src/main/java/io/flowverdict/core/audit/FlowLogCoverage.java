package io.flowverdict.core.audit;

import io.flowverdict.core.snapshot.FlowLog;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which active flow logs record which interfaces: those of the interface, of its subnet and of its
/// VPC.
final class FlowLogCoverage {

  private final Map<String, List<FlowLog>> byResource = new HashMap<>();

  FlowLogCoverage(Snapshot snapshot) {
    snapshot.flowLogs().values().stream()
        .filter(FlowLogCoverage::isActive)
        .filter(log -> log.resourceId() != null)
        .forEach(log ->
            byResource
                .computeIfAbsent(
                    Objects.requireNonNull(log.resourceId(), "resourceId is null"),
                    _ -> new ArrayList<>())
                .add(log));
  }

  /// {@return whether the log is active; one whose status is not told is}
  static boolean isActive(FlowLog log) {
    return log.status() == null || log.status().equals("ACTIVE");
  }

  /// {@return the active logs of just this resource}
  List<FlowLog> of(String resourceId) {
    return byResource.getOrDefault(resourceId, List.of());
  }

  /// {@return whether this is a VPC without an active flow log of its own that records rejected
  /// traffic ([Control#EC2_6]); a log whose traffic type is not told is taken to record it}
  boolean lacksRejected(@Nullable String resourceId) {
    return resourceId != null
        && resourceId.startsWith("vpc-")
        && of(resourceId).stream().allMatch(log -> "ACCEPT".equals(log.trafficType()));
  }

  /// {@return the active logs that record the interface}
  List<FlowLog> of(NetworkInterface at) {
    return Stream.of(at.vpcId(), at.subnetId(), at.id())
        .filter(Objects::nonNull)
        .flatMap(id -> of(id).stream())
        .toList();
  }
}
