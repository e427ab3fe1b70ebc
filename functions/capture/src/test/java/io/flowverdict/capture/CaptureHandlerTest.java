package io.flowverdict.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.aws.capture.Capture;
import io.flowverdict.aws.capture.InMemoryLeases;
import io.flowverdict.aws.inventory.FixedConfiguration;
import io.flowverdict.aws.queue.Redelivery;
import io.flowverdict.core.snapshot.InMemoryHistory;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaptureHandlerTest {
  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestClock clock = new TestClock(TEN);
  private final InMemoryHistory history = new InMemoryHistory();
  private final InMemoryLeases leases = new InMemoryLeases(Duration.ofMinutes(4));
  private final FixedConfiguration live = new FixedConfiguration().set(SCOPE, Snapshot.EMPTY);
  private final TestContext context = new TestContext();
  private final List<String> hastened = new ArrayList<>();
  private Redelivery redelivery =
      message -> {
        hastened.add(message.id());
        return Optional.empty();
      };

  @Test
  void theScheduleCaptures() throws IOException {
    assertThat(handle(scheduled("2026-11-22T10:00:00Z")))
        .contains("\"outcome\":\"captured\"", "\"observedFrom\":\"2026-11-22T10:00:00Z\"");
    assertThat(live.readings()).isEqualTo(1);
  }

  @Test
  void whatIsKnownIsNotReadAgain() throws IOException {
    handle(scheduled("2026-11-22T10:00:00Z"));
    assertThat(handle(scheduled("2026-11-22T09:59:00Z"))).contains("\"outcome\":\"known\"");
    assertThat(live.readings()).isEqualTo(1);
  }

  @Test
  void aChangeIsReadAfterItHasSettledAndNotBefore() throws IOException {
    handle(Events.change("RunInstances", "2026-11-22T09:59:50Z"));

    assertThat(history.newest(SCOPE).map(Span::observedFrom))
        .contains(Instant.parse("2026-11-22T10:00:20Z"));
  }

  @Test
  void whatChangesNothingIsIgnored() throws IOException {
    assertThat(handle(Events.change("DescribeVpcs", "2026-11-22T09:59:50Z")))
        .isEqualTo("{\"outcome\":\"ignored\"}");
    assertThat(live.readings()).isZero();
  }

  @Test
  void aSingleEventThatCannotBeServedFailsTheInvocation() {
    assertThatThrownBy(() -> handle(scheduled("2026-11-22T10:00:00Z").replace("1111", "9999")))
        .isInstanceOf(CaptureFailedException.class)
        .hasMessage(
            "The configuration of 999922223333/eu-central-1: Reading it is refused: no"
                + " configuration is set for it.");
  }

  @Test
  void aBatchReadsEachScopeOnce() throws IOException {
    Map<String, String> messages = new LinkedHashMap<>();
    for (int i = 10; i < 30; i++) {
      messages.put("m" + i, Events.change("RunInstances", "2026-11-22T09:59:%dZ".formatted(i)));
    }
    messages.put("irrelevant", Events.change("CreateTags", "2026-11-22T09:59:00Z"));

    assertThat(handle(Events.batch(messages))).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(live.readings()).isEqualTo(1);
    assertThat(context.lines())
        .singleElement()
        .asString()
        .contains("\"events\":20", "\"needed\":\"2026-11-22T09:59:59Z\"", "\"captured\"");
  }

  @Test
  void messagesThatCannotBeServedComeBackAndTheOthersDoNot() throws IOException {
    Map<String, String> messages = new LinkedHashMap<>();
    messages.put("good", Events.change("RunInstances", "2026-11-22T09:59:00Z"));
    messages.put("refused", scheduled("2026-11-22T09:59:00Z").replace("1111", "9999"));
    messages.put("hostile", "{\"account\":\"<script>\"}");
    messages.put("broken", "{");

    assertThat(handle(Events.batch(messages)))
        .contains("hostile", "broken", "refused")
        .doesNotContain("good");
    assertThat(context.lines())
        .anyMatch(line -> line.contains("\"message\":\"broken\"") && line.contains("no JSON"))
        .anyMatch(line -> line.contains("\"message\":\"hostile\"") && line.contains("account"));
    assertThat(hastened).containsExactlyInAnyOrder("hostile", "broken", "refused");
  }

  @Test
  void whatFailsIsCountedWithItsAccountAndRegion() throws IOException {
    Map<String, String> messages = new LinkedHashMap<>();
    String foreign = scheduled("2026-11-22T09:59:00Z").replace("1111", "9999");
    messages.put("refused", foreign);
    messages.put("again", foreign);
    messages.put("good", Events.change("RunInstances", "2026-11-22T09:59:00Z"));
    messages.put("broken", "{");

    handle(Events.batch(messages));

    assertThat(context.lines())
        .filteredOn(line -> line.contains("CaptureFailed"))
        .satisfiesExactly(
            broken ->
                assertThat(broken)
                    .contains(
                        "\"Dimensions\":[[\"Function\"]]",
                        "\"Metrics\":[{\"Name\":\"CaptureFailed\",\"Unit\":\"Count\"}]",
                        "\"Function\":\"capture\"",
                        "\"CaptureFailed\":1"),
            refused ->
                assertThat(refused)
                    .contains(
                        "\"Function\":\"capture\"",
                        "\"CaptureFailed\":2",
                        "\"account\":\"999922223333\"",
                        "\"region\":\"eu-central-1\"",
                        "\"outcome\":\"refused\""));
  }

  @Test
  void aMessageThatCannotBeHastenedComesBackAllTheSameAndThatIsLogged() throws IOException {
    redelivery = _ -> Optional.of("ReceiptHandleIsInvalid");

    assertThat(handle(Events.batch(Map.of("broken", "{")))).contains("broken");
    assertThat(context.lines())
        .anyMatch(line -> line.contains("\"notHastened\":\"ReceiptHandleIsInvalid\""));
  }

  @Test
  void aMessageWhoseReadingAnotherHasNotFinishedComesBack() throws IOException {
    leases.take(SCOPE, TEN);
    Map<String, String> messages =
        Map.of("waiting", Events.change("RunInstances", "2026-11-22T09:59:00Z"));

    assertThat(handle(Events.batch(messages)))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"waiting\"}]}");
    assertThat(live.readings()).isZero();
    assertThat(context.lines()).singleElement().asString().contains("\"unfinished\"");
  }

  @Test
  void anEmptyBatchIsAnswered() throws IOException {
    assertThat(handle("{\"Records\":[]}")).isEqualTo("{\"batchItemFailures\":[]}");
  }

  private static String scheduled(String time) {
    return """
    {"account":"111122223333","region":"eu-central-1","time":"%s"}\
    """
        .formatted(time);
  }

  private String handle(String event) throws IOException {
    Capture capture = new Capture(live, history, leases, clock, clock, PATIENCE);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    new CaptureHandler(capture, redelivery, clock)
        .handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), output, context);
    return output.toString(UTF_8);
  }
}
