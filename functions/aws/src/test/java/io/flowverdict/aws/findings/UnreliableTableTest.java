package io.flowverdict.aws.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A table that throttles, fails, and loses answers, loses no counts.
class UnreliableTableTest {

  private static final int WORKERS = 4;
  private static final DynamoDbClient CLIENT = LocalFindings.client();

  private final List<Delivery> deliveries = Delivery.random(8, 60, 6);

  @Test
  @Timeout(300)
  void aTenthOfFailuresAndThrottlingLoseNothing() {
    Wire wire = new Wire(number -> fate(new Random(number).nextInt(100)));
    FindingsTable table = LocalFindings.newTable(CLIENT);
    Delivery.atOnce(deliveries, WORKERS, LocalFindings.in(table, LocalFindings.client(wire)));

    assertThat(TableContent.of(CLIENT, table)).isEqualTo(clean());
    assertThat(wire.retries()).isPositive();
    System.out.printf(
        "10 %% errors, 5 %% throttling, 3 %% lost answers: %d requests, of them %d retries,"
            + " differences 0%n",
        wire.requests(), wire.retries());
  }

  private static Wire.Fate fate(int percent) {
    if (percent < 10) {
      return Wire.Fate.FAIL;
    }
    if (percent < 15) {
      return Wire.Fate.THROTTLE;
    }
    return percent < 18 ? Wire.Fate.LOSE_ANSWER : Wire.Fate.PASS;
  }

  @Test
  void readsThatTheTableDoesNotGetToCostWritesAndNothingElse() {
    FindingsTable table = LocalFindings.newTable(CLIENT);
    DynamoDbClient client = LocalFindings.client(new Wire(_ -> Wire.Fate.LEAVE_UNREAD));
    Delivery.atOnce(deliveries, WORKERS, LocalFindings.in(table, client));
    assertThat(TableContent.of(CLIENT, table)).isEqualTo(clean());
  }

  private Map<String, String> clean() {
    FindingsTable table = LocalFindings.newTable(CLIENT);
    DynamoFindings findings = LocalFindings.in(table, CLIENT);
    deliveries.forEach(delivery -> delivery.to(findings));
    return TableContent.of(CLIENT, table);
  }
}
