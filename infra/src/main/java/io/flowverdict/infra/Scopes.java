package io.flowverdict.infra;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Aws;

/// The accounts and Regions that are looked after.
final class Scopes {

  private Scopes() {}

  /// One account in one Region; of those that are deployed to, the tokens of the CDK.
  record Captured(String account, String region) {

    /// {@return what the names of constructs that belong to it end with}
    String id() {
      return idOf(account) + idOf(region);
    }

    private static String idOf(String part) {
      return part.equals(Aws.ACCOUNT_ID) || part.equals(Aws.REGION) ? "Own" : part;
    }
  }

  /// {@return every account in every Region}
  static List<Captured> of(Settings settings) {
    List<String> accounts = new ArrayList<>(List.of(Aws.ACCOUNT_ID));
    accounts.addAll(settings.scopes().accounts());
    List<String> regions =
        settings.scopes().regions().isEmpty() ? List.of(Aws.REGION) : settings.scopes().regions();
    return accounts.stream()
        .flatMap(account -> regions.stream().map(region -> new Captured(account, region)))
        .toList();
  }
}
