package io.flowverdict.aws.inventory;

import io.flowverdict.aws.inventory.Calls.Call;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.snapshot.FlowLog;
import io.flowverdict.core.snapshot.GroupVpcAssociation;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Vpc;
import io.flowverdict.core.snapshot.VpcPeering;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupVpcAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;

/// Reads the configuration of one account and Region from the EC2 API.
///
/// The API's request buckets are per action (capacity 100, 20 a second; EC2 Developer Guide,
/// "Request throttling"). The pages of a listing follow one another, and only a few calls are under
/// way at a time, so that a reading leaves room for other users of the same buckets.
public final class Inventory {
  private static final int CALLS_AT_A_TIME = 4;

  /// The API's largest page.
  private static final int PAGE = 1000;

  /// Groups carry their permissions, and a network ACL its entries.
  private static final int PAGE_OF_LARGE_ELEMENTS = 200;

  /// The API's largest page of prefix lists and of their entries.
  private static final int PAGE_OF_PREFIX_LISTS = 100;

  private final Scope scope;
  private final Ec2Client ec2;

  /// @param ec2 with the credentials and the Region of the scope
  public Inventory(Scope scope, Ec2Client ec2) {
    this.scope = scope;
    this.ec2 = ec2;
  }

  /// Reads every listing to its last page.
  ///
  /// @throws AccountUnreadableException when a call is refused
  /// @throws InventoryException when anything could not be read, or not be understood
  public Snapshot read() {
    return read(new Answers(/* all= */ true));
  }

  /// Reads every listing that is not refused, each to its last page.
  ///
  /// @throws AccountUnreadableException when all calls fail, and one is refused
  /// @throws InventoryException when all calls fail
  public PartialReading readPartly() {
    Answers answers = new Answers(/* all= */ false);
    Snapshot snapshot = read(answers);
    return new PartialReading(snapshot, answers.unread());
  }

  private Snapshot read(Answers answers) {
    try (Calls calls = new Calls(scope, CALLS_AT_A_TIME)) {
      Call<List<SecurityGroupRule>> rules = rules(calls);
      Call<List<ManagedPrefixList>> prefixLists = prefixLists(calls);
      Call<List<NetworkInterface>> interfaces = interfaces(calls);
      Call<List<NetworkAcl>> acls = acls(calls);
      Call<List<Vpc>> vpcs = vpcs(calls);
      Call<List<Subnet>> subnets = subnets(calls);
      Call<List<VpcPeering>> peerings = peerings(calls);
      Call<List<GroupVpcAssociation>> associations = associations(calls);
      Call<List<FlowLog>> flowLogs = flowLogs(calls);
      return Snapshot.builder()
          .prefixLists(withEntries(answers.of(prefixLists, Listing.PREFIX_LISTS), answers, calls))
          .securityGroups(groups(answers.of(rules), answers, calls))
          .interfaces(answers.of(interfaces, Listing.INTERFACES))
          .networkAcls(answers.of(acls, Listing.NETWORK_ACLS))
          .vpcs(answers.of(vpcs, Listing.VPCS))
          .subnets(answers.of(subnets, Listing.SUBNETS))
          .peerings(answers.of(peerings, Listing.PEERINGS))
          .groupVpcAssociations(answers.of(associations, Listing.GROUP_VPC_ASSOCIATIONS))
          .flowLogs(answers.of(flowLogs, Listing.FLOW_LOGS))
          .incomplete(answers.incomplete())
          .build();
    }
  }

  private Call<List<Vpc>> vpcs(Calls calls) {
    return calls.list(
        "DescribeVpcs",
        ec2.describeVpcsPaginator(request -> request.maxResults(PAGE)),
        DescribeVpcsResponse::hasVpcs,
        DescribeVpcsResponse::vpcs,
        VpcAnswer::vpc);
  }

  private Call<List<Subnet>> subnets(Calls calls) {
    return calls.list(
        "DescribeSubnets",
        ec2.describeSubnetsPaginator(request -> request.maxResults(PAGE)),
        DescribeSubnetsResponse::hasSubnets,
        DescribeSubnetsResponse::subnets,
        VpcAnswer::subnet);
  }

  /// Interfaces that AWS manages are hidden unless asked for; they carry traffic all the same.
  private Call<List<NetworkInterface>> interfaces(Calls calls) {
    return calls.list(
        "DescribeNetworkInterfaces",
        ec2.describeNetworkInterfacesPaginator(
            request -> request.maxResults(PAGE).includeManagedResources(true)),
        DescribeNetworkInterfacesResponse::hasNetworkInterfaces,
        DescribeNetworkInterfacesResponse::networkInterfaces,
        InterfaceAnswer::of);
  }

  private Call<List<SecurityGroupRule>> rules(Calls calls) {
    return calls.list(
        "DescribeSecurityGroupRules",
        ec2.describeSecurityGroupRulesPaginator(request -> request.maxResults(PAGE)),
        DescribeSecurityGroupRulesResponse::hasSecurityGroupRules,
        DescribeSecurityGroupRulesResponse::securityGroupRules,
        RuleAnswer::of);
  }

  /// {@return the groups; where their rules cannot be read by themselves, with those of their
  /// permissions, and where the groups cannot, those that have rules}
  private List<SecurityGroup> groups(
      @Nullable List<SecurityGroupRule> rules, Answers answers, Calls calls) {
    Map<String, List<SecurityGroupRule>> byGroup =
        (rules == null ? List.<SecurityGroupRule>of() : rules)
            .stream()
                .collect(
                    Collectors.groupingBy(
                        SecurityGroupRule::groupId, TreeMap::new, Collectors.toList()));
    List<SecurityGroup> groups = answers.of(groupsWith(byGroup, calls), Listing.SECURITY_GROUPS);
    return answers.lacks(Listing.SECURITY_GROUPS)
        ? byGroup.entrySet().stream()
            .map(each -> new SecurityGroup(each.getKey(), null, null, null, each.getValue()))
            .toList()
        : groups;
  }

  /// Starts after the rules were read, so that a group made meanwhile shows its rules itself.
  private Call<List<SecurityGroup>> groupsWith(
      Map<String, List<SecurityGroupRule>> byGroup, Calls calls) {
    return calls.list(
        "DescribeSecurityGroups",
        ec2.describeSecurityGroupsPaginator(request -> request.maxResults(PAGE_OF_LARGE_ELEMENTS)),
        DescribeSecurityGroupsResponse::hasSecurityGroups,
        DescribeSecurityGroupsResponse::securityGroups,
        group -> GroupAnswer.of(group, byGroup.getOrDefault(group.groupId(), List.of())));
  }

  private Call<List<GroupVpcAssociation>> associations(Calls calls) {
    return calls.list(
        "DescribeSecurityGroupVpcAssociations",
        ec2.describeSecurityGroupVpcAssociationsPaginator(request -> request.maxResults(PAGE)),
        DescribeSecurityGroupVpcAssociationsResponse::hasSecurityGroupVpcAssociations,
        DescribeSecurityGroupVpcAssociationsResponse::securityGroupVpcAssociations,
        GroupAnswer::association);
  }

  private Call<List<NetworkAcl>> acls(Calls calls) {
    return calls.list(
        "DescribeNetworkAcls",
        ec2.describeNetworkAclsPaginator(request -> request.maxResults(PAGE_OF_LARGE_ELEMENTS)),
        DescribeNetworkAclsResponse::hasNetworkAcls,
        DescribeNetworkAclsResponse::networkAcls,
        AclAnswer::of);
  }

  private Call<List<ManagedPrefixList>> prefixLists(Calls calls) {
    return calls.list(
        "DescribeManagedPrefixLists",
        ec2.describeManagedPrefixListsPaginator(
            request -> request.maxResults(PAGE_OF_PREFIX_LISTS)),
        DescribeManagedPrefixListsResponse::hasPrefixLists,
        DescribeManagedPrefixListsResponse::prefixLists,
        list -> list);
  }

  private List<PrefixList> withEntries(
      List<ManagedPrefixList> lists, Answers answers, Calls calls) {
    Map<String, Call<List<Cidr>>> entries =
        lists.stream()
            .filter(PrefixListAnswer::hasEntries)
            .collect(Collectors.toMap(PrefixListAnswer::id, list -> entries(list, calls)));
    return lists.stream()
        .map(list -> {
          Call<List<Cidr>> asked = entries.get(PrefixListAnswer.id(list));
          return PrefixListAnswer.of(list, asked == null ? null : answers.of(asked));
        })
        .toList();
  }

  /// Reads the entries of the version that the list was described with. AWS's own lists have no
  /// versions.
  private Call<List<Cidr>> entries(ManagedPrefixList list, Calls calls) {
    return calls.list(
        "GetManagedPrefixListEntries",
        ec2.getManagedPrefixListEntriesPaginator(request ->
            request
                .prefixListId(list.prefixListId())
                .targetVersion(list.version())
                .maxResults(PAGE_OF_PREFIX_LISTS)),
        GetManagedPrefixListEntriesResponse::hasEntries,
        GetManagedPrefixListEntriesResponse::entries,
        entry -> PrefixListAnswer.entry(list, entry));
  }

  private Call<List<VpcPeering>> peerings(Calls calls) {
    return calls.list(
        "DescribeVpcPeeringConnections",
        ec2.describeVpcPeeringConnectionsPaginator(request -> request.maxResults(PAGE)),
        DescribeVpcPeeringConnectionsResponse::hasVpcPeeringConnections,
        DescribeVpcPeeringConnectionsResponse::vpcPeeringConnections,
        PeeringAnswer::of);
  }

  private Call<List<FlowLog>> flowLogs(Calls calls) {
    return calls.list(
        "DescribeFlowLogs",
        ec2.describeFlowLogsPaginator(request -> request.maxResults(PAGE)),
        DescribeFlowLogsResponse::hasFlowLogs,
        DescribeFlowLogsResponse::flowLogs,
        FlowLogAnswer::of);
  }
}
