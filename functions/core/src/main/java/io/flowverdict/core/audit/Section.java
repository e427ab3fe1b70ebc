package io.flowverdict.core.audit;

import io.flowverdict.core.snapshot.Incomplete;
import io.flowverdict.core.snapshot.Listing;

/// A part of a configuration that is read by calls of its own, so that it can be absent as a whole.
/// Where it is absent, that a resource is missing means nothing.
public enum Section {
  VPCS(Listing.VPCS),
  SUBNETS(Listing.SUBNETS),
  INTERFACES(Listing.INTERFACES),
  SECURITY_GROUPS(Listing.SECURITY_GROUPS),
  NETWORK_ACLS(Listing.NETWORK_ACLS),
  FLOW_LOGS(Listing.FLOW_LOGS);

  private final Listing listing;

  Section(Listing listing) {
    this.listing = listing;
  }

  /// What is in it, as the middle of a sentence.
  public String noun() {
    return listing.noun();
  }

  /// The call of `aws ec2` that reads it.
  public String call() {
    return listing.call();
  }

  /// {@return whether it is read by this listing, alone or with another one}
  boolean isOf(Listing other) {
    return listing == other || (this == SECURITY_GROUPS && other == Listing.SECURITY_GROUP_RULES);
  }

  /// {@return whether a snapshot that lacks this may lack something of the part, rules of groups
  /// included}
  boolean isTouchedBy(Incomplete incomplete) {
    return incomplete.listings().stream().anyMatch(this::isOf)
        || (this == SECURITY_GROUPS && !incomplete.groups().isEmpty());
  }
}
