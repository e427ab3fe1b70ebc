package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A network ACL: numbered entries for each direction, of which the first match decides.
///
/// @param subnetIds the subnets associated with it
/// @param entries sorted by direction and number here, whatever order they are given in
public record NetworkAcl(
    String id,
    @Nullable String vpcId,
    @Nullable String ownerId,
    boolean isDefault,
    Set<String> subnetIds,
    List<NetworkAclEntry> entries) {

  private static final Comparator<NetworkAclEntry> EVALUATION_ORDER =
      Comparator.comparing(NetworkAclEntry::direction)
          .thenComparingInt(NetworkAclEntry::number)
          .thenComparing(NetworkAclEntry::cidr);

  public NetworkAcl {
    requireNonNull(id, "id is null");
    subnetIds = Collections.unmodifiableSortedSet(new TreeSet<>(subnetIds));
    entries = entries.stream().sorted(EVALUATION_ORDER).toList();
  }

  /// {@return the same network ACL with other entries}
  public NetworkAcl withEntries(List<NetworkAclEntry> others) {
    return new NetworkAcl(id, vpcId, ownerId, isDefault, subnetIds, others);
  }

  /// {@return the entries that can match traffic of this direction and family, in the order in
  /// which AWS evaluates them}
  public List<NetworkAclEntry> entries(Direction direction, IpFamily family) {
    return entries.stream()
        .filter(entry -> entry.direction() == direction && entry.cidr().family() == family)
        .toList();
  }
}
