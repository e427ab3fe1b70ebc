package io.flowverdict.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Status;
import io.flowverdict.core.finding.StatusChange;
import java.io.IOException;
import java.time.Instant;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What persons decide about findings.
class SuppressHandlerTest {

  private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");

  private final ConsoleWorld world = new ConsoleWorld();
  private final String id = world.reject("eni-1", 443, Severity.HIGH, NINE);

  private JsonNode decide(String query, String parameters) throws IOException {
    return Invocation.of(
        new SuppressHandler(world.findings, ConsoleWorld.CLOCK),
        "{\"query\":\"" + query + "\",\"id\":\"" + id + "\"" + parameters + "}");
  }

  private Finding finding() {
    return world.findings.find(id).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"30d, 2026-12-20T10:00:00Z", "2026-11-21T09:00:00Z, 2026-11-21T09:00:00Z"})
  void aFindingIsSuppressedUntilSomeTime(String until, Instant expected) throws IOException {
    JsonNode answer =
        decide("suppress", ",\"who\":\"Jane\",\"reason\":\"Known.\",\"until\":\"" + until + "\"");
    assertThat(answer.path("status").asText()).isEqualTo("SUPPRESSED");
    assertThat(finding().changes())
        .containsExactly(
            StatusChange.suppression(
                Instant.parse("2026-11-20T10:00:00Z"), "Jane", "Known.", expected));
  }

  @Test
  void aSuppressedFindingIsShownAgain() throws IOException {
    decide("suppress", ",\"who\":\"Jane\",\"reason\":\"Known.\",\"until\":\"1d\"");
    assertThat(world.ask("{\"query\":\"findings\"}").path("findings")).isEmpty();

    decide("unsuppress", ",\"who\":\"Joe\",\"reason\":\"It matters.\"");

    assertThat(finding().status()).isEqualTo(Status.OPEN);
    assertThat(world.ask("{\"query\":\"findings\"}").path("findings")).hasSize(1);
  }

  @Test
  void theFormOfTheFindingsPageIsWhatIsSent() throws IOException {
    Document page = Jsoup.parse(world.page("\"query\":\"finding\",\"id\":\"" + id + "\""));
    String action = page.select("cwdb-action[endpoint=" + ConsoleWorld.SUPPRESSOR + "]").text();
    assertThat(page.select("form [name]"))
        .extracting(field -> field.attr("name"))
        .containsExactly("who", "reason", "until");

    String event =
        action.substring(0, action.length() - 1)
            + ",\"widgetContext\":{\"forms\":{\"all\":{\"who\":\"Jane\",\"reason\":\"Known.\",\"until\":\"7d\"}}}}";
    String answer =
        Invocation.of(new SuppressHandler(world.findings, ConsoleWorld.CLOCK), event).asText();

    assertThat(finding().status()).isEqualTo(Status.SUPPRESSED);
    Document done = Jsoup.parse(answer);
    assertThat(done.text()).contains("Suppressed", "Back to the finding");
    assertThat(done.select("cwdb-action").attr("endpoint")).isEqualTo(Invocation.ARN);
    assertThat(world.page("\"query\":\"finding\",\"id\":\"" + id + "\""))
        .contains("by <bdi>Jane</bdi>", "Show again");
  }

  @Test
  void theWayBackLeadsToNoOtherAccount() throws IOException {
    JsonNode answer =
        decide(
            "suppress",
            ",\"console\":\"arn:aws:lambda:eu-central-1:999999999999:function:x\",\"widgetContext\":{}");
    assertThat(answer.asText()).doesNotContain("999999999999").contains("Nothing was changed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          suppress   | ,"reason":"x","until":"1d"                                  | who    | missing
          suppress   | ,"who":" ","reason":"x","until":"1d"                        | who    | missing
          suppress   | ,"who":"flow-verdict","reason":"x","until":"1d"             | who    | a person
          suppress   | ,"who":"Jane","until":"1d"                                  | reason | missing
          suppress   | ,"who":"Jane","reason":"x"                                  | until  | missing
          suppress   | ,"who":"Jane","reason":"x","until":"soon"                   | until  | a time
          suppress   | ,"who":"Jane","reason":"x","until":"2026-11-19"             | until  | from now on
          suppress   | ,"who":"Jane","reason":"x","until":"1969-12-31"             | until  | from 1970 to 9999
          suppress   | ,"who":"Jane","reason":"x","until":"9999d"                  | until  | ten years
          unsuppress | ,"who":"Jane","reason":"x"                                  | id     | is not suppressed
          unsuppress | ,"who":"Jane","reason":"x","until":"1d"                     | until  | no such parameter
          overview   |                                                             | id     | no such parameter
          """)
  void aDecisionThatIsIncompleteChangesNothing(
      String query, String parameters, String parameter, String expected) throws IOException {
    JsonNode answer = decide(query, parameters == null ? "" : parameters);
    assertThat(answer.at("/error/parameter").asText()).isEqualTo(parameter);
    assertThat(answer.at("/error/message").asText()).contains(expected);
    assertThat(finding().changes()).isEmpty();
  }

  @Test
  void aNameThatIsTooLongIsRefused() throws IOException {
    String parameters = ",\"who\":\"" + "x".repeat(101) + "\",\"reason\":\"x\",\"until\":\"1d\"";
    assertThat(decide("suppress", parameters).at("/error/parameter").asText()).isEqualTo("who");
  }

  @Test
  void aResolvedFindingIsNotSuppressed() throws IOException {
    world.findings.change(finding(), StatusChange.automatic(Status.RESOLVED, NINE, "Gone."));
    assertThat(
            decide("suppress", ",\"who\":\"Jane\",\"reason\":\"x\",\"until\":\"1d\"")
                .at("/error/message")
                .asText())
        .contains("is resolved");
  }
}
