package io.flowverdict.aws.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.Severity;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Hundreds of invocations that see one finding at once.
class HotFindingTest {

  private static final int INVOCATIONS = 200;
  private static final Instant HOUR = Instant.parse("2026-11-22T10:00:00Z");
  private static final DynamoDbClient CLIENT = LocalFindings.client();

  @Test
  @Timeout(300)
  void twoHundredInvocationsThatFindItFirstLoseNoCount() {
    FindingsTable table = LocalFindings.newTable(CLIENT);
    invoke("a new finding", table, _ -> Wire.Fate.PASS);
  }

  @Test
  @Timeout(300)
  void twoHundredInvocationsLoseNoCount() {
    FindingsTable table = LocalFindings.newTable(CLIENT);
    invoke(CLIENT, table, 0);
    invoke("a known finding", table, _ -> Wire.Fate.PASS);
  }

  @Test
  @Timeout(300)
  void invocationsThatAreThrottledLoseNoCount() {
    FindingsTable table = LocalFindings.newTable(CLIENT);
    invoke(CLIENT, table, 0);
    AtomicLong window = new AtomicLong();
    AtomicLong taken = new AtomicLong();
    invoke(
        "a known finding, throttled to 100 requests/s",
        table,
        _ -> {
          long now = System.nanoTime() / 100_000_000;
          if (window.getAndSet(now) != now) {
            taken.set(0);
          }
          return taken.incrementAndGet() > 10 ? Wire.Fate.THROTTLE : Wire.Fate.PASS;
        });
  }

  private static void invoke(String name, FindingsTable table, LongFunction<Wire.Fate> fates) {
    Wire wire = new Wire(fates);
    DynamoDbClient client = LocalFindings.client(wire);
    long start = System.nanoTime();
    List<Integer> done =
        IntStream.range(0, INVOCATIONS)
            .boxed()
            .gather(Gatherers.mapConcurrent(INVOCATIONS, number -> invoke(client, table, number)))
            .toList();
    double seconds = (System.nanoTime() - start) / 1e9;

    assertThat(done).hasSize(INVOCATIONS);
    Finding finding = LocalFindings.in(table, CLIENT).find(Sightings.cause(443).id()).orElseThrow();
    assertThat(finding.total()).isEqualTo(new Counts(INVOCATIONS, 2L * INVOCATIONS, sumOfBytes()));
    assertThat(finding.first()).isEqualTo(HOUR);
    assertThat(finding.last()).isEqualTo(HOUR.plusSeconds(INVOCATIONS - 1));
    long writes = wire.arrived("UpdateItem") + wire.arrived("PutItem");
    System.out.printf(
        "%d invocations on %s: counts exact, %d writes in %.2f s = %.0f writes/s;"
            + " %d requests, of them %d retries%n",
        INVOCATIONS, name, writes, seconds, writes / seconds, wire.requests(), wire.retries());
  }

  private static int invoke(DynamoDbClient client, FindingsTable table, int number) {
    String object = "s3://logs/" + number;
    Counts counts = new Counts(1, 2, number);
    ObservedCause seen =
        Sightings.seen(
            Sightings.cause(443),
            Severity.MEDIUM,
            HOUR.plusSeconds(number * 37L % INVOCATIONS),
            object,
            1,
            counts);
    LocalFindings.in(table, client).record(Sightings.source(object), List.of(seen));
    return number;
  }

  private static long sumOfBytes() {
    return IntStream.range(0, INVOCATIONS).sum();
  }
}
