package io.flowverdict.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flowverdict.aws.capture.Capture;
import io.flowverdict.aws.capture.InMemoryLeases;
import io.flowverdict.aws.capture.Leases;
import io.flowverdict.aws.inventory.InventoryException;
import io.flowverdict.aws.inventory.LiveConfiguration;
import io.flowverdict.aws.queue.Redelivery;
import io.flowverdict.core.snapshot.InMemoryHistory;
import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Span;
import io.flowverdict.core.snapshot.Vpc;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bursts of changes, delivered as EventBridge and SQS do, to an API that shows a change with a
/// delay.
class ChangeBurstTest {
  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private static final Duration QUEUE_DELAY = Duration.ofSeconds(30);
  private static final Duration BATCHING_WINDOW = Duration.ofSeconds(30);
  private static final Duration VISIBILITY_TIMEOUT = Duration.ofMinutes(6);
  private static final int BATCH = 250;

  private final TestClock clock = new TestClock(START);
  private final Random random = new Random(11);
  private final EventuallyConsistentApi api = new EventuallyConsistentApi();
  private final InMemoryHistory history = new InMemoryHistory();
  private final InMemoryLeases leases = new InMemoryLeases(Duration.ofMinutes(4));
  private final PriorityQueue<Message> queue =
      new PriorityQueue<>(Comparator.comparing(Message::visibleAt));

  private record Message(String id, String body, Instant visibleAt) {}

  /// Changes, the seconds over which they are spread, and how often the configuration may be read.
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1000, 1, 2", "1000, 45, 3", "1000, 300, 12"})
  void aBurstIsReadAHandfulOfTimesAndItsLastChangeIsSeen(int changes, int seconds, int most)
      throws IOException {
    Instant last = change(changes, seconds);

    deliverAll();

    System.out.printf("%d changes in %d s: %d readings%n", changes, seconds, api.readings);
    assertThat(api.readings).isBetween(1, most);
    assertThatHistoryShows(changes, last);
  }

  @Test
  void theLastChangeIsSeenThoughReadingsFail() throws IOException {
    api.failing = 2;
    Instant last = change(1000, 45);

    deliverAll();

    assertThatHistoryShows(1000, last);
  }

  @Test
  void theLastChangeIsSeenThoughAnInvocationDiedWithTheLease() throws IOException {
    assertThat(leases.take(SCOPE, START.plusSeconds(40))).isInstanceOf(Leases.Taken.class);
    Instant last = change(1000, 45);

    deliverAll();

    assertThatHistoryShows(1000, last);
  }

  /// {@return the time of the last change}
  private Instant change(int changes, int seconds) {
    Instant last = START;
    for (int i = 1; i <= changes; i++) {
      last = START.plusMillis(seconds * 1000L * i / changes);
      api.changes.put(i, last);
      Instant arrives = last.plusMillis(random.nextInt(500, 15_000));
      String event = Events.change("AuthorizeSecurityGroupIngress", last.toString());
      queue.add(new Message("m" + i, event, arrives.plus(QUEUE_DELAY)));
    }
    return last;
  }

  /// Delivers until nothing is left: batches of what is visible at the end of each window.
  private void deliverAll() throws IOException {
    while (!queue.isEmpty()) {
      clock.advanceTo(queue.element().visibleAt().plus(BATCHING_WINDOW));
      List<Message> visible = new ArrayList<>();
      while (!queue.isEmpty() && !queue.element().visibleAt().isAfter(clock.instant())) {
        visible.add(queue.remove());
      }
      for (int from = 0; from < visible.size(); from += BATCH) {
        deliver(visible.subList(from, Math.min(from + BATCH, visible.size())));
      }
    }
  }

  private void deliver(List<Message> messages) throws IOException {
    Map<String, String> bodies = new LinkedHashMap<>();
    messages.forEach(message -> bodies.put(message.id(), message.body()));
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    Capture capture = new Capture(api, history, leases, clock, clock, Duration.ofSeconds(60));
    new CaptureHandler(capture, Redelivery.BY_THE_QUEUE, clock)
        .handleRequest(
            new ByteArrayInputStream(Events.batch(bodies).getBytes(UTF_8)),
            answer,
            new TestContext());
    Set<String> failed = new HashSet<>();
    for (JsonNode failure :
        JsonMapper.builder().build().readTree(answer.toByteArray()).path("batchItemFailures")) {
      failed.add(failure.path("itemIdentifier").asText());
    }
    Instant again = clock.instant().plus(VISIBILITY_TIMEOUT);
    messages.stream()
        .filter(message -> failed.contains(message.id()))
        .forEach(message -> queue.add(new Message(message.id(), message.body(), again)));
  }

  private void assertThatHistoryShows(int change, Instant at) {
    assertThat(history.newest(SCOPE).map(Span::verifiedUntil).orElseThrow())
        .isAfterOrEqualTo(at.plus(CaptureRequest.SETTLING));
    assertThat(history.covering(SCOPE, clock.instant(), clock.instant()))
        .extracting(Revision::snapshot)
        .containsExactly(api.after(change));
  }

  /// Shows a change up to 25 seconds late.
  private final class EventuallyConsistentApi implements LiveConfiguration {
    private final Map<Integer, Instant> changes = new LinkedHashMap<>();
    private int readings;
    private int failing;

    @Override
    public Snapshot read(Scope scope) {
      if (failing-- > 0) {
        throw new InventoryException("DescribeVpcs failed: RequestLimitExceeded");
      }
      readings++;
      Instant shown = clock.instant().minusSeconds(random.nextInt(0, 26));
      clock.sleep(Duration.ofSeconds(2));
      int last = 0;
      for (Map.Entry<Integer, Instant> change : changes.entrySet()) {
        last = change.getValue().isAfter(shown) ? last : change.getKey();
      }
      return after(last);
    }

    private Snapshot after(int change) {
      Vpc vpc = new Vpc("vpc-1", "change " + change, null, false, List.of(), null);
      return Snapshot.builder().vpcs(List.of(vpc)).build();
    }
  }
}
