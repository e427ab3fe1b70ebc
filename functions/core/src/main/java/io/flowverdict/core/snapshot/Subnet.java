package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A subnet.
///
/// @param name the `Name` tag; hostile
/// @param cidrs its blocks of both families, the IPv4 block first
public record Subnet(
    String id,
    @Nullable String name,
    @Nullable String vpcId,
    @Nullable String ownerId,
    List<Cidr> cidrs,
    @Nullable String internetGatewayBlockMode) {

  public Subnet {
    requireNonNull(id, "id is null");
    cidrs = List.copyOf(cidrs);
  }

  /// {@return whether the address lies in one of the subnet's blocks}
  public boolean contains(IpAddress address) {
    return cidrs.stream().anyMatch(cidr -> cidr.contains(address));
  }
}
