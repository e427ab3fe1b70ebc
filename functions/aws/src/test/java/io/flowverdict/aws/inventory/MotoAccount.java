package io.flowverdict.aws.inventory;

import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;
import software.amazon.awssdk.services.ec2.model.FlowLogsResourceType;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.LogDestinationType;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.PrivateIpAddressSpecification;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.TrafficType;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/// Resources that were made through the API, by their ids.
record MotoAccount(
    String vpc,
    String subnet,
    String web,
    String database,
    String prefixList,
    String acl,
    String eni,
    String peering) {

  static MotoAccount make(Ec2Client ec2) {
    String vpc = ec2.createVpc(request -> request.cidrBlock("10.20.0.0/16")).vpc().vpcId();
    ec2.associateVpcCidrBlock(request -> request.vpcId(vpc).cidrBlock("10.21.0.0/16"));
    String subnet =
        ec2.createSubnet(request -> request.vpcId(vpc).cidrBlock("10.20.1.0/24"))
            .subnet()
            .subnetId();
    String prefixList = makePrefixList(ec2);
    String web = makeGroup(ec2, vpc, "web");
    String database = makeGroup(ec2, vpc, "database");
    allow(ec2, web, database, prefixList);
    String eni = makeInterface(ec2, subnet, web, database);
    String other = ec2.createVpc(request -> request.cidrBlock("10.30.0.0/16")).vpc().vpcId();
    String peering =
        ec2.createVpcPeeringConnection(request -> request.vpcId(vpc).peerVpcId(other))
            .vpcPeeringConnection()
            .vpcPeeringConnectionId();
    ec2.createFlowLogs(request ->
        request
            .resourceIds(vpc)
            .resourceType(FlowLogsResourceType.VPC)
            .trafficType(TrafficType.ALL)
            .logDestinationType(LogDestinationType.CLOUD_WATCH_LOGS)
            .logGroupName("flow-logs")
            .deliverLogsPermissionArn("arn:aws:iam::123456789012:role/flow-logs"));
    return new MotoAccount(
        vpc, subnet, web, database, prefixList, makeAcl(ec2, vpc, subnet), eni, peering);
  }

  private static String makePrefixList(Ec2Client ec2) {
    List<AddPrefixListEntry> entries =
        IntStream.range(0, 150)
            .mapToObj(i -> AddPrefixListEntry.builder().cidr("198.18." + i + ".0/24").build())
            .toList();
    return ec2.createManagedPrefixList(request ->
            request
                .prefixListName("offices")
                .addressFamily("IPv4")
                .maxEntries(200)
                .entries(entries))
        .prefixList()
        .prefixListId();
  }

  private static String makeGroup(Ec2Client ec2, String vpc, String name) {
    return ec2.createSecurityGroup(request -> request.vpcId(vpc).groupName(name).description(name))
        .groupId();
  }

  private static IpPermission.Builder permission(String protocol, int from, int to) {
    return IpPermission.builder().ipProtocol(protocol).fromPort(from).toPort(to);
  }

  private static void allow(Ec2Client ec2, String group, IpPermission.Builder permission) {
    ec2.authorizeSecurityGroupIngress(
        request -> request.groupId(group).ipPermissions(permission.build()));
  }

  private static String makeAcl(Ec2Client ec2, String vpc, String subnet) {
    String acl = ec2.createNetworkAcl(request -> request.vpcId(vpc)).networkAcl().networkAclId();
    ec2.createNetworkAclEntry(request ->
        request
            .networkAclId(acl)
            .ruleNumber(100)
            .protocol("6")
            .ruleAction(RuleAction.ALLOW)
            .egress(false)
            .cidrBlock("0.0.0.0/0")
            .portRange(ports -> ports.from(443).to(443)));
    ec2.createNetworkAclEntry(request ->
        request
            .networkAclId(acl)
            .ruleNumber(100)
            .protocol("6")
            .ruleAction(RuleAction.ALLOW)
            .egress(true)
            .cidrBlock("0.0.0.0/0")
            .portRange(ports -> ports.from(1024).to(65535)));
    String association =
        ec2.describeNetworkAcls().networkAcls().stream()
            .flatMap(each -> each.associations().stream())
            .filter(each -> subnet.equals(each.subnetId()))
            .findFirst()
            .orElseThrow()
            .networkAclAssociationId();
    ec2.replaceNetworkAclAssociation(
        request -> request.associationId(association).networkAclId(acl));
    return acl;
  }

  private static void allow(Ec2Client ec2, String web, String database, String prefixList) {
    allow(
        ec2,
        web,
        permission("tcp", 443, 443).ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build()));
    allow(
        ec2,
        web,
        permission("tcp", 443, 443).ipv6Ranges(Ipv6Range.builder().cidrIpv6("::/0").build()));
    allow(
        ec2,
        web,
        permission("udp", 1000, 2000)
            .prefixListIds(PrefixListId.builder().prefixListId(prefixList).build()));
    allow(
        ec2,
        web,
        permission("icmp", 8, -1).ipRanges(IpRange.builder().cidrIp("10.0.0.0/8").build()));
    allow(
        ec2,
        database,
        permission("tcp", 5432, 5432)
            .userIdGroupPairs(UserIdGroupPair.builder().groupId(web).build()));
  }

  private static String makeInterface(Ec2Client ec2, String subnet, String web, String database) {
    return ec2.createNetworkInterface(request ->
            request
                .subnetId(subnet)
                .groups(web, database)
                .privateIpAddresses(address("10.20.1.10", true), address("10.20.1.11", false)))
        .networkInterface()
        .networkInterfaceId();
  }

  private static PrivateIpAddressSpecification address(String address, boolean primary) {
    return PrivateIpAddressSpecification.builder()
        .privateIpAddress(address)
        .primary(primary)
        .build();
  }
}
