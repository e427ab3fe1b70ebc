package io.flowverdict.aws.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.finding.InMemoryFindings;
import io.flowverdict.core.finding.PageRequest;
import io.flowverdict.core.net.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Deliveries in any order, again and again, and at once, leave what one delivery of each leaves.
class DeliveryOrderTest {

  private static final int OBJECTS = 30;
  private static final int MOST_CAUSES = 6;
  private static final int WORKERS = 8;
  private static final DynamoDbClient CLIENT = LocalFindings.client();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void theItemsAreThoseOfOneCleanDelivery(long seed) {
    List<Delivery> deliveries = Delivery.random(seed, OBJECTS, MOST_CAUSES);
    Map<String, String> clean = clean(deliveries);
    List<Delivery> thrice = new ArrayList<>();
    for (int time = 0; time < 3; time++) {
      thrice.addAll(deliveries);
    }
    Collections.shuffle(thrice, new Random(seed));

    FindingsTable table = LocalFindings.newTable(CLIENT);
    Delivery.atOnce(thrice, WORKERS, LocalFindings.in(table, CLIENT));

    assertThat(TableContent.of(CLIENT, table)).isEqualTo(clean);
    System.out.printf(
        "seed %d: %d objects delivered 3 times, shuffled, by %d workers: %d items, differences 0%n",
        seed, OBJECTS, WORKERS, clean.size());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {5, 6})
  void theTableAnswersAsFindingsInMemoryDo(long seed) {
    List<Delivery> deliveries = Delivery.random(seed, OBJECTS, MOST_CAUSES);
    DynamoFindings inTable = LocalFindings.in(LocalFindings.newTable(CLIENT), CLIENT);
    InMemoryFindings inMemory = new InMemoryFindings(LocalFindings.CLOCK);
    Delivery.atOnce(deliveries, WORKERS, inTable);
    deliveries.forEach(delivery -> delivery.to(inMemory));

    PageRequest all = PageRequest.first(100);
    assertThat(inTable.open(Sightings.FRANKFURT, all))
        .isEqualTo(inMemory.open(Sightings.FRANKFURT, all));
    for (int number = 0; number <= MOST_CAUSES; number++) {
      assertThat(inTable.ofResource(Sightings.FRANKFURT, "eni-" + number, all))
          .isEqualTo(inMemory.ofResource(Sightings.FRANKFURT, "eni-" + number, all));
      IpAddress address = IpAddress.ipv4(number);
      assertThat(inTable.ofAddress(Sightings.FRANKFURT, address, all))
          .isEqualTo(inMemory.ofAddress(Sightings.FRANKFURT, address, all));
      for (String owner : List.of("sg-" + number, "acl-" + number)) {
        assertThat(inTable.ofOwner(Sightings.FRANKFURT, owner, all))
            .isEqualTo(inMemory.ofOwner(Sightings.FRANKFURT, owner, all));
      }
    }
  }

  private static Map<String, String> clean(List<Delivery> deliveries) {
    FindingsTable table = LocalFindings.newTable(CLIENT);
    DynamoFindings findings = LocalFindings.in(table, CLIENT);
    deliveries.forEach(delivery -> delivery.to(findings));
    return TableContent.of(CLIENT, table);
  }
}
