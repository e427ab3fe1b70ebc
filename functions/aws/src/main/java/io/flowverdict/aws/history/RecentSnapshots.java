package io.flowverdict.aws.history;

import io.flowverdict.core.snapshot.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The snapshots that were used last, by the ids of their revisions. May be shared by threads.
///
/// Revisions of one scope differ in little: what is equal in one and the next is kept once.
final class RecentSnapshots {
  private static final int MOST = 16;

  private final Map<String, Snapshot> snapshots = new LinkedHashMap<>(MOST, 0.75f, true);

  /// {@return the snapshot, loaded when it is not at hand}
  synchronized Snapshot get(String revisionId, Supplier<Snapshot> loading) {
    Snapshot present = snapshots.get(revisionId);
    if (present != null) {
      return present;
    }
    Snapshot loaded = loading.get();
    for (Snapshot other : snapshots.values()) {
      loaded = sharing(loaded, other);
    }
    snapshots.put(revisionId, loaded);
    if (snapshots.size() > MOST) {
      snapshots.remove(snapshots.keySet().iterator().next());
    }
    return loaded;
  }

  /// {@return the first snapshot, made of the second one's values where they are equal}
  private static Snapshot sharing(Snapshot snapshot, Snapshot other) {
    return Snapshot.builder()
        .vpcs(sharing(snapshot.vpcs(), other.vpcs()))
        .subnets(sharing(snapshot.subnets(), other.subnets()))
        .interfaces(sharing(snapshot.interfaces(), other.interfaces()))
        .securityGroups(sharing(snapshot.securityGroups(), other.securityGroups()))
        .networkAcls(sharing(snapshot.networkAcls(), other.networkAcls()))
        .prefixLists(sharing(snapshot.prefixLists(), other.prefixLists()))
        .peerings(sharing(snapshot.peerings(), other.peerings()))
        .groupVpcAssociations(snapshot.groupVpcAssociations())
        .flowLogs(sharing(snapshot.flowLogs(), other.flowLogs()))
        .build();
  }

  private static <T> List<T> sharing(Map<String, T> values, Map<String, T> others) {
    return values.entrySet().stream()
        .map(each -> equalOr(others.get(each.getKey()), each.getValue()))
        .toList();
  }

  private static <T> T equalOr(@Nullable T other, T value) {
    return other != null && Objects.equals(other, value) ? other : value;
  }
}
