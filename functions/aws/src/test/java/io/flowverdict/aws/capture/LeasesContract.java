package io.flowverdict.aws.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.aws.capture.Leases.Attempt;
import io.flowverdict.aws.capture.Leases.GivenUp;
import io.flowverdict.aws.capture.Leases.Held;
import io.flowverdict.aws.capture.Leases.Taken;
import io.flowverdict.core.snapshot.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What holds of all leases. They last two minutes.
abstract class LeasesContract {
  static final Duration LENGTH = Duration.ofMinutes(2);

  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");

  private final Leases leases = leases();

  abstract Leases leases();

  @Test
  void aLeaseIsForOne() {
    assertThat(leases.take(SCOPE, TEN)).isInstanceOf(Taken.class);
    assertThat(leases.take(SCOPE, TEN.plusSeconds(1))).isEqualTo(new Held(TEN.plus(LENGTH)));
  }

  @Test
  void eachScopeHasItsOwn() {
    take(TEN);

    assertThat(leases.take(new Scope("111122223333", "us-east-1"), TEN)).isInstanceOf(Taken.class);
  }

  @Test
  void aReleasedLeaseCanBeTaken() {
    leases.release(take(TEN));

    assertThat(leases.take(SCOPE, TEN)).isInstanceOf(Taken.class);
  }

  @Test
  void aLeaseWhoseHolderStoppedEndsByItself() {
    take(TEN);

    assertThat(leases.take(SCOPE, TEN.plus(LENGTH).minusMillis(1))).isInstanceOf(Held.class);
    assertThat(leases.take(SCOPE, TEN.plus(LENGTH))).isInstanceOf(Taken.class);
  }

  @Test
  void whoComesBackLateLeavesTheNextHoldersLeaseAlone() {
    Lease late = take(TEN);
    take(TEN.plus(LENGTH));

    leases.release(late);
    leases.giveUp(late, new GivenUp(true, "no"), TEN.plus(LENGTH).plusSeconds(60));

    assertThat(leases.take(SCOPE, TEN.plus(LENGTH).plusSeconds(1)))
        .isEqualTo(new Held(TEN.plus(LENGTH).plus(LENGTH)));
  }

  @Test
  void aReleaseMayComeTwice() {
    Lease lease = take(TEN);

    leases.release(lease);
    leases.release(lease);

    assertThat(leases.take(SCOPE, TEN)).isInstanceOf(Taken.class);
  }

  @Test
  void whoGivesUpSaysWhyUntilItIsTimeToTryAgain() {
    GivenUp refused = new GivenUp(true, "AssumeRole is refused (AccessDenied: \"no\")");
    leases.giveUp(take(TEN), refused, TEN.plusSeconds(300));

    assertThat(leases.take(SCOPE, TEN.plusSeconds(299))).isEqualTo(refused);
    assertThat(leases.take(SCOPE, TEN.plusSeconds(300))).isInstanceOf(Taken.class);
    assertThat(leases.take(SCOPE, TEN.plusSeconds(301))).isInstanceOf(Held.class);
  }

  @Test
  void ofManyAtOnceOneGetsIt() throws Exception {
    Callable<Attempt> attempt = () -> leases.take(SCOPE, TEN);
    int taken = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Attempt> each : threads.invokeAll(Collections.nCopies(30, attempt))) {
        taken += each.get() instanceof Taken ? 1 : 0;
      }
    }

    assertThat(taken).isEqualTo(1);
  }

  private Lease take(Instant now) {
    return ((Taken) leases.take(SCOPE, now)).lease();
  }
}
