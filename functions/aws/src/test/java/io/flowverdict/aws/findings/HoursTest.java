package io.flowverdict.aws.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.Hour;
import io.flowverdict.core.finding.Page;
import io.flowverdict.core.finding.PageRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class HoursTest {

  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final Instant HOUR = Instant.parse("2026-11-22T10:00:00Z");
  private static final Seen SEEN = new Seen(new Counts(1, 2, 3), HOUR, HOUR, 1);
  private static final DynamoDbClient CLIENT = LocalFindings.client();

  private final FindingsTable table = LocalFindings.newTable(CLIENT);

  @Test
  void anHourWithMoreObjectsThanItsItemsTakeCountsEachOnce() {
    Hours hours = hours(/* mostSources= */ 3, "2026-11-22T13:00:00Z");
    List<String> objects =
        IntStream.range(0, 60)
            .mapToObj(number -> "s3://logs/" + number)
            .collect(Collectors.toList());
    countAtOnce(hours, objects);
    Map<String, String> once = TableContent.of(CLIENT, table);
    assertThat(hours.total(ID).counts()).isEqualTo(new Counts(60, 120, 180));
    assertThat(once).hasSizeGreaterThanOrEqualTo(60 / 3);
    assertThat(once.keySet()).anyMatch(key -> key.endsWith(".5"));

    Collections.shuffle(objects, new Random(1));
    countAtOnce(hours, objects);
    assertThat(TableContent.of(CLIENT, table)).isEqualTo(once);
    assertThat(hours.page(ID, PageRequest.first(1)))
        .isEqualTo(new Page<>(List.of(new Hour(HOUR, new Counts(60, 120, 180))), null));
  }

  private static void countAtOnce(Hours hours, List<String> objects) {
    List<String> counted =
        objects.stream()
            .gather(
                Gatherers.mapConcurrent(
                    8,
                    object -> {
                      hours.count(ID, Sightings.source(object), HOUR, SEEN);
                      return object;
                    }))
            .toList();
    assertThat(counted).isEqualTo(objects);
  }

  @Test
  void anHourExpiresAfterItsRetention() {
    hours(10, "2026-11-22T13:00:00Z").count(ID, Sightings.source("s3://logs/a"), HOUR, SEEN);
    assertThat(hours(10, "2026-12-22T10:59:59Z").total(ID).counts()).isEqualTo(new Counts(1, 2, 3));
    assertThat(hours(10, "2026-12-22T11:00:00Z").total(ID).counts()).isEqualTo(Counts.NONE);
    assertThat(hours(10, "2026-12-22T11:00:00Z").page(ID, PageRequest.first(5)).items()).isEmpty();
  }

  private Hours hours(int mostSources, String now) {
    Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    return new Hours(CLIENT, table, Duration.ofDays(30), clock, mostSources);
  }
}
