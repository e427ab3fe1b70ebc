package io.flowverdict.console.page;

import io.flowverdict.console.html.Css;
import io.flowverdict.console.html.Html;
import io.flowverdict.console.html.Tag;
import io.flowverdict.console.query.AskAnswer;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.explain.Explanation;
import io.flowverdict.core.explain.NearestRule;
import io.flowverdict.core.judge.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Can A talk to B? The form, and the answer.
public final class AskPage {

  private final AskAnswer answer;
  private final Place place;

  private AskPage(AskAnswer answer, Place place) {
    this.answer = answer;
    this.place = place;
  }

  public static Html of(AskAnswer answer, Place place) {
    return new AskPage(answer, place).page();
  }

  private Html page() {
    return Frame.of(place, "Can A talk to B?", form(), result());
  }

  private Html form() {
    Map<String, String> values = new LinkedHashMap<>();
    AskAnswer.Asked asked = answer.asked();
    if (asked != null) {
      values.put("from", asked.from());
      values.put("to", asked.to());
      values.put("protocol", asked.protocol());
      values.put("port", asked.port() == null ? "" : asked.port().toString());
      values.put("at", asked.at() == null ? "" : asked.at().toString());
    }
    return new Form(values)
        .input("from", "From", "eni-…, i-… or an address")
        .input("to", "To", "eni-…, i-… or an address")
        .input("protocol", "Protocol", "tcp")
        .input("port", "Port", "443")
        .input("at", "At (empty: the newest)", "2026-11-22T10:00:00Z")
        .with(place.ask("ask", Map.of(), "Ask"));
  }

  private Html result() {
    AskAnswer.Result result = answer.result();
    return switch (result) {
      case null ->
          Words.muted(
              "Name who opens the connection, who answers, and the port. Every rule that blocks is"
                  + " named, with the smallest change that mends it.");
      case AskAnswer.Unanswered(String reason) -> Words.note(reason);
      case AskAnswer.Answered answered -> answered(answered);
    };
  }

  private Html answered(AskAnswer.Answered answered) {
    Formats formats = place.formats();
    List<Html> content = new ArrayList<>();
    content.add(explanation(answered.explanation()));
    content.add(
        Words.muted(
            "By the configuration that was last verified "
                + formats.time(answered.revision().verifiedUntil())
                + "."));
    answered
        .others()
        .forEach(other ->
            content.add(
                Words.note(
                    "The configuration changed about that time; by the one before: "
                        + other.sentence())));
    content.add(Words.h3("What was seen between them"));
    content.add(
        answered.observed().isEmpty()
            ? Words.muted("No finding is about traffic between them.")
            : Html.of(Tag.UL)
                .add(
                    answered.observed().stream()
                        .map(finding -> FindingsPage.line(finding, place))
                        .toList()));
    return Html.all(content);
  }

  /// {@return an explanation: the outcome, the sentence, both paths, the nearest rule and the
  /// fixes}
  static Html explanation(Explanation explanation) {
    return Html.all(
        Html.of(Tag.P, Css.SENTENCE)
            .add(outcome(explanation.outcome()), Html.text(" "))
            .add(Html.outside(explanation.sentence())),
        nearest(explanation.nearest()),
        PathDrawing.of(explanation),
        fixes(explanation.fixes()));
  }

  private static Html outcome(Verdict.Outcome outcome) {
    return switch (outcome) {
      case ACCEPT -> Html.of(Tag.SPAN, Css.CHIP, Css.GOOD).text("✔ passes");
      case REJECT -> Html.of(Tag.SPAN, Css.CHIP, Css.BAD).text("✖ blocked");
      case UNDECIDED, NOT_EVALUATED -> Html.of(Tag.SPAN, Css.CHIP, Css.MEDIUM).text("? not known");
    };
  }

  private static Html nearest(@Nullable NearestRule nearest) {
    return nearest == null ? Html.none() : Html.of(Tag.P).add(Html.outside(nearest.sentence()));
  }

  private static Html fixes(List<Fix> fixes) {
    if (fixes.isEmpty()) {
      return Html.none();
    }
    List<Html> content = new ArrayList<>();
    for (Fix fix : fixes) {
      content.add(
          Words.h3(
              switch (fix.kind()) {
                case NARROWEST -> "Narrowest fix";
                case DURABLE -> "Durable fix";
              }));
      if (!fix.advice().isEmpty()) {
        content.add(Html.of(Tag.P).add(Html.outside(fix.advice())));
      }
      for (Fix.Part part : fix.parts()) {
        content.add(
            Html.of(Tag.P)
                .add(Html.outside(part.text()))
                .text(" ")
                .add(Html.outside(part.opens())));
        part.commands().forEach(command -> content.add(command(command)));
      }
      content.add(terraform(fix.terraform()));
    }
    return Html.all(content);
  }

  /// {@return changes in Terraform's language, folded}
  static Html terraform(List<String> blocks) {
    return blocks.isEmpty()
        ? Html.none()
        : Html.of(Tag.DETAILS)
            .add(Html.of(Tag.SUMMARY).text("Terraform"))
            .add(blocks.stream().map(AskPage::lines).toList());
  }

  /// Text of several lines: an element keeps none but its first.
  private static Html lines(String text) {
    return Html.of(Tag.DIV, Css.COMMAND)
        .add(text.lines().map(line -> Html.of(Tag.DIV).add(Html.outside(line))).toList());
  }

  /// {@return a command to be copied}
  static Html command(String command) {
    return Html.of(Tag.CODE, Css.COMMAND).add(Html.outside(command));
  }
}
