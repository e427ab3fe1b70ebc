package io.flowverdict.aws.configuration;

import io.flowverdict.core.snapshot.Listing;
import java.util.Optional;
import java.util.stream.Stream;

/// A kind of element, by the top-level key of the document whose list holds it.
public enum ResourceKind {
  VPCS("Vpcs", Listing.VPCS),
  SUBNETS("Subnets", Listing.SUBNETS),
  NETWORK_INTERFACES("NetworkInterfaces", Listing.INTERFACES),
  SECURITY_GROUPS("SecurityGroups", Listing.SECURITY_GROUPS),
  SECURITY_GROUP_RULES("SecurityGroupRules", Listing.SECURITY_GROUP_RULES),
  NETWORK_ACLS("NetworkAcls", Listing.NETWORK_ACLS),
  MANAGED_PREFIX_LISTS("ManagedPrefixLists", Listing.PREFIX_LISTS),
  /// The AWS-managed lists of gateway endpoints, with their entries.
  PREFIX_LISTS("PrefixLists", Listing.PREFIX_LISTS),
  /// The entries of one list, which the document does not name.
  PREFIX_LIST_ENTRIES("Entries", Listing.PREFIX_LISTS),
  PEERINGS("VpcPeeringConnections", Listing.PEERINGS),
  GROUP_VPC_ASSOCIATIONS("SecurityGroupVpcAssociations", Listing.GROUP_VPC_ASSOCIATIONS),
  FLOW_LOGS("FlowLogs", Listing.FLOW_LOGS);

  private final String key;
  private final Listing listing;

  ResourceKind(String key, Listing listing) {
    this.key = key;
    this.listing = listing;
  }

  String key() {
    return key;
  }

  /// What it is a part of.
  Listing listing() {
    return listing;
  }

  static Optional<ResourceKind> ofKey(String key) {
    return Stream.of(values()).filter(kind -> kind.key.equals(key)).findAny();
  }
}
