package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// The network configuration of one account and Region at one time.
///
/// Each map is keyed by the resource's id and sorted by it, so that two snapshots of equal content
/// are equal and are stored as the same bytes. Ids that a resource refers to need not be present: a
/// configuration can be partial, and what that leaves unknown is for the judge to say.
///
/// @param incomplete where that something is not in the snapshot means nothing
public record Snapshot(
    SortedMap<String, Vpc> vpcs,
    SortedMap<String, Subnet> subnets,
    SortedMap<String, NetworkInterface> interfaces,
    SortedMap<String, SecurityGroup> securityGroups,
    SortedMap<String, NetworkAcl> networkAcls,
    SortedMap<String, PrefixList> prefixLists,
    SortedMap<String, VpcPeering> peerings,
    List<GroupVpcAssociation> groupVpcAssociations,
    SortedMap<String, FlowLog> flowLogs,
    Incomplete incomplete) {

  /// A snapshot of nothing.
  public static final Snapshot EMPTY = builder().build();

  public Snapshot {
    vpcs = copy(vpcs);
    subnets = copy(subnets);
    interfaces = copy(interfaces);
    securityGroups = copy(securityGroups);
    networkAcls = copy(networkAcls);
    prefixLists = copy(prefixLists);
    peerings = copy(peerings);
    groupVpcAssociations = List.copyOf(groupVpcAssociations);
    flowLogs = copy(flowLogs);
    requireNonNull(incomplete, "incomplete is null");
  }

  private static <T> SortedMap<String, T> copy(SortedMap<String, T> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  public static Builder builder() {
    return new Builder();
  }

  /// {@return a builder that starts with everything in this snapshot}
  public Builder toBuilder() {
    return builder()
        .vpcs(vpcs.values())
        .subnets(subnets.values())
        .interfaces(interfaces.values())
        .securityGroups(securityGroups.values())
        .networkAcls(networkAcls.values())
        .prefixLists(prefixLists.values())
        .peerings(peerings.values())
        .groupVpcAssociations(groupVpcAssociations)
        .flowLogs(flowLogs.values())
        .incomplete(incomplete);
  }

  /// {@return the same configuration with this group in place of the one of its id}
  public Snapshot with(SecurityGroup group) {
    SortedMap<String, SecurityGroup> others = new TreeMap<>(securityGroups);
    others.put(group.id(), group);
    return new Snapshot(
        vpcs,
        subnets,
        interfaces,
        others,
        networkAcls,
        prefixLists,
        peerings,
        groupVpcAssociations,
        flowLogs,
        incomplete);
  }

  /// {@return the same configuration with this network ACL in place of the one of its id}
  public Snapshot with(NetworkAcl acl) {
    SortedMap<String, NetworkAcl> others = new TreeMap<>(networkAcls);
    others.put(acl.id(), acl);
    return new Snapshot(
        vpcs,
        subnets,
        interfaces,
        securityGroups,
        others,
        prefixLists,
        peerings,
        groupVpcAssociations,
        flowLogs,
        incomplete);
  }

  /// Collects the resources of a snapshot. A resource given again replaces the one of the same id.
  public static final class Builder {
    private final SortedMap<String, Vpc> vpcs = new TreeMap<>();
    private final SortedMap<String, Subnet> subnets = new TreeMap<>();
    private final SortedMap<String, NetworkInterface> interfaces = new TreeMap<>();
    private final SortedMap<String, SecurityGroup> securityGroups = new TreeMap<>();
    private final SortedMap<String, NetworkAcl> networkAcls = new TreeMap<>();
    private final SortedMap<String, PrefixList> prefixLists = new TreeMap<>();
    private final SortedMap<String, VpcPeering> peerings = new TreeMap<>();
    private final SortedMap<String, GroupVpcAssociation> associations = new TreeMap<>();
    private final SortedMap<String, FlowLog> flowLogs = new TreeMap<>();
    private Incomplete incomplete = Incomplete.NOTHING;

    private Builder() {}

    public Builder vpcs(Iterable<Vpc> added) {
      return put(vpcs, added, Vpc::id);
    }

    public Builder subnets(Iterable<Subnet> added) {
      return put(subnets, added, Subnet::id);
    }

    public Builder interfaces(Iterable<NetworkInterface> added) {
      return put(interfaces, added, NetworkInterface::id);
    }

    public Builder securityGroups(Iterable<SecurityGroup> added) {
      return put(securityGroups, added, SecurityGroup::id);
    }

    public Builder networkAcls(Iterable<NetworkAcl> added) {
      return put(networkAcls, added, NetworkAcl::id);
    }

    public Builder prefixLists(Iterable<PrefixList> added) {
      return put(prefixLists, added, PrefixList::id);
    }

    public Builder peerings(Iterable<VpcPeering> added) {
      return put(peerings, added, VpcPeering::id);
    }

    public Builder groupVpcAssociations(Iterable<GroupVpcAssociation> added) {
      return put(associations, added, each -> each.groupId() + " " + each.vpcId());
    }

    public Builder flowLogs(Iterable<FlowLog> added) {
      return put(flowLogs, added, FlowLog::id);
    }

    public Builder incomplete(Incomplete what) {
      incomplete = what;
      return this;
    }

    private <T> Builder put(Map<String, T> map, Iterable<T> added, Function<T, String> key) {
      added.forEach(each -> map.put(key.apply(each), each));
      return this;
    }

    public Snapshot build() {
      return new Snapshot(
          vpcs,
          subnets,
          interfaces,
          securityGroups,
          networkAcls,
          prefixLists,
          peerings,
          List.copyOf(associations.values()),
          flowLogs,
          incomplete);
    }
  }
}
