package io.flowverdict.aws.inventory;

import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Configurations that are what they were set to. May be shared by threads.
public final class FixedConfiguration implements LiveConfiguration {
  private final ConcurrentMap<Scope, Snapshot> snapshots = new ConcurrentHashMap<>();
  private final AtomicInteger readings = new AtomicInteger();

  /// Sets the configuration of an account and Region. Those never set cannot be read.
  public FixedConfiguration set(Scope scope, Snapshot snapshot) {
    snapshots.put(scope, snapshot);
    return this;
  }

  /// {@return how often configurations were read}
  public int readings() {
    return readings.get();
  }

  @Override
  public Snapshot read(Scope scope) {
    readings.incrementAndGet();
    Snapshot snapshot = snapshots.get(scope);
    if (snapshot == null) {
      throw new AccountUnreadableException(scope, "no configuration is set for it");
    }
    return snapshot;
  }
}
