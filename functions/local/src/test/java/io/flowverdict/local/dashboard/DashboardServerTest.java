package io.flowverdict.local.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flowverdict.local.LocalInvocation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/// The page does with a widget what a dashboard does.
class DashboardServerTest {

  private static final String ARN = LocalInvocation.arn("echo");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private String html = "";
  private DashboardServer server = start();

  private DashboardServer start() {
    RequestStreamHandler echo =
        (input, output, _) -> {
          events.add(JSON.readTree(input));
          JSON.writeValue(output, html);
        };
    Widget widget =
        new Widget(
            ARN,
            JsonNodeFactory.instance.objectNode().put("query", "overview"),
            "111122223333",
            Instant.parse("2026-11-20T09:00:00Z"),
            Instant.parse("2026-11-20T10:00:00Z"));
    try {
      return DashboardServer.start(
          0,
          widget,
          Map.of(ARN, new DashboardServer.Invocable(echo, new LocalInvocation("echo", _ -> {}))));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @BeforeEach
  void forget() {
    events.clear();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aFunctionIsToldItsParametersAndTheContextOfTheWidget() {
    html = "<p>hello</p>";
    try (Browser browser = Browser.open()) {
      browser.visit(server.page(), "theme=dark&width=400&locale=de&offset=%2B01:00");

      assertThat(browser.text()).isEqualTo("hello");
      JsonNode event = events.getFirst();
      assertThat(event.path("query").asText()).isEqualTo("overview");
      JsonNode context = event.path("widgetContext");
      assertThat(context.path("theme").asText()).isEqualTo("dark");
      assertThat(context.path("width").asInt()).isEqualTo(400);
      assertThat(context.path("locale").asText()).isEqualTo("de");
      assertThat(context.path("timezone").path("offsetISO").asText()).isEqualTo("+01:00");
      assertThat(Instant.ofEpochMilli(context.path("timeRange").path("start").asLong()))
          .isEqualTo("2026-11-20T09:00:00Z");
    }
  }

  @Test
  void anActionCallsFromTheElementBeforeItWithTheValuesOfTheForms() {
    html =
        """
        <form><input name="port" value="22"><select name="kind"><option>a<option selected>b</select>
        <input type="checkbox" name="box" value="1"></form>
        <a class="btn">Go</a><cwdb-action action="call" endpoint="%s">{"query": "ask"}</cwdb-action>
        """
            .formatted(ARN);
    try (Browser browser = Browser.open()) {
      browser.visit(server.page(), "");

      browser.click(browser.withText("a", "Go"));

      JsonNode event = events.getLast();
      assertThat(event.path("query").asText()).isEqualTo("ask");
      assertThat(event.path("widgetContext").path("forms").path("all"))
          .isEqualTo(JSON.createObjectNode().put("port", "22").put("kind", "b"));
    }
  }

  @Test
  void anAnswerForThePopupLeavesTheWidgetAsItIs() {
    html =
        """
        <b>first</b><a>Open</a><cwdb-action action="call" display="popup" endpoint="%s"></cwdb-action>
        """
            .formatted(ARN);
    try (Browser browser = Browser.open()) {
      browser.visit(server.page(), "");
      WebElement open = browser.withText("#widget a", "Open");
      html = "<i>second</i>";

      browser.click(open);

      assertThat(browser.text()).contains("first");
      assertThat(browser.one("#popup-content").getText()).isEqualTo("second");
    }
  }

  @Test
  void whatCouldRunIsTakenOut() {
    html =
        """
        <script>document.title = 'run'</script><img src="data:," onerror="document.title = 'run'">
        <a href="javascript:document.title='run'">link</a><iframe></iframe><svg><use></use></svg>
        """;
    try (Browser browser = Browser.open()) {
      browser.visit(server.page(), "");

      assertThat(browser.all("#widget script, #widget iframe, #widget use, #widget [onerror]"))
          .isEmpty();
      assertThat(browser.one("#widget a").getDomAttribute("href")).isNull();
      assertThat(browser.script("return document.title")).isEqualTo("Flow Verdict");
    }
  }

  @Test
  void aRequestThatDoesNotNameThisServerIsRefused() throws Exception {
    URI elsewhere = URI.create("http://localhost:" + server.page().getPort());
    URI invoke = elsewhere.resolve("/invoke/" + ARN);

    assertThat(send(HttpRequest.newBuilder(elsewhere).build()).statusCode()).isEqualTo(403);
    assertThat(send(posted(invoke, "application/json")).statusCode()).isEqualTo(403);
    assertThat(events).isEmpty();
  }

  @Test
  void onlyAnEventInJsonForAFunctionThatIsThereIsTaken() throws Exception {
    URI there = server.page().resolve("/invoke/" + ARN);

    assertThat(send(posted(there, "text/plain")).statusCode()).isEqualTo(415);
    assertThat(send(posted(there.resolve("/invoke/other"), "application/json")).statusCode())
        .isEqualTo(404);
    assertThat(send(posted(there, "application/json")).statusCode()).isEqualTo(200);
    assertThat(events).hasSize(1);
  }

  private static HttpRequest posted(URI uri, String type) {
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", type)
        .POST(BodyPublishers.ofString("{}", UTF_8))
        .build();
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString(UTF_8));
    }
  }
}
