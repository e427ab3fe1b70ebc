package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.Cidr;
import org.jspecify.annotations.Nullable;

/// The other side that a security-group rule names: the source of an ingress rule, the destination
/// of an egress rule.
public sealed interface Peer {

  /// The addresses of a CIDR block.
  record OfCidr(Cidr cidr) implements Peer {
    public OfCidr {
      requireNonNull(cidr, "cidr is null");
    }

    @Override
    public String toString() {
      return cidr.toString();
    }
  }

  /// The addresses of the entries of a prefix list.
  record OfPrefixList(String prefixListId) implements Peer {
    public OfPrefixList {
      requireNonNull(prefixListId, "prefixListId is null");
    }

    @Override
    public String toString() {
      return prefixListId;
    }
  }

  /// The private addresses of the interfaces that carry another security group.
  ///
  /// @param groupId the referenced group
  /// @param accountId the account that owns it; null when the API does not say, as it does for a
  ///   group that was deleted
  /// @param vpcId the VPC of the referenced group when it is another one
  /// @param peeringConnectionId the peering connection through which it is referenced
  /// @param peeringStatus the status of that connection, for example `active` or `deleted`
  record OfGroup(
      String groupId,
      @Nullable String accountId,
      @Nullable String vpcId,
      @Nullable String peeringConnectionId,
      @Nullable String peeringStatus)
      implements Peer {
    public OfGroup {
      requireNonNull(groupId, "groupId is null");
    }

    /// {@return a reference to a group of the same account and VPC}
    public static OfGroup local(String groupId) {
      return new OfGroup(groupId, null, null, null, null);
    }

    @Override
    public String toString() {
      return groupId;
    }
  }
}
