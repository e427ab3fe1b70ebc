package io.flowverdict.aws.configuration;

import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.List;
import java.util.Objects;

/// How many resources of each kind there are.
///
/// @param rules of security groups, one for each source or destination
/// @param aclEntries of network ACLs, one for each CIDR block
/// @param prefixListEntries CIDR blocks in prefix lists
public record ResourceCounts(
    int vpcs,
    int subnets,
    int interfaces,
    int groups,
    int rules,
    int acls,
    int aclEntries,
    int prefixLists,
    int prefixListEntries,
    int peerings,
    int groupVpcAssociations,
    int flowLogs) {

  /// {@return what the snapshot holds}
  public static ResourceCounts of(Snapshot snapshot) {
    return new ResourceCounts(
        snapshot.vpcs().size(),
        snapshot.subnets().size(),
        snapshot.interfaces().size(),
        snapshot.securityGroups().size(),
        snapshot.securityGroups().values().stream().mapToInt(each -> each.rules().size()).sum(),
        snapshot.networkAcls().size(),
        snapshot.networkAcls().values().stream().mapToInt(each -> each.entries().size()).sum(),
        snapshot.prefixLists().size(),
        prefixListEntries(snapshot),
        snapshot.peerings().size(),
        snapshot.groupVpcAssociations().size(),
        snapshot.flowLogs().size());
  }

  private static int prefixListEntries(Snapshot snapshot) {
    return snapshot.prefixLists().values().stream()
        .map(PrefixList::cidrs)
        .filter(Objects::nonNull)
        .mapToInt(List::size)
        .sum();
  }
}
