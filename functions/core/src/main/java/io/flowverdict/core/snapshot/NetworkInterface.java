package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A network interface.
///
/// @param name the `Name` tag; hostile
/// @param description what its creator wrote; hostile
/// @param interfaceType the API's text, for example `interface`, `nat_gateway`, `transit_gateway`
/// @param sourceDestCheck false for an interface that forwards traffic of others
/// @param addresses its private IPv4 addresses, the primary one first, and its IPv6 addresses
/// @param publicAddresses the public IPv4 addresses associated with them; no rule and no record
///   shows them for the interface itself
/// @param delegatedPrefixes prefixes delegated to it, whose addresses belong to pods or containers
/// @param groupIds the security groups it carries; empty means unfiltered
public record NetworkInterface(
    String id,
    @Nullable String name,
    @Nullable String description,
    @Nullable String interfaceType,
    @Nullable String vpcId,
    @Nullable String subnetId,
    @Nullable String ownerId,
    @Nullable String instanceId,
    @Nullable String requesterId,
    boolean requesterManaged,
    boolean sourceDestCheck,
    List<IpAddress> addresses,
    List<IpAddress> publicAddresses,
    List<Cidr> delegatedPrefixes,
    Set<String> groupIds) {

  public NetworkInterface {
    requireNonNull(id, "id is null");
    addresses = List.copyOf(addresses);
    publicAddresses = List.copyOf(publicAddresses);
    delegatedPrefixes = List.copyOf(delegatedPrefixes);
    groupIds = Collections.unmodifiableSortedSet(new TreeSet<>(groupIds));
  }

  /// {@return what it is part of, by its `interfaceType`; where that says nothing of an interface
  /// without groups, which no instance is, by the description that AWS gives to its own}
  public InterfaceType type() {
    InterfaceType named = InterfaceType.of(interfaceType);
    return named == InterfaceType.OTHER && groupIds.isEmpty()
        ? InterfaceType.describedBy(description)
        : named;
  }

  /// {@return whether the address is one of the interface's own, or inside a prefix delegated to
  /// it}
  public boolean owns(IpAddress address) {
    return addresses.contains(address)
        || (!delegatedPrefixes.isEmpty()
            && delegatedPrefixes.stream().anyMatch(prefix -> prefix.contains(address)));
  }
}
