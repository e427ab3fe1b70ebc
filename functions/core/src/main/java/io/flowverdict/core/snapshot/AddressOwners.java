package io.flowverdict.core.snapshot;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The interfaces that own an address, as [NetworkInterface#owns(IpAddress)] says. In different
/// VPCs one address may have several owners.
public final class AddressOwners {

  private final Map<IpAddress, List<NetworkInterface>> byAddress = new HashMap<>();
  private final Map<Cidr, List<NetworkInterface>> byPrefix = new HashMap<>();

  /// The lengths of the delegated prefixes, of which there are few different ones.
  private final Set<Integer> lengths = new TreeSet<>();

  public AddressOwners(Snapshot snapshot) {
    for (NetworkInterface each : snapshot.interfaces().values()) {
      for (IpAddress address : each.addresses()) {
        byAddress.computeIfAbsent(address, _ -> new ArrayList<>(1)).add(each);
      }
      for (Cidr prefix : each.delegatedPrefixes()) {
        byPrefix.computeIfAbsent(prefix, _ -> new ArrayList<>(1)).add(each);
        lengths.add(prefix.length());
      }
    }
  }

  /// {@return the owners of an address: first those that have it as their own, then those it is
  /// delegated to}
  public List<NetworkInterface> of(IpAddress address) {
    List<NetworkInterface> owners = byAddress.getOrDefault(address, List.of());
    if (lengths.isEmpty()) {
      return owners;
    }
    List<NetworkInterface> all = new ArrayList<>(owners);
    for (int length : lengths) {
      if (length <= address.family().bits()) {
        all.addAll(byPrefix.getOrDefault(new Cidr(address, length), List.of()));
      }
    }
    return all.stream().distinct().toList();
  }
}
