package io.flowverdict.aws.capture;

import io.flowverdict.core.snapshot.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Leases among the threads of one process.
public final class InMemoryLeases implements Leases {
  private final Duration length;
  private final Map<Scope, Kept> leases = new HashMap<>();
  private int taken;

  private record Kept(Lease lease, Instant until, @Nullable GivenUp givenUp) {}

  /// @param length after which a lease ends by itself
  public InMemoryLeases(Duration length) {
    this.length = length;
  }

  @Override
  public synchronized Attempt take(Scope scope, Instant now) {
    Kept kept = leases.get(scope);
    if (kept != null && kept.until.isAfter(now)) {
      return kept.givenUp == null ? new Held(kept.until) : kept.givenUp;
    }
    Lease lease = new Lease(scope, "holder-" + ++taken, now.plus(length));
    leases.put(scope, new Kept(lease, lease.until(), null));
    return new Taken(lease);
  }

  @Override
  public synchronized void release(Lease lease) {
    if (isHeld(lease)) {
      leases.remove(lease.scope());
    }
  }

  @Override
  public synchronized void giveUp(Lease lease, GivenUp why, Instant until) {
    if (isHeld(lease)) {
      leases.put(lease.scope(), new Kept(lease, until, why));
    }
  }

  private boolean isHeld(Lease lease) {
    Kept kept = leases.get(lease.scope());
    return kept != null && kept.lease.equals(lease);
  }
}
