package io.flowverdict.aws.inventory;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;

/// What `DescribeSecurityGroupRules` answers: one source or destination each.
final class RuleAnswer {
  private RuleAnswer() {}

  static SecurityGroupRule of(software.amazon.awssdk.services.ec2.model.SecurityGroupRule rule) {
    String id = Given.required(rule.securityGroupRuleId(), null, "SecurityGroupRuleId");
    boolean egress = Given.required(rule.isEgress(), id, "IsEgress");
    return new SecurityGroupRule(
        id,
        Given.required(rule.groupId(), id, "GroupId"),
        egress ? Direction.EGRESS : Direction.INGRESS,
        TrafficAnswer.ofRule(id, rule.ipProtocol(), rule.fromPort(), rule.toPort()),
        peer(id, rule),
        rule.description());
  }

  private static Peer peer(
      String id, software.amazon.awssdk.services.ec2.model.SecurityGroupRule rule) {
    List<Peer> peers = new ArrayList<>();
    if (Given.word(rule.cidrIpv4()) != null) {
      peers.add(new Peer.OfCidr(Given.cidr(rule.cidrIpv4(), id, "CidrIpv4")));
    }
    if (Given.word(rule.cidrIpv6()) != null) {
      peers.add(new Peer.OfCidr(Given.cidr(rule.cidrIpv6(), id, "CidrIpv6")));
    }
    String prefixList = Given.word(rule.prefixListId());
    if (prefixList != null) {
      peers.add(new Peer.OfPrefixList(prefixList));
    }
    if (rule.referencedGroupInfo() != null) {
      peers.add(group(id, rule.referencedGroupInfo()));
    }
    if (peers.size() != 1) {
      throw Given.unexpected(id, "its source or destination", peers);
    }
    return peers.getFirst();
  }

  private static Peer group(String id, ReferencedSecurityGroup group) {
    return new Peer.OfGroup(
        Given.required(group.groupId(), id, "ReferencedGroupInfo.GroupId"),
        Given.word(group.userId()),
        Given.word(group.vpcId()),
        Given.word(group.vpcPeeringConnectionId()),
        Given.word(group.peeringStatus()));
  }
}
