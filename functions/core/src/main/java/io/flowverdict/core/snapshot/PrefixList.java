package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A managed prefix list.
///
/// @param version the version whose entries these are; null when not told
/// @param maxEntries what a rule on a customer's list counts for in quotas; null when not told
/// @param cidrs the entries, sorted, or null when the configuration names the list without its
///   entries
public record PrefixList(
    String id,
    @Nullable String name,
    @Nullable String ownerId,
    @Nullable Long version,
    @Nullable Integer maxEntries,
    @Nullable List<Cidr> cidrs) {

  public PrefixList {
    requireNonNull(id, "id is null");
    cidrs = cidrs == null ? null : List.copyOf(new TreeSet<>(cidrs));
  }

  /// {@return whether AWS keeps the list, so that it follows the addresses of a service}
  public boolean isManagedByAws() {
    return "AWS".equals(ownerId) || (name != null && name.startsWith("com.amazonaws."));
  }

  /// {@return whether the list is known to hold the address}
  public boolean contains(IpAddress address) {
    return cidrs != null && cidrs.stream().anyMatch(cidr -> cidr.contains(address));
  }
}
