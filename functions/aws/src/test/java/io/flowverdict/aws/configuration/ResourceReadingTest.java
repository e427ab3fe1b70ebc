package io.flowverdict.aws.configuration;

import static io.flowverdict.aws.configuration.Documents.load;
import static io.flowverdict.aws.configuration.Documents.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.FlowLog;
import io.flowverdict.core.snapshot.GroupVpcAssociation;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Vpc;
import io.flowverdict.core.snapshot.VpcPeering;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The kinds of resources without rules or entries, each in the shape in which the AWS CLI shows
/// it.
class ResourceReadingTest {

  @Test
  void aVpcHasItsAssociatedBlocksThePrimaryFirst() {
    LoadedSnapshot loaded =
        load(
            """
            {'Vpcs':[{'OwnerId':'111122223333','InstanceTenancy':'default','VpcId':'vpc-1','State':'available',
              'CidrBlock':'10.1.0.0/16','IsDefault':true,
              'CidrBlockAssociationSet':[
                {'AssociationId':'vpc-cidr-assoc-1','CidrBlock':'10.0.0.0/16','CidrBlockState':{'State':'associated'}},
                {'AssociationId':'vpc-cidr-assoc-2','CidrBlock':'10.1.0.0/16','CidrBlockState':{'State':'associated'}},
                {'CidrBlock':'10.2.0.0/16','CidrBlockState':{'State':'failed','StatusMessage':'overlaps'}},
                {'CidrBlock':'10.3.0.0/16','CidrBlockState':{'State':'disassociating'}},
                {'CidrBlock':'10.4.0.0/16'}],
              'Ipv6CidrBlockAssociationSet':[
                {'Ipv6CidrBlock':'2001:db8:1::/56','Ipv6CidrBlockState':{'State':'associated'}},
                {'Ipv6CidrBlock':'2001:db8:2::/56','Ipv6CidrBlockState':{'State':'associating'}}],
              'BlockPublicAccessStates':{'InternetGatewayBlockMode':'block-ingress'},
              'Tags':[{'Key':'owner','Value':'me'},{'Key':'Name','Value':'main'}]}]}\
            """);

    assertThat(loaded.snapshot().vpcs().values())
        .containsExactly(
            new Vpc(
                "vpc-1",
                "main",
                "111122223333",
                true,
                cidrs("10.1.0.0/16", "10.0.0.0/16", "10.4.0.0/16", "2001:db8:1::/56"),
                "block-ingress"));
  }

  @Test
  void aSubnetHasItsBlocks() {
    LoadedSnapshot loaded =
        load(
            """
            {'Subnets':[{'SubnetId':'subnet-1','VpcId':'vpc-1','OwnerId':'111122223333','CidrBlock':'10.1.1.0/24',
              'Ipv6CidrBlockAssociationSet':[
                {'Ipv6CidrBlock':'2001:db8:1:1::/64','Ipv6CidrBlockState':{'State':'associated'}},
                {'Ipv6CidrBlock':'2001:db8:1:2::/64','Ipv6CidrBlockState':{'State':'disassociated'}}],
              'BlockPublicAccessStates':{'InternetGatewayBlockMode':'off'},'Tags':[]},
             {'SubnetId':'subnet-2','Ipv6Native':true,
              'Ipv6CidrBlockAssociationSet':[{'Ipv6CidrBlock':'2001:db8:1:3::/64'}]}]}\
            """);

    assertThat(loaded.snapshot().subnets().values())
        .containsExactly(
            new Subnet(
                "subnet-1",
                null,
                "vpc-1",
                "111122223333",
                cidrs("10.1.1.0/24", "2001:db8:1:1::/64"),
                "off"),
            new Subnet("subnet-2", null, null, null, cidrs("2001:db8:1:3::/64"), null));
  }

  @Test
  void anInterfaceHasEveryAddressThePrimaryFirst() {
    LoadedSnapshot loaded =
        load(
            """
            {'NetworkInterfaces':[{'NetworkInterfaceId':'eni-1','Description':'a "b"','InterfaceType':'nat_gateway',
              'VpcId':'vpc-1','SubnetId':'subnet-1','OwnerId':'111122223333',
              'Attachment':{'AttachmentId':'eni-attach-1','InstanceId':'i-1','InstanceOwnerId':'111122223333'},
              'RequesterId':'AROAEXAMPLE:deploy','RequesterManaged':true,'SourceDestCheck':false,
              'PrivateIpAddress':'10.1.1.9',
              'PrivateIpAddresses':[
                {'Primary':false,'PrivateIpAddress':'10.1.1.5','Association':{'PublicIp':'198.51.100.5'}},
                {'Primary':true,'PrivateIpAddress':'10.1.1.9','Association':{'PublicIp':'198.51.100.9'}},
                {'PrivateIpAddress':'10.1.1.7','Association':{'CarrierIp':'198.51.100.7'}}],
              'Association':{'PublicIp':'198.51.100.9','IpOwnerId':'amazon'},
              'Ipv6Addresses':[{'Ipv6Address':'2001:db8:1:1::9','IsPrimaryIpv6':true},
                {'Ipv6Address':'2001:0db8:0001:0001:0:0:0:8'}],
              'Ipv6Address':'2001:db8:1:1::9',
              'Ipv4Prefixes':[{'Ipv4Prefix':'10.1.1.16/28'}],
              'Ipv6Prefixes':[{'Ipv6Prefix':'2001:db8:1:1:a::/80'}],
              'Groups':[{'GroupName':'web','GroupId':'sg-2'},{'GroupId':'sg-1'}],
              'TagSet':[{'Key':'Name','Value':'gateway'}]}]}\
            """
                .replace("\"b\"", "\\'b\\'"));

    assertThat(loaded.snapshot().interfaces().values())
        .containsExactly(
            new NetworkInterface(
                "eni-1",
                "gateway",
                "a \"b\"",
                "nat_gateway",
                "vpc-1",
                "subnet-1",
                "111122223333",
                "i-1",
                "AROAEXAMPLE:deploy",
                true,
                false,
                addresses("10.1.1.9", "10.1.1.5", "10.1.1.7", "2001:db8:1:1::9", "2001:db8:1:1::8"),
                addresses("198.51.100.9", "198.51.100.5"),
                Map.of(
                    IpAddress.parse("198.51.100.9"), IpAddress.parse("10.1.1.9"),
                    IpAddress.parse("198.51.100.5"), IpAddress.parse("10.1.1.5")),
                cidrs("10.1.1.16/28", "2001:db8:1:1:a::/80"),
                Set.of("sg-1", "sg-2")));
  }

  /// One private address has one public address; what contradicts that is not known.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'PrivateIpAddress':'10.1.1.9','Association':{'PublicIp':'198.51.100.9'} | {198.51.100.9=10.1.1.9}
          'PrivateIpAddress':'10.1.1.9','PrivateIpAddresses':[{'PrivateIpAddress':'10.1.1.9'},{'PrivateIpAddress':'10.1.1.7','Association':{'PublicIp':'198.51.100.9'}}] | {198.51.100.9=10.1.1.7}
          # as stored by older versions
          'PrivateIpAddress':'10.1.1.9','PublicAddresses':['198.51.100.9'] | {}
          'PrivateIpAddress':'10.1.1.9','PrivateIpAddresses':[{'PrivateIpAddress':'10.1.1.9','Association':{'PublicIp':'198.51.100.1'}}],'Association':{'PublicIp':'198.51.100.9'} | {198.51.100.1=10.1.1.9}
          """)
  void aPublicAddressIsAssociatedWithAPrivateOne(String fields, String associations) {
    LoadedSnapshot loaded =
        load("{'NetworkInterfaces':[{'NetworkInterfaceId':'eni-1'," + fields + "}]}");

    assertThat(loaded.snapshot().interfaces().values())
        .singleElement()
        .satisfies(eni -> {
          assertThat(eni.associations()).hasToString(associations);
          assertThat(eni.publicAddresses()).contains(IpAddress.parse("198.51.100.9"));
        });
  }

  @Test
  void thePrimaryAddressComesFirstWhenOnlyTheListTellsIt() {
    LoadedSnapshot loaded =
        load(
            """
            {'NetworkInterfaces':[{'NetworkInterfaceId':'eni-1','PrivateIpAddresses':[
              {'PrivateIpAddress':'10.1.1.5'},{'PrivateIpAddress':'10.1.1.9','Primary':true}]}]}\
            """);

    assertThat(loaded.snapshot().interfaces().values())
        .singleElement()
        .satisfies(eni -> {
          assertThat(eni.addresses()).isEqualTo(addresses("10.1.1.9", "10.1.1.5"));
          assertThat(eni.sourceDestCheck()).isTrue();
          assertThat(eni.requesterManaged()).isFalse();
          assertThat(eni.groupIds()).isEmpty();
        });
  }

  @Test
  void aPeeringConnectionHasTheBlocksOfBothSides() {
    LoadedSnapshot loaded =
        load(
            """
            {'VpcPeeringConnections':[
              {'VpcPeeringConnectionId':'pcx-1','Status':{'Code':'active','Message':'Active'},
               'RequesterVpcInfo':{'VpcId':'vpc-1','OwnerId':'111122223333','Region':'eu-west-1',
                 'CidrBlock':'10.1.0.0/16','CidrBlockSet':[{'CidrBlock':'10.1.0.0/16'},{'CidrBlock':'10.2.0.0/16'}],
                 'Ipv6CidrBlockSet':[{'Ipv6CidrBlock':'2001:db8:1::/56'}]},
               'AccepterVpcInfo':{'VpcId':'vpc-2','OwnerId':'123456789012','CidrBlock':'10.9.0.0/16'}},
              {'VpcPeeringConnectionId':'pcx-2','Status':{'Code':'deleted'},
               'RequesterVpcInfo':{'VpcId':'vpc-1'}}]}\
            """);

    assertThat(loaded.snapshot().peerings().values())
        .containsExactly(
            new VpcPeering(
                "pcx-1",
                "active",
                new VpcPeering.Side(
                    "vpc-1",
                    "111122223333",
                    "eu-west-1",
                    cidrs("10.1.0.0/16", "10.2.0.0/16", "2001:db8:1::/56")),
                new VpcPeering.Side("vpc-2", "123456789012", null, cidrs("10.9.0.0/16"))),
            new VpcPeering(
                "pcx-2",
                "deleted",
                new VpcPeering.Side("vpc-1", null, null, List.of()),
                new VpcPeering.Side(null, null, null, List.of())));
  }

  @Test
  void aGroupsUseInAnotherVpcHasAState() {
    LoadedSnapshot loaded =
        load(
            """
            {'SecurityGroupVpcAssociations':[
              {'GroupId':'sg-1','VpcId':'vpc-2','VpcOwnerId':'111122223333','State':'associated'},
              {'GroupId':'sg-1','VpcId':'vpc-1','State':'disassociating','StateReason':'asked'}]}\
            """);

    assertThat(loaded.snapshot().groupVpcAssociations())
        .containsExactly(
            new GroupVpcAssociation("sg-1", "vpc-1", "disassociating"),
            new GroupVpcAssociation("sg-1", "vpc-2", "associated"));
  }

  @Test
  void aFlowLogTellsWhatItRecordsAndWhereTo() {
    LoadedSnapshot loaded =
        load(
            """
            {'FlowLogs':[
              {'FlowLogId':'fl-1','ResourceId':'vpc-1','TrafficType':'ALL','FlowLogStatus':'ACTIVE',
               'DeliverLogsStatus':'FAILED','DeliverLogsErrorMessage':'Access error',
               'LogFormat':'${srcaddr} ${dstaddr}','LogDestinationType':'s3',
               'LogDestination':'arn:aws:s3:::bucket/prefix','MaxAggregationInterval':60},
              {'FlowLogId':'fl-2','LogGroupName':'flow-logs'}]}\
            """);

    assertThat(loaded.snapshot().flowLogs().values())
        .containsExactly(
            new FlowLog(
                "fl-1",
                "vpc-1",
                "ALL",
                "ACTIVE",
                "FAILED",
                "Access error",
                "${srcaddr} ${dstaddr}",
                "s3",
                "arn:aws:s3:::bucket/prefix",
                60),
            new FlowLog("fl-2", null, null, null, null, null, null, null, "flow-logs", null));
  }

  @Test
  void anAddressThatIsNoneIsRefusedWithItsPlace() {
    assertThat(
            refusal(
                "{'NetworkInterfaces':[{'NetworkInterfaceId':'eni-1','PrivateIpAddress':'10.0.0.256'}]}"))
        .isEqualTo(
            "1.json: NetworkInterfaces[0].PrivateIpAddress is \"10.0.0.256\" where an IP address is"
                + " expected; correct it, or export the file again with the AWS CLI.");
  }

  private static List<Cidr> cidrs(String... texts) {
    return Stream.of(texts).map(Cidr::parse).toList();
  }

  private static List<IpAddress> addresses(String... texts) {
    return Stream.of(texts).map(IpAddress::parse).toList();
  }
}
