package io.flowverdict.core.explain;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.NetworkInterface;
import org.jspecify.annotations.Nullable;

/// An end of an exchange, located in the configuration or outside of it.
public sealed interface Endpoint {

  /// The address that the end itself uses: for an interface one of its private or IPv6 addresses.
  IpAddress address();

  /// An interface of the configuration.
  record Inside(NetworkInterface at, IpAddress address) implements Endpoint {
    public Inside {
      requireNonNull(at, "at is null");
      requireNonNull(address, "address is null");
    }

    /// The end in words: `eni-0a (10.0.0.5)`.
    @Override
    public String toString() {
      return at.id() + " (" + address + ")";
    }
  }

  /// An address that no interface of the configuration owns: the Internet, or a private network
  /// beyond a gateway. No layer of the configuration filters there.
  ///
  /// @param vpcId the VPC of the configuration in whose blocks the address lies, so that an
  ///   interface is missing from the configuration or nothing has the address; null for an address
  ///   elsewhere
  record Outside(IpAddress address, @Nullable String vpcId) implements Endpoint {
    public Outside {
      requireNonNull(address, "address is null");
    }

    /// The address, and the VPC it lies in where that is known: `10.0.1.9 in vpc-0a`.
    String whereabouts() {
      return vpcId == null ? address.toString() : address + " in " + vpcId;
    }

    @Override
    public String toString() {
      return address.toString();
    }
  }
}
