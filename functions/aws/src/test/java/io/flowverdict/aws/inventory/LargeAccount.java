package io.flowverdict.aws.inventory;

import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;

/// An account of the size that the figures are given for.
public final class LargeAccount {
  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final GeneratedAccount ACCOUNT =
      new GeneratedAccount(20, 400, 5_000, 2_500, 60, 200, 40, 100, 100);

  private LargeAccount() {}

  /// {@return the account as the live adapter reads it}
  public static Snapshot read() {
    return new Inventory(SCOPE, new GeneratedEc2(ACCOUNT)).read();
  }
}
