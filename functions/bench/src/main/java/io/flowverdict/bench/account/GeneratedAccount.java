package io.flowverdict.bench.account;

import io.flowverdict.aws.inventory.Inventory;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ec2.model.BlockPublicAccessMode;
import software.amazon.awssdk.services.ec2.model.BlockPublicAccessStates;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.IcmpTypeCode;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.PortRange;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import software.amazon.awssdk.services.ec2.model.PrefixListState;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;

/// An account that is made up: the n-th resource of a kind is always the same for one seed.
///
/// Resources are spread over the VPCs in turn, and refer to those of their own VPC.
public record GeneratedAccount(
    long seed,
    int vpcs,
    int subnets,
    int interfaces,
    int groups,
    int rulesOfGroup,
    int acls,
    int entriesOfAcl,
    int prefixLists,
    int entriesOfPrefixList) {
  /// What the account is.
  public static final Scope SCOPE = new Scope("111122223333", "eu-central-1");

  private static final String ACCOUNT = SCOPE.accountId();
  private static final List<String> PROTOCOLS =
      List.of("tcp", "tcp", "tcp", "tcp", "udp", "icmp", "icmpv6", "-1", "47", "50");

  public GeneratedAccount {
    if (vpcs < 1 || subnets < vpcs || groups < vpcs || acls < vpcs || prefixLists < 1) {
      throw new IllegalArgumentException(
          "Every VPC needs a subnet, a group and a network ACL, and the rules a prefix list");
    }
  }

  /// {@return an account larger than most: 5,000 interfaces, 2,500 security groups with 60 rules
  /// each, 200 network ACLs with 40 entries each, 100 prefix lists with 100 entries each}
  public static GeneratedAccount large(long seed) {
    return new GeneratedAccount(seed, 20, 400, 5_000, 2_500, 60, 200, 40, 100, 100);
  }

  /// {@return the account as the live adapter reads it}
  public Snapshot snapshot() {
    return new Inventory(SCOPE, new GeneratedEc2(this)).read();
  }

  private Random random(String kind, int index) {
    return new Random(31L * (31L * seed + kind.hashCode()) + index);
  }

  /// {@return the id of one of the security groups of a VPC}
  private String groupOf(int vpc, Random random) {
    return id("sg", vpc + vpcs * random.nextInt(groups / vpcs));
  }

  private static String id(String prefix, int index) {
    return "%s-0%016x".formatted(prefix, 0x1234_5678L * (index + 1));
  }

  private static Tag name(String kind, int index) {
    return Tag.builder().key("Name").value(kind + "-" + index).build();
  }

  Vpc vpc(int index) {
    return Vpc.builder()
        .vpcId(id("vpc", index))
        .ownerId(ACCOUNT)
        .isDefault(index == 0)
        .cidrBlock("10." + index % 250 + ".0.0/16")
        .tags(name("vpc", index))
        .blockPublicAccessStates(
            BlockPublicAccessStates.builder()
                .internetGatewayBlockMode(BlockPublicAccessMode.OFF)
                .build())
        .build();
  }

  Subnet subnet(int index) {
    int vpc = index % vpcs;
    return Subnet.builder()
        .subnetId(id("subnet", index))
        .vpcId(id("vpc", vpc))
        .ownerId(ACCOUNT)
        .cidrBlock("10." + vpc % 250 + "." + index / vpcs % 250 + ".0/24")
        .tags(name("subnet", index))
        .build();
  }

  NetworkInterface networkInterface(int index) {
    Random random = random("eni", index);
    int subnet = index % subnets;
    String network = "10." + subnet % vpcs % 250 + "." + subnet / vpcs % 250 + ".";
    int host = 4 + index / subnets % 110;
    return NetworkInterface.builder()
        .networkInterfaceId(id("eni", index))
        .subnetId(id("subnet", subnet))
        .vpcId(id("vpc", subnet % vpcs))
        .ownerId(ACCOUNT)
        .description("interface number " + index)
        .interfaceType(random.nextInt(20) == 0 ? "nat_gateway" : "interface")
        .requesterManaged(random.nextInt(10) == 0)
        .sourceDestCheck(random.nextInt(10) != 0)
        .privateIpAddress(network + host)
        .privateIpAddresses(address(network + (host + 125), false), address(network + host, true))
        .ipv4Prefixes(
            index < subnets
                ? List.of(Ipv4PrefixSpecification.builder().ipv4Prefix(network + "240/28").build())
                : List.of())
        .attachment(NetworkInterfaceAttachment.builder().instanceId(id("i", index)).build())
        .groups(
            IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(
                    i -> GroupIdentifier.builder().groupId(groupOf(subnet % vpcs, random)).build())
                .toList())
        .tagSet(name("eni", index))
        .build();
  }

  private static NetworkInterfacePrivateIpAddress address(String address, boolean primary) {
    return NetworkInterfacePrivateIpAddress.builder()
        .privateIpAddress(address)
        .primary(primary)
        .build();
  }

  SecurityGroup group(int index) {
    return SecurityGroup.builder()
        .groupId(id("sg", index))
        .groupName("group " + index)
        .ownerId(ACCOUNT)
        .vpcId(id("vpc", index % vpcs))
        .ipPermissions(List.of())
        .ipPermissionsEgress(List.of())
        .build();
  }

  SecurityGroupRule rule(int index) {
    Random random = random("sgr", index);
    String protocol = PROTOCOLS.get(random.nextInt(PROTOCOLS.size()));
    int from = random.nextInt(60_000);
    SecurityGroupRule.Builder rule =
        SecurityGroupRule.builder()
            .securityGroupRuleId(id("sgr", index))
            .groupId(id("sg", index / rulesOfGroup))
            .groupOwnerId(ACCOUNT)
            .isEgress(index % 10 == 0)
            .ipProtocol(protocol)
            .description(random.nextInt(3) == 0 ? null : "for service " + index % 977);
    switch (protocol) {
      case "tcp", "udp" -> rule.fromPort(from).toPort(from + random.nextInt(5000));
      case "icmp", "icmpv6" -> rule.fromPort(random.nextInt(-1, 20)).toPort(-1);
      default -> rule.fromPort(-1).toPort(-1);
    }
    return peer(rule, index / rulesOfGroup % vpcs, random).build();
  }

  private SecurityGroupRule.Builder peer(SecurityGroupRule.Builder rule, int vpc, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> rule.cidrIpv6("2001:db8:" + Integer.toHexString(random.nextInt(65536)) + "::/48");
      case 1 -> rule.prefixListId(id("pl", random.nextInt(prefixLists)));
      case 2 ->
          rule.referencedGroupInfo(
              ReferencedSecurityGroup.builder()
                  .groupId(groupOf(vpc, random))
                  .userId(ACCOUNT)
                  .build());
      default ->
          rule.cidrIpv4(
              "10."
                  + random.nextInt(256)
                  + "."
                  + random.nextInt(256)
                  + ".0/"
                  + random.nextInt(8, 33));
    };
  }

  NetworkAcl acl(int index) {
    return NetworkAcl.builder()
        .networkAclId(id("acl", index))
        .vpcId(id("vpc", index % vpcs))
        .ownerId(ACCOUNT)
        .isDefault(index < vpcs)
        .entries(
            IntStream.range(0, entriesOfAcl).mapToObj(entry -> aclEntry(index, entry)).toList())
        .associations(
            NetworkAclAssociation.builder().subnetId(id("subnet", index % subnets)).build())
        .build();
  }

  private NetworkAclEntry aclEntry(int acl, int index) {
    Random random = random("acl-entry", acl * entriesOfAcl + index);
    int from = random.nextInt(60_000);
    NetworkAclEntry.Builder entry =
        NetworkAclEntry.builder()
            .ruleNumber(100 + 10 * (index / 2))
            .egress(index % 2 == 0)
            .ruleAction(random.nextInt(4) == 0 ? RuleAction.DENY : RuleAction.ALLOW)
            .cidrBlock("10." + random.nextInt(256) + ".0.0/" + random.nextInt(8, 25));
    return switch (random.nextInt(4)) {
      case 0 -> entry.protocol("-1").build();
      case 1 ->
          entry.protocol("1").icmpTypeCode(IcmpTypeCode.builder().type(8).code(-1).build()).build();
      default ->
          entry
              .protocol(random.nextBoolean() ? "6" : "17")
              .portRange(PortRange.builder().from(from).to(from + 1000).build())
              .build();
    };
  }

  ManagedPrefixList prefixList(int index) {
    return ManagedPrefixList.builder()
        .prefixListId(id("pl", index))
        .prefixListName("list " + index)
        .ownerId(index % 5 == 0 ? "AWS" : ACCOUNT)
        .version(index % 5 == 0 ? null : (long) index)
        .maxEntries(entriesOfPrefixList)
        .state(PrefixListState.CREATE_COMPLETE)
        .build();
  }

  PrefixListEntry entry(String prefixListId, int index) {
    int list = Math.floorMod(prefixListId.hashCode(), 200);
    return PrefixListEntry.builder().cidr("100." + list + "." + index % 256 + ".0/24").build();
  }

  FlowLog flowLog(int index) {
    return FlowLog.builder()
        .flowLogId(id("fl", index))
        .resourceId(id("vpc", index))
        .trafficType("ALL")
        .flowLogStatus("ACTIVE")
        .deliverLogsStatus("SUCCESS")
        .logDestinationType("s3")
        .logDestination("arn:aws:s3:::example-bucket")
        .maxAggregationInterval(60)
        .build();
  }
}
