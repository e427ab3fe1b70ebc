package io.flowverdict.core.snapshot;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/// The account and Region that a configuration, a log and a finding belong to.
///
/// @param accountId twelve digits
/// @param region for example `eu-central-1`
public record Scope(String accountId, String region) {

  /// An account id ([AWS account identifiers](
  /// https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html)).
  public static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");

  /// The shape of a Region's code, such as `eu-central-1`, `us-gov-west-1` or `us-iso-east-1` ([AWS
  /// Regions](https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html)).
  /// Not a list, so that a Region that is new needs no new version.
  public static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]{1,12}){1,4}-[0-9]{1,2}");

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
