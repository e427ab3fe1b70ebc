package io.flowverdict.bench.account;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupVpcAssociationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupVpcAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;

/// The EC2 API of a generated account, in pages as large as they are asked for.
public record GeneratedEc2(GeneratedAccount account) implements Ec2Client {

  /// A page of a listing.
  private record Page<T>(List<T> elements, @Nullable String nextToken) {
    static <T> Page<T> of(
        int count, IntFunction<T> element, @Nullable String token, Integer maxResults) {
      int from = token == null ? 0 : Integer.parseInt(token);
      int to = Math.min(from + maxResults, count);
      return new Page<>(
          IntStream.range(from, to).mapToObj(element).toList(),
          to == count ? null : Integer.toString(to));
    }
  }

  @Override
  public DescribeVpcsResponse describeVpcs(DescribeVpcsRequest request) {
    var page = Page.of(account.vpcs(), account::vpc, request.nextToken(), request.maxResults());
    return DescribeVpcsResponse.builder().vpcs(page.elements).nextToken(page.nextToken).build();
  }

  @Override
  public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
    var page =
        Page.of(account.subnets(), account::subnet, request.nextToken(), request.maxResults());
    return DescribeSubnetsResponse.builder()
        .subnets(page.elements)
        .nextToken(page.nextToken)
        .build();
  }

  @Override
  public DescribeNetworkInterfacesResponse describeNetworkInterfaces(
      DescribeNetworkInterfacesRequest request) {
    var page =
        Page.of(
            account.interfaces(),
            account::networkInterface,
            request.nextToken(),
            request.maxResults());
    return DescribeNetworkInterfacesResponse.builder()
        .networkInterfaces(page.elements)
        .nextToken(page.nextToken)
        .build();
  }

  @Override
  public DescribeSecurityGroupsResponse describeSecurityGroups(
      DescribeSecurityGroupsRequest request) {
    var page = Page.of(account.groups(), account::group, request.nextToken(), request.maxResults());
    return DescribeSecurityGroupsResponse.builder()
        .securityGroups(page.elements)
        .nextToken(page.nextToken)
        .build();
  }

  @Override
  public DescribeSecurityGroupRulesResponse describeSecurityGroupRules(
      DescribeSecurityGroupRulesRequest request) {
    int rules = account.groups() * account.rulesOfGroup();
    var page = Page.of(rules, account::rule, request.nextToken(), request.maxResults());
    return DescribeSecurityGroupRulesResponse.builder()
        .securityGroupRules(page.elements)
        .nextToken(page.nextToken)
        .build();
  }

  @Override
  public DescribeSecurityGroupVpcAssociationsResponse describeSecurityGroupVpcAssociations(
      DescribeSecurityGroupVpcAssociationsRequest request) {
    return DescribeSecurityGroupVpcAssociationsResponse.builder()
        .securityGroupVpcAssociations(List.of())
        .build();
  }

  @Override
  public DescribeNetworkAclsResponse describeNetworkAcls(DescribeNetworkAclsRequest request) {
    var page = Page.of(account.acls(), account::acl, request.nextToken(), request.maxResults());
    return DescribeNetworkAclsResponse.builder()
        .networkAcls(page.elements)
        .nextToken(page.nextToken)
        .build();
  }

  @Override
  public DescribeManagedPrefixListsResponse describeManagedPrefixLists(
      DescribeManagedPrefixListsRequest request) {
    var page =
        Page.of(
            account.prefixLists(), account::prefixList, request.nextToken(), request.maxResults());
    return DescribeManagedPrefixListsResponse.builder()
        .prefixLists(page.elements)
        .nextToken(page.nextToken)
        .build();
  }

  @Override
  public GetManagedPrefixListEntriesResponse getManagedPrefixListEntries(
      GetManagedPrefixListEntriesRequest request) {
    var page =
        Page.of(
            account.entriesOfPrefixList(),
            entry -> account.entry(request.prefixListId(), entry),
            request.nextToken(),
            request.maxResults());
    return GetManagedPrefixListEntriesResponse.builder()
        .entries(page.elements)
        .nextToken(page.nextToken)
        .build();
  }

  @Override
  public DescribeVpcPeeringConnectionsResponse describeVpcPeeringConnections(
      DescribeVpcPeeringConnectionsRequest request) {
    return DescribeVpcPeeringConnectionsResponse.builder().vpcPeeringConnections(List.of()).build();
  }

  @Override
  public DescribeFlowLogsResponse describeFlowLogs(DescribeFlowLogsRequest request) {
    var page = Page.of(account.vpcs(), account::flowLog, request.nextToken(), request.maxResults());
    return DescribeFlowLogsResponse.builder()
        .flowLogs(page.elements)
        .nextToken(page.nextToken)
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
