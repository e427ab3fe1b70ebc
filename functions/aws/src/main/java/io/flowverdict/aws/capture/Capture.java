package io.flowverdict.aws.capture;

import io.flowverdict.aws.inventory.AccountUnreadableException;
import io.flowverdict.aws.inventory.InventoryException;
import io.flowverdict.aws.inventory.LiveConfiguration;
import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Span;
import io.flowverdict.core.snapshot.WritableHistory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Makes histories reach a time, by reading the configuration when they do not. May be shared by
/// threads.
public final class Capture {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /// How long nobody tries again after AWS refused, or after a reading failed.
  private static final Duration AFTER_REFUSAL = Duration.ofMinutes(5);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private final LiveConfiguration live;
  private final WritableHistory history;
  private final Leases leases;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Duration patience;

  /// @param patience how long to wait for another's reading, and for a time to come
  public Capture(
      LiveConfiguration live,
      WritableHistory history,
      Leases leases,
      Clock clock,
      Sleeper sleeper,
      Duration patience) {
    this.live = live;
    this.history = history;
    this.leases = leases;
    this.clock = clock;
    this.sleeper = sleeper;
    this.patience = patience;
  }

  /// Sees to it that the scope's configuration is known until a time.
  ///
  /// @param needed when that lies ahead, it is waited for: a reading shows the past only
  public Outcome reach(Scope scope, Instant needed) {
    Instant target = needed.truncatedTo(ChronoUnit.MILLIS);
    Instant deadline = clock.instant().plus(patience);
    try {
      if (target.isAfter(deadline)) {
        return new Outcome.Unfinished();
      }
      awaitTime(target);
      return reach(scope, target, deadline);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Outcome.Unfinished();
    }
  }

  private void awaitTime(Instant target) throws InterruptedException {
    Duration ahead = Duration.between(clock.instant(), target);
    if (ahead.isPositive()) {
      sleeper.sleep(ahead);
    }
  }

  private Outcome reach(Scope scope, Instant target, Instant deadline) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      Optional<Outcome> known = known(scope, target);
      if (known.isPresent()) {
        return known.get();
      }
      switch (leases.take(scope, clock.instant())) {
        case Leases.Taken(Lease lease) -> {
          return readUnder(lease, target);
        }
        case Leases.GivenUp(boolean refused, String reason) -> {
          return refused ? new Outcome.Refused(reason) : new Outcome.Failed(reason);
        }
        case Leases.Held(Instant until) -> {
          if (clock.instant().plus(pause).isAfter(deadline)) {
            return new Outcome.Unfinished();
          }
        }
      }
      sleeper.sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private Optional<Outcome> known(Scope scope, Instant target) {
    return history
        .newest(scope)
        .map(Span::verifiedUntil)
        .filter(verified -> !verified.isBefore(target))
        .map(Outcome.Known::new);
  }

  /// Reads, unless who held the lease before has just done so.
  private Outcome readUnder(Lease lease, Instant target) {
    boolean givenUp = false;
    try {
      Optional<Outcome> known = known(lease.scope(), target);
      return known.isPresent() ? known.get() : new Outcome.Captured(read(lease.scope()));
    } catch (AccountUnreadableException refused) {
      givenUp = true;
      giveUp(lease, new Leases.GivenUp(true, refused.reason()), AFTER_REFUSAL);
      return new Outcome.Refused(refused.reason());
    } catch (InventoryException failed) {
      givenUp = true;
      String reason = String.valueOf(failed.getMessage());
      giveUp(lease, new Leases.GivenUp(false, reason), AFTER_FAILURE);
      return new Outcome.Failed(reason);
    } finally {
      if (!givenUp) {
        leases.release(lease);
      }
    }
  }

  private Revision read(Scope scope) {
    Instant began = clock.instant();
    Snapshot snapshot = live.read(scope);
    return history.observe(scope, snapshot, began);
  }

  private void giveUp(Lease lease, Leases.GivenUp why, Duration pause) {
    leases.giveUp(lease, why, clock.instant().plus(pause));
  }
}
