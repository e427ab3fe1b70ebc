package io.flowverdict.core.audit;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.snapshot.NetworkInterface;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// Interfaces that the same rules apply to: they carry the same groups in the same subnet.
///
/// @param interfaces at least one, sorted by id
record Placement(Key key, List<NetworkInterface> interfaces) {

  /// What tells placements apart.
  record Key(SortedSet<String> groupIds, @Nullable String vpcId, @Nullable String subnetId) {
    Key {
      requireNonNull(groupIds, "groupIds is null");
    }
  }

  Placement {
    interfaces = List.copyOf(interfaces);
    if (interfaces.isEmpty()) {
      throw new IllegalArgumentException("A placement of no interface");
    }
  }

  SortedSet<String> groupIds() {
    return key.groupIds();
  }

  @Nullable String vpcId() {
    return key.vpcId();
  }

  @Nullable String subnetId() {
    return key.subnetId();
  }

  List<String> interfaceIds() {
    return interfaces.stream().map(NetworkInterface::id).toList();
  }
}
