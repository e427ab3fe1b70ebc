package io.flowverdict.core.explain;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.NetworkInterface;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One thing that an end of a question may mean.
///
/// @param end the end as it was asked
/// @param at the interface; null for an end outside the configuration
/// @param named the address that was asked; null when the end was named by an id
record Candidate(End end, @Nullable NetworkInterface at, @Nullable IpAddress named) {

  Candidate {
    requireNonNull(end, "end is null");
    if (at == null && named == null) {
      throw new IllegalArgumentException("An end outside the configuration has an address");
    }
  }

  /// {@return the end as an address outside the configuration}
  Candidate asOutside() {
    return new Candidate(end, null, named);
  }

  /// {@return whether the end was named by the public address of its interface}
  boolean isNamedPublicly() {
    return at != null && named != null && !at.owns(named);
  }

  /// {@return the address family that the asked address demands; empty when it demands none}
  Optional<IpFamily> family() {
    return Optional.ofNullable(named).map(IpAddress::family);
  }

  /// {@return the address with which the end talks in this family; of several with which its public
  /// address may be associated, the first}
  Optional<IpAddress> address(IpFamily family) {
    if (named != null && !isNamedPublicly()) {
      return Optional.of(named).filter(address -> address.family() == family);
    }
    return addresses().stream().filter(address -> address.family() == family).findFirst();
  }

  private List<IpAddress> addresses() {
    if (at == null) {
      return List.of();
    }
    return named == null || !isNamedPublicly() ? at.addresses() : at.associatedWith(named);
  }

  /// {@return the public IPv4 address with which the end talks}
  Optional<IpAddress> publicAddress() {
    if (isNamedPublicly()) {
      return Optional.ofNullable(named);
    }
    return at == null ? Optional.empty() : address(IpFamily.IPV4).flatMap(at::publicAddressOf);
  }

  @Nullable String vpcId() {
    return at == null ? null : at.vpcId();
  }

  /// The end as it was asked, with its interface: `i-0a (eni-0a)`.
  @Override
  public String toString() {
    return at == null || at.id().equals(end.toString())
        ? end.toString()
        : end + " (" + at.id() + ")";
  }
}
