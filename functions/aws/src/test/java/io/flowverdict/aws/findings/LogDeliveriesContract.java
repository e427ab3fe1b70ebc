package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Sightings.DUBLIN;
import static io.flowverdict.aws.findings.Sightings.FRANKFURT;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.finding.LogDeliveries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What every place that keeps deliveries does.
abstract class LogDeliveriesContract {

  abstract LogDeliveries deliveries();

  @Test
  void theSlotsOfAWindowAreThoseThatArrived() {
    LogDeliveries deliveries = deliveries();
    for (String slot :
        new String[] {
          "2026-11-21T23:55:00Z", "2026-11-22T00:00:00Z", "2026-11-22T00:00:00Z",
          "2026-11-22T23:59:00Z", "2026-11-23T00:04:00Z", "2026-11-24T10:00:00Z"
        }) {
      deliveries.arrived(FRANKFURT, "fl-1", Instant.parse(slot));
    }
    deliveries.arrived(FRANKFURT, "fl-2", Instant.parse("2026-11-22T10:00:00Z"));
    deliveries.arrived(DUBLIN, "fl-1", Instant.parse("2026-11-22T11:00:00Z"));

    assertThat(
            deliveries.slots(
                FRANKFURT,
                "fl-1",
                Instant.parse("2026-11-22T00:00:00Z"),
                Instant.parse("2026-11-23T00:04:00Z")))
        .map(Instant::toString)
        .containsExactly("2026-11-22T00:00:00Z", "2026-11-22T23:59:00Z", "2026-11-23T00:04:00Z");
    assertThat(
            deliveries.slots(
                FRANKFURT,
                "fl-3",
                Instant.parse("2026-11-22T00:00:00Z"),
                Instant.parse("2026-11-23T00:00:00Z")))
        .isEmpty();
  }

  @Test
  void theHoursInWhichAnInterfaceWasUndecidedAreKept() {
    LogDeliveries deliveries = deliveries();
    SortedSet<Instant> hours =
        new TreeSet<>(
            List.of(Instant.parse("2026-11-22T23:00:00Z"), Instant.parse("2026-11-23T00:00:00Z")));
    deliveries.undecided(FRANKFURT, Map.of("eni-1", hours));
    deliveries.undecided(FRANKFURT, Map.of("eni-1", hours));
    deliveries.undecided(FRANKFURT, Map.of("eni-1", hours, "eni-2", hours));
    Instant from = Instant.parse("2026-11-22T00:00:00Z");

    assertThat(
            deliveries.undecided(FRANKFURT, "eni-1", from, Instant.parse("2026-11-24T00:00:00Z")))
        .isEqualTo(hours);
    assertThat(
            deliveries.undecided(FRANKFURT, "eni-1", from, Instant.parse("2026-11-22T23:59:00Z")))
        .containsExactly(hours.first());
    assertThat(deliveries.undecided(FRANKFURT, "eni-3", from, hours.last())).isEmpty();
  }
}
