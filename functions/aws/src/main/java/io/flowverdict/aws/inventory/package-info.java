/// The network configuration of an account and Region, read from the EC2 API as it is now.
///
/// Every list is read to its last page or the whole reading fails: there is no partial
/// [io.flowverdict.core.snapshot.Snapshot]. A class `…Answer` turns what one call answers into the
/// records of the snapshot, the same ones that [io.flowverdict.aws.configuration] reads from the
/// output of the AWS CLI.
///
/// The calls, which are also the permissions that the reader needs on `*`: `ec2:DescribeFlowLogs`,
/// `ec2:DescribeManagedPrefixLists`, `ec2:DescribeNetworkAcls`, `ec2:DescribeNetworkInterfaces`,
/// `ec2:DescribeSecurityGroupRules`, `ec2:DescribeSecurityGroups`,
/// `ec2:DescribeSecurityGroupVpcAssociations`, `ec2:DescribeSubnets`, `ec2:DescribeVpcs`,
/// `ec2:DescribeVpcPeeringConnections`, `ec2:GetManagedPrefixListEntries`. Block Public Access
/// comes with VPCs and subnets, and that a rule is stale with the status of its peering connection.
@NullMarked
package io.flowverdict.aws.inventory;

import org.jspecify.annotations.NullMarked;
