package io.flowverdict.infra;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Aws;

/// The accounts and Regions that are looked after: every account in every Region.
///
/// @param accounts the account that is deployed to, as a token of the CDK, and the others. The
///   first may be one of the others too, for what lists an organization's accounts lists it.
/// @param regions the Region that is deployed to, as a token of the CDK, where none is given
record Scopes(List<String> accounts, List<String> regions) {

  Scopes {
    accounts = List.copyOf(accounts);
    regions = List.copyOf(regions);
  }

  static Scopes of(Settings settings) {
    List<String> accounts = new ArrayList<>(List.of(Aws.ACCOUNT_ID));
    accounts.addAll(settings.scopes().accounts());
    return new Scopes(
        accounts,
        settings.scopes().regions().isEmpty() ? List.of(Aws.REGION) : settings.scopes().regions());
  }
}
