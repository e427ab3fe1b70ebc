package io.flowverdict.aws.history;

import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The snapshots that were used last, by the ids of their revisions. May be shared by threads.
///
/// Revisions of one scope differ in little: what is equal in one and the next is kept once.
final class RecentSnapshots {
  private static final int MOST_SNAPSHOTS = 64;

  /// Resources, rules and entries: each takes about 350 bytes.
  private static final int MOST_ELEMENTS = 800_000;

  private final int mostElements;
  private final Map<String, Snapshot> snapshots = new LinkedHashMap<>(16, 0.75f, true);

  RecentSnapshots() {
    this(MOST_ELEMENTS);
  }

  /// @param mostElements how many resources, rules and entries to keep beside those of the last
  ///   used snapshot
  RecentSnapshots(int mostElements) {
    this.mostElements = mostElements;
  }

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
    while (snapshots.size() > 1 && isTooMuch()) {
      snapshots.remove(snapshots.keySet().iterator().next());
    }
    return loaded;
  }

  private boolean isTooMuch() {
    if (snapshots.size() > MOST_SNAPSHOTS) {
      return true;
    }
    Set<Object> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    snapshots.values().forEach(snapshot -> resources(snapshot).forEach(kept::addAll));
    return kept.stream().mapToInt(RecentSnapshots::elements).sum() > mostElements;
  }

  private static Stream<Collection<?>> resources(Snapshot snapshot) {
    return Stream.of(
        snapshot.vpcs().values(),
        snapshot.subnets().values(),
        snapshot.interfaces().values(),
        snapshot.securityGroups().values(),
        snapshot.networkAcls().values(),
        snapshot.prefixLists().values(),
        snapshot.peerings().values(),
        snapshot.groupVpcAssociations(),
        snapshot.flowLogs().values());
  }

  private static int elements(Object resource) {
    return switch (resource) {
      case SecurityGroup group -> 1 + group.rules().size();
      case NetworkAcl acl -> 1 + acl.entries().size();
      case PrefixList list -> 1 + (list.cidrs() == null ? 0 : list.cidrs().size());
      default -> 1;
    };
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
        .incomplete(snapshot.incomplete())
        .build();
  }

  private static <T> List<T> sharing(Map<String, T> values, Map<String, T> others) {
    return values.entrySet().stream()
        .map(each -> equalOr(others.get(each.getKey()), each.getValue()))
        .toList();
  }

  private static <T> T equalOr(@Nullable T other, T value) {
    return other != null && other.equals(value) ? other : value;
  }
}
