package io.flowverdict.infra;

import java.util.List;
import java.util.Map;

/// The actions of the EC2 API that change what records are judged by, as the `capture` function
/// knows them. One rule of EventBridge for each group: a pattern may have 2,048 characters.
final class ChangeEvents {

  static final Map<String, List<String>> GROUPS =
      Ordered.map(
          "RulesAndInterfaces",
          List.of(
              "AssignIpv6Addresses",
              "AssignPrivateIpAddresses",
              "AssociateSecurityGroupVpc",
              "AssociateTrunkInterface",
              "AttachNetworkInterface",
              "AuthorizeSecurityGroupEgress",
              "AuthorizeSecurityGroupIngress",
              "CreateNetworkAcl",
              "CreateNetworkAclEntry",
              "CreateNetworkInterface",
              "CreateSecurityGroup",
              "DeleteNetworkAcl",
              "DeleteNetworkAclEntry",
              "DeleteNetworkInterface",
              "DeleteSecurityGroup",
              "DetachNetworkInterface",
              "DisassociateSecurityGroupVpc",
              "DisassociateTrunkInterface",
              "ModifyInstanceAttribute",
              "ModifyNetworkInterfaceAttribute",
              "ModifySecurityGroupRules",
              "ReplaceNetworkAclAssociation",
              "ReplaceNetworkAclEntry",
              "ResetNetworkInterfaceAttribute",
              "RevokeSecurityGroupEgress",
              "RevokeSecurityGroupIngress",
              "RunInstances",
              "TerminateInstances",
              "UnassignIpv6Addresses",
              "UnassignPrivateIpAddresses"),
          "Networks",
          List.of(
              "AcceptVpcPeeringConnection",
              "AssociateSubnetCidrBlock",
              "AssociateVpcCidrBlock",
              "CreateFlowLogs",
              "CreateManagedPrefixList",
              "CreateSubnet",
              "CreateVpc",
              "CreateVpcBlockPublicAccessExclusion",
              "CreateVpcEncryptionControl",
              "CreateVpcPeeringConnection",
              "DeleteFlowLogs",
              "DeleteManagedPrefixList",
              "DeleteSubnet",
              "DeleteVpc",
              "DeleteVpcBlockPublicAccessExclusion",
              "DeleteVpcEncryptionControl",
              "DeleteVpcPeeringConnection",
              "DisassociateSubnetCidrBlock",
              "DisassociateVpcCidrBlock",
              "ModifyAccountVpcEncryptionControl",
              "ModifyManagedPrefixList",
              "ModifyTransitGateway",
              "ModifyTransitGatewayVpcAttachment",
              "ModifyVpcBlockPublicAccessExclusion",
              "ModifyVpcBlockPublicAccessOptions",
              "ModifyVpcEncryptionControl",
              "RejectVpcPeeringConnection",
              "RestoreManagedPrefixListVersion"));

  private ChangeEvents() {}
}
