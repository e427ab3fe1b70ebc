package io.flowverdict.aws.inventory;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.GroupVpcAssociation;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroupVpcAssociation;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/// What `DescribeSecurityGroups` and `DescribeSecurityGroupVpcAssociations` answer.
final class GroupAnswer {
  private GroupAnswer() {}

  /// {@return the group with these rules; where there are none, with those that its permissions
  /// make, which have no ids}
  ///
  /// A group that another account shares may be listed without its rules being so.
  static SecurityGroup of(
      software.amazon.awssdk.services.ec2.model.SecurityGroup group,
      List<SecurityGroupRule> identified) {
    String id = Given.required(group.groupId(), null, "GroupId");
    List<SecurityGroupRule> rules = new ArrayList<>(identified);
    if (rules.isEmpty()) {
      group.ipPermissions().forEach(each -> add(rules, id, Direction.INGRESS, each));
      group.ipPermissionsEgress().forEach(each -> add(rules, id, Direction.EGRESS, each));
    }
    return new SecurityGroup(
        id, group.groupName(), Given.word(group.vpcId()), Given.word(group.ownerId()), rules);
  }

  private static void add(
      List<SecurityGroupRule> rules, String id, Direction direction, IpPermission permission) {
    Traffic traffic =
        TrafficAnswer.ofRule(
            id, permission.ipProtocol(), permission.fromPort(), permission.toPort());
    Unnamed unnamed = new Unnamed(rules, id, direction, traffic);
    permission
        .ipRanges()
        .forEach(each ->
            unnamed.add(
                new Peer.OfCidr(Given.cidr(each.cidrIp(), id, "CidrIp")), each.description()));
    permission
        .ipv6Ranges()
        .forEach(each ->
            unnamed.add(
                new Peer.OfCidr(Given.cidr(each.cidrIpv6(), id, "CidrIpv6")), each.description()));
    permission
        .prefixListIds()
        .forEach(each ->
            unnamed.add(
                new Peer.OfPrefixList(Given.required(each.prefixListId(), id, "PrefixListId")),
                each.description()));
    permission
        .userIdGroupPairs()
        .forEach(each -> unnamed.add(reference(id, each), each.description()));
  }

  /// The rules that a permission makes.
  private record Unnamed(
      List<SecurityGroupRule> rules, String groupId, Direction direction, Traffic traffic) {
    void add(Peer peer, @Nullable String description) {
      rules.add(new SecurityGroupRule(null, groupId, direction, traffic, peer, description));
    }
  }

  /// A pair of the kind that EC2-Classic made has only a name, which then stands for the id.
  private static Peer reference(String owner, UserIdGroupPair pair) {
    String groupId = Given.word(pair.groupId());
    return new Peer.OfGroup(
        groupId == null ? Given.required(pair.groupName(), owner, "GroupName") : groupId,
        Given.word(pair.userId()),
        Given.word(pair.vpcId()),
        Given.word(pair.vpcPeeringConnectionId()),
        Given.word(pair.peeringStatus()));
  }

  static GroupVpcAssociation association(SecurityGroupVpcAssociation association) {
    String groupId = Given.required(association.groupId(), null, "GroupId");
    return new GroupVpcAssociation(
        groupId,
        Given.required(association.vpcId(), groupId, "VpcId"),
        Given.required(association.stateAsString(), groupId, "State"));
  }
}
