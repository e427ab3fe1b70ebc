package io.flowverdict.aws.configuration;

import java.util.Optional;
import java.util.stream.Stream;

/// A kind of element, by the top-level key of the document whose list holds it.
public enum ResourceKind {
  VPCS("Vpcs"),
  SUBNETS("Subnets"),
  NETWORK_INTERFACES("NetworkInterfaces"),
  SECURITY_GROUPS("SecurityGroups"),
  SECURITY_GROUP_RULES("SecurityGroupRules"),
  NETWORK_ACLS("NetworkAcls"),
  MANAGED_PREFIX_LISTS("ManagedPrefixLists"),
  /// The AWS-managed lists of gateway endpoints, with their entries.
  PREFIX_LISTS("PrefixLists"),
  /// The entries of one list, which the document does not name.
  PREFIX_LIST_ENTRIES("Entries"),
  PEERINGS("VpcPeeringConnections"),
  GROUP_VPC_ASSOCIATIONS("SecurityGroupVpcAssociations"),
  FLOW_LOGS("FlowLogs");

  private final String key;

  ResourceKind(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  static Optional<ResourceKind> ofKey(String key) {
    return Stream.of(values()).filter(kind -> kind.key.equals(key)).findAny();
  }
}
