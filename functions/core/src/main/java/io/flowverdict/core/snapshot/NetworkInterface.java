package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
/// @param associations the private IPv4 address that a public one is associated with, another one
///   for each; lacks public addresses of which that is not known, as in snapshots that were stored
///   without it
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
    Map<IpAddress, IpAddress> associations,
    List<Cidr> delegatedPrefixes,
    Set<String> groupIds) {

  public NetworkInterface {
    requireNonNull(id, "id is null");
    addresses = List.copyOf(addresses);
    publicAddresses = List.copyOf(publicAddresses);
    associations = Collections.unmodifiableSortedMap(new TreeMap<>(associations));
    delegatedPrefixes = List.copyOf(delegatedPrefixes);
    groupIds = Collections.unmodifiableSortedSet(new TreeSet<>(groupIds));
    if (!publicAddresses.containsAll(associations.keySet())
        || !addresses.containsAll(associations.values())
        || associations.size() > Set.copyOf(associations.values()).size()) {
      throw new IllegalArgumentException(
          "Associations " + associations + " of " + publicAddresses + " with " + addresses);
    }
  }

  /// An interface of which it is not known what its public addresses are associated with.
  public NetworkInterface(
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
    this(
        id,
        name,
        description,
        interfaceType,
        vpcId,
        subnetId,
        ownerId,
        instanceId,
        requesterId,
        requesterManaged,
        sourceDestCheck,
        addresses,
        publicAddresses,
        Map.of(),
        delegatedPrefixes,
        groupIds);
  }

  /// {@return the private IPv4 addresses that a public one may be associated with: the one that is
  /// known, else all}
  public List<IpAddress> associatedWith(IpAddress publicAddress) {
    IpAddress known = associations.get(publicAddress);
    return known != null
        ? List.of(known)
        : addresses.stream().filter(each -> each.family() == IpFamily.IPV4).toList();
  }

  /// {@return the public address with which packets from a private one leave through an Internet
  /// gateway: the one that is known to be associated, else one of which it is not known with what;
  /// empty when it has none}
  public Optional<IpAddress> publicAddressOf(IpAddress own) {
    return publicAddresses.stream()
        .filter(each -> own.equals(associations.get(each)))
        .findFirst()
        .or(() ->
            publicAddresses.stream().filter(each -> !associations.containsKey(each)).findFirst());
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
