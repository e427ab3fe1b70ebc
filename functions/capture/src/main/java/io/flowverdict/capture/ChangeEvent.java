package io.flowverdict.capture;

import java.util.Map;
import java.util.Set;

/// The calls that change what records are judged by, or where packets go. CloudTrail records a call
/// under its name and the API's, and EventBridge delivers that to the default bus, as `AWS API Call
/// via CloudTrail`, where a trail is logging.
///
/// Left out: what changes only text (`UpdateSecurityGroupRuleDescriptions…`, tags). What another
/// account changes, in a group that ours refer to, makes no event here at all, and neither do the
/// routes that a virtual private gateway propagates; the schedule finds them.
final class ChangeEvent {
  static final String DETAIL_TYPE = "AWS API Call via CloudTrail";

  private static final Set<String> EC2 =
      Set.of(
          // Security groups
          "AssociateSecurityGroupVpc",
          "AuthorizeSecurityGroupEgress",
          "AuthorizeSecurityGroupIngress",
          "CreateSecurityGroup",
          "DeleteSecurityGroup",
          "DisassociateSecurityGroupVpc",
          "ModifySecurityGroupRules",
          "RevokeSecurityGroupEgress",
          "RevokeSecurityGroupIngress",
          // Network ACLs
          "CreateNetworkAcl",
          "CreateNetworkAclEntry",
          "DeleteNetworkAcl",
          "DeleteNetworkAclEntry",
          "ReplaceNetworkAclAssociation",
          "ReplaceNetworkAclEntry",
          // Interfaces
          "AssignIpv6Addresses",
          "AssignPrivateIpAddresses",
          "AssociateAddress",
          "AssociateTrunkInterface",
          "AttachNetworkInterface",
          "CreateFleet",
          "CreateNetworkInterface",
          "DeleteNetworkInterface",
          "DetachNetworkInterface",
          "DisassociateAddress",
          "DisassociateTrunkInterface",
          "ModifyInstanceAttribute",
          "ModifyNetworkInterfaceAttribute",
          "ResetNetworkInterfaceAttribute",
          "RunInstances",
          "TerminateInstances",
          "UnassignIpv6Addresses",
          "UnassignPrivateIpAddresses",
          // Prefix lists
          "CreateManagedPrefixList",
          "DeleteManagedPrefixList",
          "ModifyManagedPrefixList",
          "RestoreManagedPrefixListVersion",
          // VPCs, subnets and how they are connected
          "AcceptVpcPeeringConnection",
          "AssociateSubnetCidrBlock",
          "AssociateVpcCidrBlock",
          "CreateDefaultSubnet",
          "CreateDefaultVpc",
          "CreateSubnet",
          "CreateVpc",
          "CreateVpcPeeringConnection",
          "DeleteSubnet",
          "DeleteVpc",
          "DeleteVpcPeeringConnection",
          "DisassociateSubnetCidrBlock",
          "DisassociateVpcCidrBlock",
          "ModifyTransitGateway",
          "ModifyTransitGatewayVpcAttachment",
          "RejectVpcPeeringConnection",
          // Gateways and endpoints, which have interfaces, and routes
          "AssignPrivateNatGatewayAddress",
          "AssociateNatGatewayAddress",
          "AssociateRouteTable",
          "AttachInternetGateway",
          "CreateEgressOnlyInternetGateway",
          "CreateNatGateway",
          "CreateRoute",
          "CreateRouteTable",
          "CreateVpcEndpoint",
          "DeleteEgressOnlyInternetGateway",
          "DeleteNatGateway",
          "DeleteRoute",
          "DeleteRouteTable",
          "DeleteVpcEndpoints",
          "DetachInternetGateway",
          "DisableVgwRoutePropagation",
          "DisassociateNatGatewayAddress",
          "DisassociateRouteTable",
          "EnableVgwRoutePropagation",
          "ModifyVpcEndpoint",
          "ReplaceRoute",
          "ReplaceRouteTableAssociation",
          "UnassignPrivateNatGatewayAddress",
          // Block Public Access and encryption controls
          "CreateVpcBlockPublicAccessExclusion",
          "CreateVpcEncryptionControl",
          "DeleteVpcBlockPublicAccessExclusion",
          "DeleteVpcEncryptionControl",
          "ModifyAccountVpcEncryptionControl",
          "ModifyVpcBlockPublicAccessExclusion",
          "ModifyVpcBlockPublicAccessOptions",
          "ModifyVpcEncryptionControl",
          // Flow logs
          "CreateFlowLogs",
          "DeleteFlowLogs");

  /// The security groups of a load balancer's interfaces; the first is of Classic Load Balancers.
  private static final Set<String> ELASTIC_LOAD_BALANCING =
      Set.of("ApplySecurityGroupsToLoadBalancer", "SetSecurityGroups");

  /// The names of the calls by what CloudTrail calls their API (`eventSource`).
  static final Map<String, Set<String>> CALLS =
      Map.of(
          "ec2.amazonaws.com", EC2,
          "elasticloadbalancing.amazonaws.com", ELASTIC_LOAD_BALANCING);

  private ChangeEvent() {}

  /// {@return whether a call of this API under this name changes a configuration}
  static boolean isChange(String api, String name) {
    return CALLS.getOrDefault(api, Set.of()).contains(name);
  }
}
