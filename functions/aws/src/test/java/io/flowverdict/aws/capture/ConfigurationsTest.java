package io.flowverdict.aws.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.aws.inventory.FixedConfiguration;
import io.flowverdict.aws.inventory.InventoryException;
import io.flowverdict.aws.inventory.LiveConfiguration;
import io.flowverdict.core.snapshot.InMemoryHistory;
import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Span;
import io.flowverdict.core.snapshot.Vpc;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Captures and what judging gets of them.
class ConfigurationsTest {
  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant RECORDS_FROM = TEN.minusSeconds(900);
  private static final Instant RECORDS_TO = TEN.minusSeconds(600);

  private final TestClock clock = new TestClock(TEN);
  private final InMemoryHistory history = new InMemoryHistory();
  private final InMemoryLeases leases = new InMemoryLeases(Duration.ofMinutes(4));
  private final FixedConfiguration live = new FixedConfiguration().set(SCOPE, content("now"));

  @Test
  void whereNothingIsKnownTheConfigurationOfNowStandsInAndThatIsSaid() {
    Coverage coverage = covering(live);

    assertThat(names(coverage)).containsExactly("now");
    assertThat(coverage.isKnown()).isFalse();
    assertThat(coverage.caveat())
        .contains(
            "The configuration of 111122223333/eu-central-1 was first read at"
                + " 2026-11-22T10:00:00Z; before that it may have been another.");
    assertThat(coverage.shortfall()).isNull();
  }

  @Test
  void whatIsKnownIsNotReadAgain() {
    observe("then", TEN.minusSeconds(1000));
    observe("then", TEN.minusSeconds(500));

    Coverage coverage = covering(live);

    assertThat(names(coverage)).containsExactly("then");
    assertThat(coverage.isKnown()).isTrue();
    assertThat(coverage.caveat()).isEmpty();
    assertThat(live.readings()).isZero();
  }

  @Test
  void whatIsOlderThanTheRecordsIsReadAgain() {
    observe("then", TEN.minusSeconds(1000));

    Coverage coverage = covering(live);

    assertThat(names(coverage)).containsExactly("then", "now");
    assertThat(coverage.isKnown()).isTrue();
    assertThat(live.readings()).isEqualTo(1);
    assertThat(history.newest(SCOPE).map(Span::verifiedUntil)).contains(TEN);
  }

  @Test
  void anUnchangedConfigurationIsKnownThroughout() {
    observe("now", TEN.minusSeconds(1000));

    assertThat(names(covering(live))).containsExactly("now");
    assertThat(history.newest(SCOPE)).map(Span::observedFrom).contains(TEN.minusSeconds(1000));
  }

  @Test
  void whatChangedShortlyBeforeOrAfterTheRecordsMayHaveBeenInForceInThem() {
    observe("before", RECORDS_FROM.minusSeconds(500));
    observe("before", RECORDS_FROM.minusSeconds(40));
    observe("during", RECORDS_FROM.minusSeconds(30));
    observe("during", RECORDS_TO.plusSeconds(30));
    observe("after", RECORDS_TO.plusSeconds(40));
    observe("after", TEN);

    assertThat(names(covering(live))).containsExactly("before", "during", "after");
  }

  @Test
  void recordsOfThisMinuteAreReadForAsOfNow() {
    Coverage coverage = configurations(live).covering(SCOPE, TEN.minusSeconds(20), TEN);

    assertThat(names(coverage)).containsExactly("now");
    assertThat(clock.instant()).isEqualTo(TEN);
  }

  @Test
  void anotherThatReadsIsWaitedFor() {
    Lease another = ((Leases.Taken) leases.take(SCOPE, TEN)).lease();
    clock.meanwhile(() -> {
      if (clock.instant().isAfter(TEN.plusSeconds(5))) {
        observe("read by another", TEN.plusSeconds(1));
        leases.release(another);
      }
    });

    assertThat(names(covering(live))).containsExactly("read by another");
    assertThat(live.readings()).isZero();
  }

  @Test
  void whoWaitsReadsItselfWhenTheOtherStopped() {
    leases.take(SCOPE, TEN.minus(Duration.ofMinutes(4)).plusSeconds(10));

    assertThat(names(covering(live))).containsExactly("now");
    assertThat(live.readings()).isEqualTo(1);
    assertThat(clock.instant()).isBetween(TEN.plusSeconds(10), TEN.plusSeconds(13));
  }

  @Test
  void waitingHasAnEndAndWhatIsKnownIsGoneOnWith() {
    observe("then", TEN.minusSeconds(1000));
    leases.take(SCOPE, TEN);

    Coverage coverage = covering(live);

    assertThat(names(coverage)).containsExactly("then");
    assertThat(coverage.shortfall()).isEqualTo(new Outcome.Unfinished());
    assertThat(coverage.caveat())
        .contains(
            "The configuration of 111122223333/eu-central-1 was last read at"
                + " 2026-11-22T09:43:20Z; since then it may have changed. It was still being"
                + " read.");
    assertThat(clock.instant()).isBetween(TEN.plusSeconds(27), TEN.plusSeconds(30));
  }

  @Test
  void anAccountThatRefusesIsReportedAndNotAskedByEverybody() {
    Scope other = new Scope("444455556666", "eu-central-1");

    for (int i = 0; i < 20; i++) {
      Coverage coverage = configurations(live).covering(other, RECORDS_FROM, RECORDS_TO);

      assertThat(coverage.revisions()).isEmpty();
      assertThat(coverage.isKnown()).isFalse();
      assertThat(coverage.shortfall())
          .isEqualTo(new Outcome.Refused("no configuration is set for it"));
      assertThat(coverage.caveat())
          .contains(
              "The configuration of 444455556666/eu-central-1 is not known. Reading it is refused:"
                  + " no configuration is set for it.");
    }
    assertThat(live.readings()).isEqualTo(1);
  }

  @Test
  void anAccountThatRefusedIsAskedAgainAfterAWhile() {
    FixedConfiguration none = new FixedConfiguration();
    assertThat(covering(none).shortfall()).isInstanceOf(Outcome.Refused.class);
    clock.set(TEN.plusSeconds(301));

    assertThat(names(covering(none.set(SCOPE, content("mended"))))).containsExactly("mended");
  }

  @Test
  void aReadingThatFailsIsSaidAndGoneOnWithout() {
    observe("then", TEN.minusSeconds(1000));
    LiveConfiguration busy =
        scope -> {
          throw new InventoryException("DescribeVpcs failed: RequestLimitExceeded");
        };

    Coverage coverage = covering(busy);

    assertThat(names(coverage)).containsExactly("then");
    assertThat(coverage.shortfall())
        .isEqualTo(new Outcome.Failed("DescribeVpcs failed: RequestLimitExceeded"));
    assertThat(names(covering(live))).containsExactly("then");
    clock.set(TEN.plusSeconds(31));
    assertThat(names(covering(live))).containsExactly("then", "now");
  }

  @Test
  void anErrorOfOursIsNotHiddenAndDoesNotKeepTheLease() {
    LiveConfiguration broken =
        scope -> {
          throw new IllegalStateException("a bug");
        };

    assertThatThrownBy(() -> covering(broken)).hasMessage("a bug");
    assertThat(leases.take(SCOPE, TEN)).isInstanceOf(Leases.Taken.class);
  }

  @Test
  void aWaitThatIsInterruptedEnds() {
    leases.take(SCOPE, TEN);
    Capture capture =
        new Capture(
            live,
            history,
            leases,
            clock,
            time -> {
              throw new InterruptedException();
            },
            Duration.ofSeconds(30));

    assertThat(capture.reach(SCOPE, TEN)).isEqualTo(new Outcome.Unfinished());
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatLiesAheadIsWaitedForWithinBounds() {
    Capture capture = new Capture(live, history, leases, clock, clock, Duration.ofSeconds(30));

    assertThat(capture.reach(SCOPE, TEN.plusSeconds(20))).isInstanceOf(Outcome.Captured.class);
    assertThat(history.newest(SCOPE).map(Span::observedFrom)).contains(TEN.plusSeconds(20));
    assertThat(capture.reach(SCOPE, TEN.plusSeconds(100))).isEqualTo(new Outcome.Unfinished());
  }

  private Coverage covering(LiveConfiguration current) {
    return configurations(current).covering(SCOPE, RECORDS_FROM, RECORDS_TO);
  }

  private Configurations configurations(LiveConfiguration current) {
    Capture capture = new Capture(current, history, leases, clock, clock, Duration.ofSeconds(30));
    return new Configurations(history, capture, clock);
  }

  private void observe(String name, Instant at) {
    Revision revision = history.observe(SCOPE, content(name), at);
    assertThat(revision.snapshot()).isEqualTo(content(name));
  }

  private static List<String> names(Coverage coverage) {
    return coverage.revisions().stream()
        .map(revision -> revision.snapshot().vpcs().firstKey())
        .toList();
  }

  private static Snapshot content(String name) {
    return Snapshot.builder()
        .vpcs(List.of(new Vpc(name, null, null, false, List.of(), null)))
        .build();
  }
}
