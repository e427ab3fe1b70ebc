package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

/// The account and Region that a configuration, a log and a finding belong to.
///
/// @param accountId twelve digits
/// @param region for example `eu-central-1`
public record Scope(String accountId, String region) {
  public Scope {
    requireNonNull(accountId, "accountId is null");
    requireNonNull(region, "region is null");
  }

  /// `123456789012/eu-central-1`
  @Override
  public String toString() {
    return accountId + "/" + region;
  }
}
