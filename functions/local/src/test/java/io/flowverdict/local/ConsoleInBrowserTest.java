package io.flowverdict.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.local.dashboard.Browser;
import io.flowverdict.local.dashboard.DashboardServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;

/// What a person does with the console, in Chromium, on the samples. Pictures of each view are left
/// in `target/pictures`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleInBrowserTest {

  private static final Path PICTURES = Path.of("target", "pictures");

  private static final Map<String, String> VIEWS =
      Map.of(
          "overview", "query=overview",
          "findings", "query=findings",
          "ask", "query=ask&from=i-0a990000000000001&to=10.0.3.10&protocol=tcp&port=5432",
          "rules", "query=rules&group=sg-0db00000000000001",
          "wrong", "query=finding&id=nothing");

  private final Browser browser = Browser.open();
  private final Samples samples = Samples.open();
  private final EmbeddedServices services = EmbeddedServices.start();
  private final DashboardServer dashboard = start();

  private DashboardServer start() {
    try {
      Demo demo = Demo.on(services, samples);
      demo.upload();
      demo.deliver(new PrintWriter(new StringWriter()));
      demo.audit();
      return ServeCommand.dashboard(demo, /* port= */ 0);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @BeforeAll
  void prepare() throws IOException {
    Files.createDirectories(PICTURES);
  }

  @AfterAll
  void stop() {
    browser.close();
    dashboard.close();
    services.close();
    samples.close();
  }

  private void visit(String query) {
    browser.visit(dashboard.page(), query);
  }

  @ParameterizedTest(name = "{0} px, {1}")
  @CsvSource({"400, light", "400, dark", "1400, light", "1400, dark"})
  void nothingOfAViewIsCutOffOrCoversAnother(int width, String theme) throws IOException {
    browser.resize(width + 40, 1_400);
    for (Map.Entry<String, String> view : VIEWS.entrySet()) {
      visit(view.getValue() + "&width=" + width + "&theme=" + theme);
      look(view.getKey(), width, theme);
    }
    visit("query=findings&kind=reply-rejected-by-network-acl&width=" + width + "&theme=" + theme);
    browser.click(browser.withText("#widget a", "drops the outbound reply"));
    look("finding", width, theme);
  }

  private void look(String view, int width, String theme) throws IOException {
    browser.picture(PICTURES.resolve("%s-%d-%s.png".formatted(view, width, theme)));
    assertThat(browser.texts(OUTSIDE)).as(view + ": outside of the widget").isEmpty();
    assertThat(browser.texts(COVERED)).as(view + ": above each other").isEmpty();
    assertThat(browser.texts(BROKEN)).as(view + ": words in pieces").isEmpty();
  }

  /// Elements that reach beyond the widget, or whose content reaches beyond themselves.
  private static final String OUTSIDE =
      """
      const widget = document.querySelector('#widget').getBoundingClientRect();
      return [...document.querySelectorAll('#widget *')]
        .filter(e => e.getClientRects().length && !e.closest('.fv-scroll'))
        .filter(e => e.getBoundingClientRect().right > widget.right + 1
            || (e.clientWidth > 0 && getComputedStyle(e).display !== 'inline'
                && e.scrollWidth > e.clientWidth + 1))
        .map(e => e.outerHTML.slice(0, 120));
      """;

  /// Elements with text of their own that overlap.
  private static final String COVERED =
      """
      const texts = [...document.querySelectorAll('#widget b, #widget a, #widget td, #widget input,'
          + ' #widget select, #widget h2, #widget h3, #widget p, #widget li, #widget code')]
        .filter(e => e.getClientRects().length);
      const found = [];
      for (let i = 0; i < texts.length; i++) {
        for (let j = i + 1; j < texts.length; j++) {
          const a = texts[i], b = texts[j];
          if (a.contains(b) || b.contains(a)) continue;
          for (const p of a.getClientRects()) for (const q of b.getClientRects()) {
            if (p.left + 1 < q.right && q.left + 1 < p.right && p.top + 4 < q.bottom
                && q.top + 4 < p.bottom) {
              found.push(a.textContent.slice(0, 60) + ' / ' + b.textContent.slice(0, 60));
            }
          }
        }
      }
      return found;
      """;

  /// Headings of rows and columns that stand on more lines than they have words.
  private static final String BROKEN =
      """
      return [...document.querySelectorAll('#widget th')].filter(heading => {
        const text = document.createRange();
        text.selectNodeContents(heading);
        const lines = new Set([...text.getClientRects()].map(line => Math.round(line.top)));
        return lines.size > heading.textContent.trim().split(/\\s+/).length;
      }).map(heading => heading.textContent);
      """;

  @Test
  void theOverviewLeadsToTheFindingsOfAKind() {
    visit("");
    assertThat(browser.text()).contains("open findings", "Records judged", "accepted");

    browser.click(browser.withText("#widget a", "reply-rejected-by-network-acl"));

    assertThat(browser.text()).contains("drops the outbound reply");
    assertThat(findings()).hasSize(1);
  }

  @Test
  void aFormFilters() {
    visit("query=findings");
    choose("severity", "high");
    type("interface", "eni-0eb00000000000001");
    browser.click(browser.withText("#widget .btn", "Search"));

    assertThat(findings())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("high", "eni-0eb00000000000001"));

    type("port", "9999");
    browser.click(browser.withText("#widget .btn", "Search"));
    assertThat(findings()).isEmpty();
  }

  @Test
  void aLongListIsReadInPages() {
    visit("query=findings");
    List<String> first = findings();
    assertThat(first).hasSize(25);

    browser.click(browser.withText("#widget a", "Next page"));

    assertThat(findings()).isNotEmpty().doesNotContainAnyElementsOf(first);
    assertThat(browser.all("#widget a")).noneMatch(a -> a.getText().equals("Next page"));
  }

  @Test
  void aFindingShowsThePathTheFixAndTheEvidence() {
    open("drops the outbound reply");

    assertThat(browser.text())
        .contains(
            "BLOCKS",
            "acl-0db00000000000001 entry *",
            "aws ec2 create-network-acl-entry",
            "line 18",
            "Reply");
    assertThat(browser.one("#widget a[href*='vpcconsole'], #widget a[href*='/vpc']").isDisplayed())
        .isTrue();
  }

  @Test
  void whatIsAskedIsAnsweredForABlockedPairAndForAnAllowedOne() {
    visit("query=ask");
    ask("i-0a990000000000001", "10.0.3.10", "5432");
    assertThat(browser.text()).contains("blocked", "does not get through", "BLOCKS");

    ask("192.0.2.33", "eni-0eb00000000000001", "443");
    assertThat(browser.text()).contains("pass, request and reply").doesNotContain("BLOCKS");

    ask("nobody", "10.0.3.10", "5432");
    assertThat(browser.text()).contains("nobody");
  }

  private void ask(String from, String to, String port) {
    type("from", from);
    type("to", to);
    type("protocol", "tcp");
    type("port", port);
    browser.click(browser.withText("#widget .btn", "Ask"));
  }

  @Test
  void aSuppressionTakesAFindingOffTheListUntilItIsUndone() {
    open("port 9090");
    type("who", "Jane Doe");
    type("reason", "<b>Known</b>, see ticket 7");
    browser.clickAndConfirm(browser.withText("#widget .btn", "Suppress"));
    assertThat(browser.text()).contains("Suppressed");

    visit("query=findings&status=suppressed");
    assertThat(findings()).hasSize(1);
    browser.click(browser.withText("#widget a", "port 9090"));
    assertThat(browser.text()).contains("Jane Doe", "<b>Known</b>, see ticket 7");

    type("who", "Jane Doe");
    type("reason", "Not any more");
    browser.clickAndConfirm(browser.withText("#widget .btn", "Show again"));
    visit("query=findings&status=suppressed");
    assertThat(findings()).isEmpty();
    visit("query=findings&text=sg-0a990000000000001");
    assertThat(browser.text()).contains("port 9090");
  }

  @Test
  void rulesTellWhenTheyWereUsed() {
    visit("query=rules&group=sg-0db00000000000001");

    assertThat(browser.text()).contains("tcp 5432", "Nov 20, 2026", "10.0.2.20", "not known");
  }

  @Test
  void timesAndNumbersAreThoseOfTheDashboard() {
    visit("locale=de&offset=%2B05:30");

    assertThat(browser.text()).contains("20.11.2026, 15:00", "UTC+05:30");
  }

  private void open(String words) {
    visit("query=findings");
    browser.click(browser.withText("#widget a", words));
  }

  private void type(String name, String text) {
    WebElement input = browser.one("#widget [name='" + name + "']");
    input.clear();
    input.sendKeys(text);
  }

  private void choose(String name, String value) {
    browser.one("#widget [name='" + name + "'] option[value='" + value + "']").click();
  }

  /// The findings of a list, each with the line below it.
  private List<String> findings() {
    return browser.texts(
        """
        return [...document.querySelectorAll('#widget p > .fv-chip')].map(chip =>
            chip.parentElement.innerText + ' ' + chip.parentElement.nextElementSibling.innerText);
        """);
  }
}
