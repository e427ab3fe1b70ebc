package io.flowverdict.aws.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A process that stops before or after any request leaves nothing that the next one cannot
/// complete.
class StoppedProcessTest {

  private static final DynamoDbClient CLIENT = LocalFindings.client();

  private final List<Delivery> deliveries = Delivery.random(7, 6, 4);

  @Test
  void whereverTheProcessStopsARedeliveryCompletesItsWork() {
    FindingsTable cleanTable = LocalFindings.newTable(CLIENT);
    Wire wire = Wire.undisturbed();
    deliveries.forEach(
        delivery -> delivery.to(LocalFindings.in(cleanTable, LocalFindings.client(wire))));
    Map<String, String> clean = TableContent.of(CLIENT, cleanTable);

    long requests = wire.requests();
    for (Wire.Fate stop : List.of(Wire.Fate.STOP_BEFORE, Wire.Fate.STOP_AFTER)) {
      for (long number = 1; number <= requests; number++) {
        FindingsTable table = LocalFindings.newTable(CLIENT);
        Delivery interrupted = deliverUntil(stop, number, table);
        List<Delivery> rest =
            deliveries.subList(deliveries.indexOf(interrupted), deliveries.size());
        rest.forEach(delivery -> delivery.to(LocalFindings.in(table, CLIENT)));
        assertThat(TableContent.of(CLIENT, table))
            .as("%s request %d", stop, number)
            .isEqualTo(clean);
        CLIENT.deleteTable(delete -> delete.tableName(table.name()));
      }
    }
    System.out.printf(
        "%d objects, %d items: stop points %d, differences 0%n",
        deliveries.size(), clean.size(), 2 * requests);
  }

  /// {@return the delivery during which the process stopped}
  private Delivery deliverUntil(Wire.Fate stop, long number, FindingsTable table) {
    Wire wire = new Wire(request -> request == number ? stop : Wire.Fate.PASS);
    DynamoFindings findings = LocalFindings.in(table, LocalFindings.client(wire));
    for (Delivery delivery : deliveries) {
      if (isInterrupted(delivery, findings)) {
        assertThat(wire.hasStopped()).isTrue();
        return delivery;
      }
    }
    throw new AssertionError("There was no request " + number);
  }

  private static boolean isInterrupted(Delivery delivery, DynamoFindings findings) {
    try {
      delivery.to(findings);
      return false;
    } catch (Wire.StoppedException stopped) {
      return true;
    }
  }
}
