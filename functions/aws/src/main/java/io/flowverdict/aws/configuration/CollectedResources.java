package io.flowverdict.aws.configuration;

import io.flowverdict.aws.configuration.CaptureFormat.Capture;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.snapshot.FlowLog;
import io.flowverdict.core.snapshot.GroupVpcAssociation;
import io.flowverdict.core.snapshot.Incomplete;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Vpc;
import io.flowverdict.core.snapshot.VpcPeering;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Everything that was read so far.
final class CollectedResources {
  private final Collected<Vpc> vpcs = new Collected<>(Vpc::id);
  private final Collected<Subnet> subnets = new Collected<>(Subnet::id);
  private final Collected<NetworkInterface> interfaces = new Collected<>(NetworkInterface::id);
  private final CollectedGroups groups = new CollectedGroups();
  private final Collected<NetworkAcl> acls = new Collected<>(NetworkAcl::id);
  private final CollectedPrefixLists prefixLists = new CollectedPrefixLists();
  private final Collected<VpcPeering> peerings = new Collected<>(VpcPeering::id);
  private final Collected<GroupVpcAssociation> associations =
      new Collected<>(each -> each.groupId() + " in " + each.vpcId());
  private final Collected<FlowLog> flowLogs = new Collected<>(FlowLog::id);
  private final Set<ResourceKind> listed = EnumSet.noneOf(ResourceKind.class);
  private final CollectedPages pages = new CollectedPages();
  private final Origins origins = new Origins();
  private final List<Remark> warnings = new ArrayList<>();
  private Incomplete stored = Incomplete.NOTHING;
  private int aclEntries;

  /// Notes that there is a list of this kind.
  void list(ResourceKind kind) {
    listed.add(kind);
  }

  /// {@return the pages of the listings}
  CollectedPages pages() {
    return pages;
  }

  /// Adds what a stored snapshot says that it lacks.
  void addIncomplete(Incomplete lacked, String source) {
    if (!lacked.isNothing()) {
      stored = stored.and(lacked);
      warnings.add(Remark.notRead(source, lacked));
    }
  }

  /// Adds what `capture` noted.
  void addCapture(Capture capture, String source) {
    origins.add(capture, source);
  }

  /// Adds an element of a list.
  ///
  /// @return its id
  String add(ResourceKind kind, Element element, Consumer<Remark> remarks) {
    origins.add(kind, element);
    return switch (kind) {
      case VPCS -> vpcs.add(VpcJson.readVpc(element), element.place());
      case SUBNETS -> subnets.add(VpcJson.readSubnet(element), element.place());
      case NETWORK_INTERFACES -> interfaces.add(InterfaceJson.read(element), element.place());
      case SECURITY_GROUPS -> groups.addGroup(element, remarks);
      case SECURITY_GROUP_RULES -> groups.addRule(element);
      case NETWORK_ACLS -> addAcl(element);
      case MANAGED_PREFIX_LISTS, PREFIX_LISTS -> prefixLists.addList(element);
      case PREFIX_LIST_ENTRIES ->
          throw new IllegalArgumentException("An entry alone does not tell its prefix list");
      case PEERINGS -> peerings.add(PeeringJson.read(element), element.place());
      case GROUP_VPC_ASSOCIATIONS ->
          associations.add(GroupJson.readAssociation(element), element.place());
      case FLOW_LOGS -> flowLogs.add(FlowLogJson.read(element), element.place());
    };
  }

  private String addAcl(Element element) {
    NetworkAcl acl = AclJson.read(element);
    aclEntries += acl.entries().size();
    return acls.add(acl, element.place());
  }

  /// Adds the entries of one prefix list.
  ///
  /// @return whether another document held entries of this list
  boolean addEntries(String listId, List<Cidr> cidrs, String source) {
    return prefixLists.addEntries(listId, cidrs, source);
  }

  LoadedSnapshot load(List<Remark> remarks) {
    Snapshot snapshot =
        Snapshot.builder()
            .vpcs(vpcs.values())
            .subnets(subnets.values())
            .interfaces(interfaces.values())
            .securityGroups(groups.joined())
            .networkAcls(acls.values())
            .prefixLists(prefixLists.joined())
            .peerings(peerings.values())
            .groupVpcAssociations(associations.values())
            .flowLogs(flowLogs.values())
            .incomplete(incomplete())
            .build();
    return new LoadedSnapshot(
        snapshot,
        listed,
        found(),
        superseded(),
        new References(snapshot).dangling(),
        warnings(),
        remarks,
        origins.origin());
  }

  private Incomplete incomplete() {
    Set<Listing> listings = EnumSet.noneOf(Listing.class);
    listings.addAll(pages.listings());
    Set<String> withMissingRules = new TreeSet<>();
    if (listings.contains(Listing.SECURITY_GROUP_RULES)) {
      withMissingRules.addAll(groups.undescribed());
      boolean everyGroupIsDescribed =
          withMissingRules.isEmpty()
              && listed.contains(ResourceKind.SECURITY_GROUPS)
              && !listings.contains(Listing.SECURITY_GROUPS);
      if (everyGroupIsDescribed) {
        listings.remove(Listing.SECURITY_GROUP_RULES);
      }
    }
    return stored.and(new Incomplete(listings, withMissingRules, pages.prefixLists()));
  }

  private List<Remark> warnings() {
    return Stream.of(
            warnings,
            pages.warnings(),
            origins.warnings(),
            contestedSubnets(),
            groups.contradictions(!pages.listings().contains(Listing.SECURITY_GROUP_RULES)))
        .flatMap(List::stream)
        .toList();
  }

  /// A subnet has one network ACL; two claim it where they were listed at different times.
  private List<Remark> contestedSubnets() {
    List<Remark> contested = new ArrayList<>();
    Map<String, String> aclBySubnet = new HashMap<>();
    for (NetworkAcl acl : acls.values()) {
      for (String subnet : acl.subnetIds()) {
        String other = aclBySubnet.putIfAbsent(subnet, acl.id());
        if (other != null) {
          String place = acls.place(acl.id());
          contested.add(Remark.contestedSubnet(place, subnet, other, acls.place(other)));
        }
      }
    }
    return contested;
  }

  private ResourceCounts found() {
    return new ResourceCounts(
        vpcs.found(),
        subnets.found(),
        interfaces.found(),
        groups.foundGroups(),
        groups.foundRules(),
        acls.found(),
        aclEntries,
        prefixLists.foundLists(),
        prefixLists.foundEntries(),
        peerings.found(),
        associations.found(),
        flowLogs.found());
  }

  private List<Superseded> superseded() {
    return Stream.of(
            vpcs.superseded(),
            subnets.superseded(),
            interfaces.superseded(),
            groups.superseded(),
            acls.superseded(),
            prefixLists.superseded(),
            peerings.superseded(),
            associations.superseded(),
            flowLogs.superseded())
        .flatMap(Collection::stream)
        .toList();
  }
}
