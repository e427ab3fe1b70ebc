package io.flowverdict.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.change.AwsCli;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Changes as commands that a shell and the AWS CLI read as meant.
class AwsCliTest {

  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          in  | tcp    | 443       | 10.0.0.5/32     | aws ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions 'IpProtocol=tcp,FromPort=443,ToPort=443,IpRanges=[{CidrIp=10.0.0.5/32}]'
          out | udp    | 53        | 2001:db8::1/128 | aws ec2 authorize-security-group-egress --group-id sg-1 --ip-permissions 'IpProtocol=udp,FromPort=53,ToPort=53,Ipv6Ranges=[{CidrIpv6=2001:db8::1/128}]'
          in  | icmp   | 8/0       | 10.0.0.5/32     | aws ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions 'IpProtocol=icmp,FromPort=8,ToPort=0,IpRanges=[{CidrIp=10.0.0.5/32}]'
          in  | icmpv6 | *         | ::/0            | aws ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions 'IpProtocol=icmpv6,FromPort=-1,ToPort=-1,Ipv6Ranges=[{CidrIpv6=::/0}]'
          in  | 47     | *         | 10.0.0.5/32     | aws ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions 'IpProtocol=47,IpRanges=[{CidrIp=10.0.0.5/32}]'
          in  | all    | *         | 10.0.0.5/32     | aws ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions 'IpProtocol=-1,IpRanges=[{CidrIp=10.0.0.5/32}]'
          """)
  void aSecurityGroupRuleIsAuthorized(
      String direction, String protocol, String ports, String cidr, String command) {
    assertThat(rule("sg-1", direction, protocol, ports, new Peer.OfCidr(Cidr.parse(cidr))))
        .isEqualTo(command);
  }

  @Test
  void aReferenceNamesTheGroupAndOverAPeeringItsAccountAndConnection() {
    assertThat(rule("sg-1", "in", "tcp", "443", Peer.OfGroup.local("sg-2")))
        .endsWith(" 'IpProtocol=tcp,FromPort=443,ToPort=443,UserIdGroupPairs=[{GroupId=sg-2}]'");
    assertThat(
            rule(
                "sg-1",
                "in",
                "tcp",
                "443",
                new Peer.OfGroup("sg-2", "123456789012", "vpc-2", "pcx-1", "active")))
        .endsWith(
            "UserIdGroupPairs=[{GroupId=sg-2,UserId=123456789012,VpcId=vpc-2,"
                + "VpcPeeringConnectionId=pcx-1}]'");
    assertThat(rule("sg-1", "in", "tcp", "443", new Peer.OfPrefixList("pl-1")))
        .endsWith("PrefixListIds=[{PrefixListId=pl-1}]'");
  }

  @ParameterizedTest(name = "{0} {1} {2} {3} {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          in  | tcp    | 443       | 10.0.0.5/32     | false | aws ec2 create-network-acl-entry --network-acl-id acl-1 --ingress --rule-number 90 --protocol 6 --port-range 'From=443,To=443' --cidr-block 10.0.0.5/32 --rule-action allow
          out | tcp    | 1024-65535 | 10.0.0.5/32    | true  | aws ec2 replace-network-acl-entry --network-acl-id acl-1 --egress --rule-number 90 --protocol 6 --port-range 'From=1024,To=65535' --cidr-block 10.0.0.5/32 --rule-action allow
          out | icmpv6 | 129/0     | 2001:db8::1/128 | false | aws ec2 create-network-acl-entry --network-acl-id acl-1 --egress --rule-number 90 --protocol 58 --icmp-type-code 'Type=129,Code=0' --ipv6-cidr-block 2001:db8::1/128 --rule-action allow
          in  | 47     | *         | 10.0.0.5/32     | false | aws ec2 create-network-acl-entry --network-acl-id acl-1 --ingress --rule-number 90 --protocol 47 --cidr-block 10.0.0.5/32 --rule-action allow
          in  | all    | *         | 10.0.0.5/32     | false | aws ec2 create-network-acl-entry --network-acl-id acl-1 --ingress --rule-number 90 --protocol -1 --cidr-block 10.0.0.5/32 --rule-action allow
          """)
  void aNetworkAclEntryIsCreatedOrReplaced(
      String direction,
      String protocol,
      String ports,
      String cidr,
      boolean replaces,
      String command) {
    NetworkAclEntry entry =
        new NetworkAclEntry(
            90,
            World.direction(direction),
            NetworkAclEntry.Effect.ALLOW,
            World.traffic(protocol, ports),
            Cidr.parse(cidr));

    assertThat(
            AwsCli.commands(
                new Change.PutEntries(
                    "acl-1", List.of(new Change.PutEntries.Put(entry, replaces)))))
        .containsExactly(command);
  }

  @Test
  void aRenumberingMovesTheLastEntryFirst() {
    List<Fix> fixes =
        Asked.explain(
                Pair.with("acl-s in", "1 deny all * 10.0.0.0/8; 2 allow all * 0.0.0.0/0"),
                "eni-c eni-s tcp 443")
            .fixes();

    assertThat(fixes.getFirst().commands())
        .containsExactly(
            "aws ec2 create-network-acl-entry --network-acl-id acl-s --ingress --rule-number 3"
                + " --protocol -1 --cidr-block 0.0.0.0/0 --rule-action allow",
            "aws ec2 replace-network-acl-entry --network-acl-id acl-s --ingress --rule-number 2"
                + " --protocol -1 --cidr-block 10.0.0.0/8 --rule-action deny",
            "aws ec2 replace-network-acl-entry --network-acl-id acl-s --ingress --rule-number 1"
                + " --protocol 6 --port-range 'From=443,To=443' --cidr-block 10.0.1.5/32"
                + " --rule-action allow");
  }

  private static String rule(
      String groupId, String direction, String protocol, String ports, Peer peer) {
    Direction of = World.direction(direction);
    return AwsCli.commands(
            new Change.AddRule(
                new SecurityGroupRule(
                    null, groupId, of, World.traffic(protocol, ports), peer, null)))
        .getFirst();
  }
}
