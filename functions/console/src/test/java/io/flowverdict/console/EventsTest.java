package io.flowverdict.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The events and statements of the folder `events`, which people try.
class EventsTest {

  private static final Path EVENTS = Path.of("..", "..", "events");

  private final SampleWorld sample = new SampleWorld();

  @ParameterizedTest
  @ValueSource(strings = {"overview", "findings", "finding", "ask", "rules", "describe", "widget"})
  void everyEventIsAnswered(String name) throws IOException {
    JsonNode answer = sample.world.ask(event(name));
    assertThat(answer.has("error")).as(answer.toString()).isFalse();
    assertThat(answer.isTextual()).isEqualTo(List.of("describe", "widget").contains(name));
  }

  private static String event(String name) throws IOException {
    return Files.readString(EVENTS.resolve("console").resolve(name + ".json"));
  }

  @Test
  void theEventsThatSuppressDoAndUndo() throws IOException {
    SuppressHandler handler = new SuppressHandler(sample.world.findings, ConsoleWorld.CLOCK);
    assertThat(Invocation.of(handler, event("suppress")).path("status").asText())
        .isEqualTo("SUPPRESSED");
    assertThat(Invocation.of(handler, event("unsuppress")).path("status").asText())
        .isEqualTo("OPEN");
  }

  @Test
  void noOtherEventIsInTheFolder() throws IOException {
    try (Stream<Path> events = Files.list(EVENTS.resolve("console"))) {
      assertThat(events.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "overview.json",
              "findings.json",
              "finding.json",
              "ask.json",
              "rules.json",
              "describe.json",
              "widget.json",
              "suppress.json",
              "unsuppress.json");
    }
  }
}
