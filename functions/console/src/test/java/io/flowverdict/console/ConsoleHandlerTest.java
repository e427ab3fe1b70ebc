package io.flowverdict.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.finding.VerdictCounts;
import io.flowverdict.core.snapshot.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the function answers to which event.
class ConsoleHandlerTest {

  private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");
  private static final Instant LAST_WEEK = Instant.parse("2026-11-13T09:00:00Z");

  private static final Map<String, String> OWN =
      Map.of("CONSOLE_ACCOUNT", "123456789012", "CONSOLE_REGIONS", "eu-central-1, eu-west-1");

  private final ConsoleWorld world = new ConsoleWorld();

  @Test
  void describeIsAnsweredWithMarkdownWhoseFirstYamlFillsTheParametersIn() throws IOException {
    String markdown = world.ask("{\"describe\":true}").asText();
    assertThat(markdown).startsWith("## ").contains("```yaml\nquery: overview\n```");
  }

  @Test
  void anEmptyEventIsAnsweredWithTheOverviewAsJson() throws IOException {
    world.reject("eni-1", 443, Severity.HIGH, NINE);
    world.reject("eni-1", 80, Severity.LOW, LAST_WEEK);
    world.counts.judged(
        ConsoleWorld.SCOPE, new Source("object", "fl-1"), NINE, new VerdictCounts(97, 0, 3, 0));

    JsonNode answer = world.ask("{}");

    assertThat(answer.path("account").asText()).isEqualTo("123456789012");
    assertThat(answer.path("open").asLong()).isEqualTo(2);
    assertThat(answer.path("new").asLong()).isEqualTo(1);
    assertThat(answer.at("/bySeverity/HIGH").asLong()).isEqualTo(1);
    assertThat(answer.at("/bySeverity/CRITICAL").asText()).isEqualTo("0");
    assertThat(answer.at("/byKind/0").toString())
        .isEqualTo(
            "{\"kind\":\"rejected-by-security-group\",\"severity\":\"HIGH\",\"open\":1,\"new\":1}");
    assertThat(answer.at("/newest/0/port").asInt()).isEqualTo(443);
    assertThat(answer.at("/records/undecided").asLong()).isEqualTo(3);
    assertThat(answer.at("/flowLogs/unknown").asText()).contains("captured");
  }

  @Test
  void aWidgetIsAnsweredWithAPage() throws IOException {
    world.reject("eni-1", 443, Severity.HIGH, NINE);
    assertThat(world.page(""))
        .startsWith("<div class=\"fv-page fv-light fv-narrow\">")
        .contains("1 open finding");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"query":"drop"}                                  | query   | one of overview, findings
          {"query":"overview","sevrity":"HIGH"}             | sevrity | it takes account
          {"query":"overview","account":"1"}                | account | twelve digits
          {"query":"overview","account":"999999999999"}     | account | one of 123456789012
          {"query":"overview","region":"us-east-1"}         | region  | one of eu-central-1, eu-west-1
          {"query":"overview","start":"yesterday"}          | start   | a time such as
          {"query":"overview","start":"2026-11-21"}         | start   | not before
          {"query":"overview","start":"1969-12-31"}         | start   | a time from 1970 to 9999
          {"query":"findings","end":"+10000-01-01T00:00:00Z"} | end   | a time from 1970 to 9999
          {"query":"rules","start":"1970-01-01T00:30:00+01:00"} | start | a time from 1970 to 9999
          {"query":"ask","from":"10.0.2.20","to":"10.0.3.10","protocol":"tcp","port":443,"at":"-0001-01-01T00:00:00Z"} | at | a time from 1970 to 9999
          {"query":"suppress"}                              | query   | the function that suppresses
          """)
  void whatCannotBeAnsweredIsToldByTheParametersName(
      String event, String parameter, String expected) throws IOException {
    JsonNode answer = world.ask(event);
    assertThat(answer.at("/error/parameter").asText()).isEqualTo(parameter);
    assertThat(answer.at("/error/message").asText()).contains(expected);

    String page = world.page(event.substring(1, event.length() - 1));
    assertThat(page).contains("This cannot be answered").contains(expected);
  }

  @Test
  void theDayBeforeAnEndBeginsWhereTimesBegin() throws IOException {
    JsonNode answer = world.ask("{\"query\":\"overview\",\"end\":\"1970-01-01T12:00:00Z\"}");

    assertThat(answer.path("from").asText()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(answer.path("to").asText()).isEqualTo("1970-01-01T12:00:00Z");
  }

  @Test
  void formsWinOverParametersOfTheSameName() throws IOException {
    String context = "\"forms\":{\"all\":{\"region\":\"eu-west-1\",\"other\":\"\"}}";
    assertThat(world.page("\"region\":\"eu-central-1\"", context))
        .contains("123456789012/eu-west-1</bdi>");
    assertThat(world.page("\"region\":\"eu-central-1\",\"forms\":\"ignore\"", context))
        .contains("123456789012/eu-central-1</bdi>");
  }

  @Test
  void anEnvironmentThatLacksSomethingIsRefusedByName() {
    assertThatThrownBy(() -> Environment.kept(Map.of(), Clock.systemUTC()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("REVISIONS_BUCKET");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONSOLE_REGIONS       | Frankfurt          | CONSOLE_REGIONS has "Frankfurt" where a Region is expected
          CONSOLE_ACCOUNT       | 1234               | CONSOLE_ACCOUNT has "1234" where an account id of twelve digits is expected
          CONSOLE_ACCOUNTS_FILE | /no/such/file.txt  | CONSOLE_ACCOUNTS_FILE is /no/such/file.txt, which cannot be read
          """)
  void anEnvironmentThatNamesNoAccountOrRegionIsRefusedByName(
      String variable, String value, String sentence) {
    Map<String, String> environment = new HashMap<>(OWN);
    environment.put(variable, value);

    assertThatThrownBy(() -> ConsoleSettings.of(environment))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(sentence);
  }

  @Test
  void theEnvironmentNamesWhatIsLookedAfter() {
    ConsoleSettings settings = ConsoleSettings.of(OWN);
    assertThat(settings.scopes()).containsExactly(ConsoleWorld.SCOPE, ConsoleWorld.OTHER);
    assertThat(settings.suppressor()).isEmpty();
  }

  @Test
  void aFileNamesMoreAccountsAndMayNameTheFirstAgain(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("accounts.txt"), "111122223333\n123456789012\n");
    Map<String, String> environment = new HashMap<>(OWN);
    environment.put("CONSOLE_ACCOUNTS_FILE", file.toString());

    assertThat(ConsoleSettings.of(environment).scopes())
        .containsExactly(
            ConsoleWorld.SCOPE,
            ConsoleWorld.OTHER,
            new Scope("111122223333", "eu-central-1"),
            new Scope("111122223333", "eu-west-1"));
  }

  @Test
  void ofAThousandAccountsAPageListsNoneAndAsksForOne() throws IOException {
    ConsoleHandler console = withAThousandAccounts();

    String page = page(console, "\"query\":\"overview\"");
    assertThat(page)
        .hasSizeLessThan(50_000)
        .contains("123456789012/eu-west-1</", "name=\"account\"", "Show this account")
        .doesNotContain("111100000007");
    assertThat(page(console, "\"query\":\"overview\",\"account\":\"111100000007\""))
        .contains("111100000007/eu-central-1");
  }

  @Test
  void ofAThousandAccountsNoneIsNamedToWhoAsksForAnother() throws IOException {
    assertThat(page(withAThousandAccounts(), "\"account\":\"999900000000\""))
        .contains("one of the 1001 that are looked after")
        .doesNotContain("111100000007");
  }

  private ConsoleHandler withAThousandAccounts() {
    return new ConsoleHandler(
        world.kept(),
        new ConsoleSettings(
            Stream.concat(
                    Stream.of("123456789012"),
                    IntStream.range(0, 1000).mapToObj("111100%06d"::formatted))
                .flatMap(account ->
                    Stream.of("eu-central-1", "eu-west-1")
                        .map(region -> new Scope(account, region)))
                .toList(),
            ""),
        ConsoleWorld.CLOCK);
  }

  private static String page(ConsoleHandler console, String parameters) throws IOException {
    return Invocation.of(
            console, "{" + parameters + ",\"widgetContext\":{\"theme\":\"light\",\"width\":800}}")
        .asText();
  }
}
