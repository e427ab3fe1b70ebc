package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.Cidr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A VPC peering connection.
///
/// @param status for example `active`, `deleted`, `pending-acceptance`
public record VpcPeering(String id, String status, Side requester, Side accepter) {

  public VpcPeering {
    requireNonNull(id, "id is null");
    requireNonNull(status, "status is null");
    requireNonNull(requester, "requester is null");
    requireNonNull(accepter, "accepter is null");
  }

  /// One of the two VPCs.
  ///
  /// @param cidrs its blocks; the API tells them only while the connection is active
  public record Side(
      @Nullable String vpcId, @Nullable String ownerId, @Nullable String region, List<Cidr> cidrs) {
    public Side {
      cidrs = List.copyOf(cidrs);
    }
  }

  /// {@return whether traffic can pass}
  public boolean isActive() {
    return status.equals("active");
  }

  /// {@return whether it joins two Regions; of a side whose Region is not told, no}
  public boolean isBetweenRegions() {
    String one = requester.region;
    String other = accepter.region;
    return one != null && other != null && !one.equals(other);
  }

  /// {@return the side across from this VPC, or null when the VPC is on neither}
  public @Nullable Side across(String vpcId) {
    if (vpcId.equals(requester.vpcId)) {
      return accepter;
    }
    return vpcId.equals(accepter.vpcId) ? requester : null;
  }
}
