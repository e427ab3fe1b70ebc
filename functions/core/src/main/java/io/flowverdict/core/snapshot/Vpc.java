package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A VPC.
///
/// @param name the `Name` tag; hostile
/// @param cidrs every associated block of both families, the primary IPv4 block first
/// @param internetGatewayBlockMode what Block Public Access does to its Internet traffic: `off`,
///   `block-bidirectional`, `block-ingress`; null when not told
public record Vpc(
    String id,
    @Nullable String name,
    @Nullable String ownerId,
    boolean isDefault,
    List<Cidr> cidrs,
    @Nullable String internetGatewayBlockMode) {

  public Vpc {
    requireNonNull(id, "id is null");
    cidrs = List.copyOf(cidrs);
  }

  /// {@return whether the address lies in one of the VPC's blocks}
  public boolean contains(IpAddress address) {
    return cidrs.stream().anyMatch(cidr -> cidr.contains(address));
  }
}
