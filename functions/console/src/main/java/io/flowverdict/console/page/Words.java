package io.flowverdict.console.page;

import io.flowverdict.console.html.Css;
import io.flowverdict.console.html.Html;
import io.flowverdict.console.html.Tag;
import io.flowverdict.core.finding.Severity;
import java.util.List;
import java.util.Locale;

/// Small pieces that several pages have.
final class Words {

  private Words() {}

  /// {@return a severity as a label}
  static Html severity(Severity severity) {
    return Html.of(Tag.SPAN, Css.CHIP, css(severity)).text(word(severity));
  }

  /// {@return the word for a severity, which is also how a parameter names it}
  static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  static Css css(Severity severity) {
    return switch (severity) {
      case INFORMATIONAL -> Css.INFORMATIONAL;
      case LOW -> Css.LOW;
      case MEDIUM -> Css.MEDIUM;
      case HIGH -> Css.HIGH;
      case CRITICAL -> Css.CRITICAL;
    };
  }

  /// {@return a table that scrolls by itself where it is too wide}
  static Html table(List<Html> head, List<? extends Html> rows) {
    return Html.of(Tag.DIV, Css.SCROLL)
        .add(
            Html.of(Tag.TABLE)
                .add(Html.of(Tag.THEAD).add(Html.of(Tag.TR).add(head)))
                .add(Html.of(Tag.TBODY).add(rows)));
  }

  static Html th(String text) {
    return Html.of(Tag.TH).text(text);
  }

  static Html thNumber(String text) {
    return Html.of(Tag.TH, Css.NUMBER).text(text);
  }

  static Html td(Html content) {
    return Html.of(Tag.TD).add(content);
  }

  static Html tdNumber(Html content) {
    return Html.of(Tag.TD, Css.NUMBER).add(content);
  }

  static Html note(String text) {
    return Html.of(Tag.P, Css.NOTE).text(text);
  }

  static Html muted(String text) {
    return Html.of(Tag.P, Css.MUTED).text(text);
  }

  static Html h3(String text) {
    return Html.of(Tag.H3).text(text);
  }
}
