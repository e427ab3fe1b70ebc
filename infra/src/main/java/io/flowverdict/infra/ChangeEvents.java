package io.flowverdict.infra;

import java.util.List;

/// The calls that change what records are judged by, or where packets go, as the `capture` function
/// knows them.
final class ChangeEvents {

  /// What one rule of EventBridge is about: a pattern may have 2,048 characters.
  ///
  /// @param service whose API is called, as in the events' source (`aws.ec2`) and in what
  ///   CloudTrail calls the API (`ec2.amazonaws.com`)
  /// @param calls the names of the calls
  record Group(String name, String service, List<String> calls) {
    Group {
      calls = List.copyOf(calls);
    }

    String source() {
      return "aws." + service;
    }

    /// {@return what CloudTrail calls the API}
    String api() {
      return service + ".amazonaws.com";
    }
  }

  static final List<Group> GROUPS =
      List.of(
          new Group(
              "RulesAndInterfaces",
              "ec2",
              List.of(
                  "AssignIpv6Addresses",
                  "AssignPrivateIpAddresses",
                  "AssociateAddress",
                  "AssociateSecurityGroupVpc",
                  "AssociateTrunkInterface",
                  "AttachNetworkInterface",
                  "AuthorizeSecurityGroupEgress",
                  "AuthorizeSecurityGroupIngress",
                  "CreateFleet",
                  "CreateNetworkAcl",
                  "CreateNetworkAclEntry",
                  "CreateNetworkInterface",
                  "CreateSecurityGroup",
                  "DeleteNetworkAcl",
                  "DeleteNetworkAclEntry",
                  "DeleteNetworkInterface",
                  "DeleteSecurityGroup",
                  "DetachNetworkInterface",
                  "DisassociateAddress",
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
                  "UnassignPrivateIpAddresses")),
          new Group(
              "Networks",
              "ec2",
              List.of(
                  "AcceptVpcPeeringConnection",
                  "AssociateSubnetCidrBlock",
                  "AssociateVpcCidrBlock",
                  "CreateDefaultSubnet",
                  "CreateDefaultVpc",
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
                  "RestoreManagedPrefixListVersion")),
          new Group(
              "Routes",
              "ec2",
              List.of(
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
                  "UnassignPrivateNatGatewayAddress")),
          new Group(
              "LoadBalancers",
              "elasticloadbalancing",
              List.of("ApplySecurityGroupsToLoadBalancer", "SetSecurityGroups")));

  private ChangeEvents() {}
}
