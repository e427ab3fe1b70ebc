package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Sightings.DUBLIN;
import static io.flowverdict.aws.findings.Sightings.FRANKFURT;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.finding.LogDeliveries;
import java.time.Instant;
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
}
