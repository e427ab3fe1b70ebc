package io.flowverdict.console.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The one place where text becomes HTML.
class HtmlTest {

  @Test
  void textAndAttributesAreEscapedAndWhatCannotBePrintedIsShown() {
    Html piece =
        Html.of(Tag.P, Css.MUTED)
            .with(Attribute.Name.TITLE, "a\"b'c`d&<>")
            .text("<b> & \"x\"\n\u202e")
            .add(Html.outside("\u05d0"));
    assertThat(piece.render())
        .isEqualTo(
            "<p class=\"fv-muted\" title=\"a&quot;b&#39;c&#96;d&amp;&lt;&gt;\">"
                + "&lt;b&gt; &amp; &quot;x&quot;\\u000a\\u202e<bdi>\u05d0</bdi></p>");
  }

  @Test
  void anElementWithoutContentHasNoEnd() {
    assertThat(Html.of(Tag.INPUT).with(Attribute.Name.NAME, "x").render())
        .isEqualTo("<input name=\"x\">");
    assertThatThrownBy(() -> Html.of(Tag.INPUT).text("x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "http://console.aws.amazon.com/",
        "https://evil.example/console.aws.amazon.com/",
        "https://console.aws.amazon.com.evil.example/",
        "https://console.aws.amazon.com/ x",
        "//console.aws.amazon.com/"
      })
  void aLinkLeadsToTheConsoleOrIsRefused(String link) {
    assertThatThrownBy(() -> Html.of(Tag.A).with(Attribute.Name.HREF, link))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anActionFollowsItsElementAndItsParametersHoldNothingThatHtmlKnows() {
    Action action = new Action("arn:x", Map.of("text", "</cwdb-action><b>&\u202e"));
    assertThat(action.on(Html.of(Tag.A, Css.LINK).text("Go")).render())
        .isEqualTo(
            "<a class=\"fv-link\">Go</a><cwdb-action action=\"call\" display=\"widget\""
                + " endpoint=\"arn:x\">{&quot;text&quot;:&quot;\\u003c/cwdb-action\\u003e"
                + "\\u003cb\\u003e\\u0026\\u202E&quot;}</cwdb-action>");
  }

  @Test
  void theStyleSheetKnowsEveryClassAndNothingIsLoadedByIt() {
    String sheet = new Html.Style().render();
    assertThat(Arrays.stream(Css.values()).flatMap(css -> Stream.of(css.toString().split(" "))))
        .filteredOn(css -> css.startsWith("fv-"))
        .allSatisfy(css -> assertThat(sheet).contains("." + css));
    assertThat(sheet).doesNotContain("url(", "@import", "expression(").hasSizeLessThan(8_000);
  }
}
