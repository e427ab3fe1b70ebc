package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

/// The use of a security group in another VPC of its Region.
///
/// @param state for example `associated`, `disassociating`; only `associated` has effect
public record GroupVpcAssociation(String groupId, String vpcId, String state) {
  public GroupVpcAssociation {
    requireNonNull(groupId, "groupId is null");
    requireNonNull(vpcId, "vpcId is null");
    requireNonNull(state, "state is null");
  }
}
