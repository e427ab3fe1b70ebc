package io.flowverdict.aws.configuration;

import io.flowverdict.aws.configuration.DanglingReference.Relation;
import io.flowverdict.core.snapshot.FlowLog;
import io.flowverdict.core.snapshot.GroupVpcAssociation;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The references inside a snapshot, followed.
///
/// Not followed are the VPCs of peering connections, of which one is often another account's.
final class References {
  private final Snapshot snapshot;
  private final List<DanglingReference> dangling = new ArrayList<>();

  References(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /// {@return the references that lead nowhere}
  List<DanglingReference> dangling() {
    dangling.clear();
    snapshot.subnets().values().forEach(this::followSubnet);
    snapshot.interfaces().values().forEach(this::followInterface);
    snapshot.securityGroups().values().forEach(this::followGroup);
    snapshot.networkAcls().values().forEach(this::followAcl);
    snapshot.groupVpcAssociations().forEach(this::followAssociation);
    snapshot.flowLogs().values().forEach(this::followFlowLog);
    return List.copyOf(dangling);
  }

  private void followSubnet(Subnet subnet) {
    follow(subnet.id(), Relation.SUBNET_IN_VPC, subnet.vpcId(), snapshot.vpcs());
  }

  private void followInterface(NetworkInterface eni) {
    follow(eni.id(), Relation.INTERFACE_IN_VPC, eni.vpcId(), snapshot.vpcs());
    follow(eni.id(), Relation.INTERFACE_IN_SUBNET, eni.subnetId(), snapshot.subnets());
    for (String group : eni.groupIds()) {
      follow(eni.id(), Relation.INTERFACE_CARRIES_GROUP, group, snapshot.securityGroups());
    }
  }

  private void followGroup(SecurityGroup group) {
    follow(group.id(), Relation.GROUP_IN_VPC, group.vpcId(), snapshot.vpcs());
    group.rules().forEach(this::followRule);
  }

  private void followRule(SecurityGroupRule rule) {
    switch (rule.peer()) {
      case Peer.OfCidr everything -> {}
      case Peer.OfPrefixList(String listId) -> {
        PrefixList list = snapshot.prefixLists().get(listId);
        if (list == null) {
          add(rule.name(), Relation.RULE_NAMES_PREFIX_LIST, listId);
        } else if (list.cidrs() == null) {
          add(rule.name(), Relation.RULE_NAMES_LIST_WITHOUT_ENTRIES, listId);
        }
      }
      case Peer.OfGroup group -> {
        follow(rule.name(), Relation.RULE_NAMES_GROUP, group.groupId(), snapshot.securityGroups());
        follow(
            rule.name(),
            Relation.RULE_VIA_PEERING,
            group.peeringConnectionId(),
            snapshot.peerings());
      }
    }
  }

  private void followAcl(NetworkAcl acl) {
    follow(acl.id(), Relation.ACL_IN_VPC, acl.vpcId(), snapshot.vpcs());
    for (String subnet : acl.subnetIds()) {
      follow(acl.id(), Relation.ACL_ON_SUBNET, subnet, snapshot.subnets());
    }
  }

  private void followAssociation(GroupVpcAssociation association) {
    String group = association.groupId();
    if (!snapshot.securityGroups().containsKey(group)) {
      add(association.vpcId(), Relation.VPC_USES_GROUP, group);
    }
    follow(group, Relation.GROUP_USED_IN_VPC, association.vpcId(), snapshot.vpcs());
  }

  private void followFlowLog(FlowLog log) {
    String resource = log.resourceId();
    boolean present =
        resource == null
            || snapshot.vpcs().containsKey(resource)
            || snapshot.subnets().containsKey(resource);
    if (!present) {
      follow(log.id(), Relation.FLOW_LOG_OF, resource, snapshot.interfaces());
    }
  }

  private void follow(String from, Relation relation, @Nullable String to, Map<String, ?> targets) {
    if (to != null && !targets.containsKey(to)) {
      add(from, relation, to);
    }
  }

  private void add(String from, Relation relation, String to) {
    dangling.add(new DanglingReference(from, relation, to));
  }
}
