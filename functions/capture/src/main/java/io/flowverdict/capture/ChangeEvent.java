package io.flowverdict.capture;

import java.util.Set;

/// The actions of the EC2 API that change what records are judged by. CloudTrail records an action
/// under its name, and EventBridge delivers that to the default bus, as `AWS API Call via
/// CloudTrail`, where a trail is logging.
///
/// Left out: what changes only text (`UpdateSecurityGroupRuleDescriptions…`, tags). What another
/// account changes, in a group that ours refer to, makes no event here at all; the schedule finds
/// it.
final class ChangeEvent {
  /// What CloudTrail calls the API.
  static final String SOURCE = "ec2.amazonaws.com";

  static final String DETAIL_TYPE = "AWS API Call via CloudTrail";

  static final Set<String> NAMES =
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
          "AssociateTrunkInterface",
          "AttachNetworkInterface",
          "CreateNetworkInterface",
          "DeleteNetworkInterface",
          "DetachNetworkInterface",
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

  private ChangeEvent() {}
}
