package io.flowverdict.console.page;

import io.flowverdict.console.html.Css;
import io.flowverdict.console.html.Html;
import io.flowverdict.console.html.Tag;
import io.flowverdict.core.explain.Exchange;
import io.flowverdict.core.explain.Explanation;
import io.flowverdict.core.explain.Passage;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.net.Direction;
import java.util.ArrayList;
import java.util.List;

/// The path of a packet as boxes, one for each layer that it meets. What blocks it has a thick
/// border and says so: no meaning rests on colour alone.
final class PathDrawing {

  private PathDrawing() {}

  /// {@return the way of the request and that of the reply}
  static Html of(Explanation explanation) {
    Exchange exchange = explanation.exchange();
    String client = exchange.client().toString();
    String server = exchange.server().toString();
    return Html.all(
        Words.h3("Request"),
        way(client, explanation.request(), server),
        Words.h3("Reply"),
        exchange.isAnswered()
            ? way(server, explanation.reply(), client)
            : Words.muted("No reply is expected."));
  }

  private static Html way(String from, List<Passage> met, String to) {
    List<Html> boxes = new ArrayList<>();
    boxes.add(end(from));
    for (Passage passage : met) {
      boxes.add(arrow());
      boxes.add(box(passage));
    }
    boxes.add(arrow());
    boxes.add(end(to));
    return Html.of(Tag.DIV, Css.PATH).add(boxes);
  }

  private static Html end(String name) {
    return Html.of(Tag.DIV, Css.BOX).add(Html.of(Tag.B).add(Html.outside(name)));
  }

  private static Html arrow() {
    return Html.of(Tag.SPAN, Css.ARROW).text("→");
  }

  private static Html box(Passage passage) {
    String title =
        title(passage.checkpoint().layer(), passage.checkpoint().direction())
            + " of "
            + passage.checkpoint().at().id();
    if (passage.unfiltered() != null) {
      return box(title, List.of(Html.text("does not look at this traffic")), "passes", Css.ACCEPT);
    }
    List<Html> steps = passage.steps().stream().map(PathDrawing::step).toList();
    return switch (passage.outcome()) {
      case PASS -> box(title, steps, "passes", Css.ACCEPT);
      case BLOCK -> box(title, steps, "BLOCKS", Css.REJECT, Css.DECIDING);
      case UNKNOWN ->
          box(
              title,
              passage.doubts().stream().map(doubt -> Html.outside(doubt.toString())).toList(),
              "NOT KNOWN",
              Css.UNDECIDED);
    };
  }

  /// {@return the steps that decided one record}
  static Html of(List<Step> trace) {
    List<Html> boxes = new ArrayList<>();
    for (Step step : trace) {
      if (!boxes.isEmpty()) {
        boxes.add(arrow());
      }
      String title = title(step.layer(), step.direction());
      boxes.add(
          switch (step.effect()) {
            case ALLOW, TRACKED, SKIPPED -> box(title, List.of(step(step)), "passes", Css.ACCEPT);
            case DENY, NO_MATCH ->
                box(title, List.of(step(step)), "BLOCKS", Css.REJECT, Css.DECIDING);
          });
    }
    return Html.of(Tag.DIV, Css.PATH).add(boxes);
  }

  private static Html box(String title, List<? extends Html> lines, String outcome, Css... css) {
    List<Html> content = new ArrayList<>();
    content.add(Html.of(Tag.B).text(title));
    lines.forEach(line -> content.add(Html.of(Tag.DIV).add(line)));
    boolean blocks = !outcome.equals("passes");
    content.add(
        Html.of(Tag.DIV, blocks ? Css.WHY : Css.GOOD).text((blocks ? "✖ " : "✔ ") + outcome));
    Css[] all = new Css[css.length + 1];
    all[0] = Css.BOX;
    System.arraycopy(css, 0, all, 1, css.length);
    return Html.of(Tag.DIV, all).add(content);
  }

  private static String title(Layer layer, Direction direction) {
    String bound = direction == Direction.INGRESS ? "inbound" : "outbound";
    return switch (layer) {
      case NACL -> "Network ACL, " + bound;
      case SG -> "Security groups, " + bound;
    };
  }

  private static Html step(Step step) {
    String id = step.id() == null ? "none" : step.id();
    String rule = step.rule() == null ? "" : " " + ruleName(step);
    String text = step.text() == null ? "" : " (" + step.text() + ")";
    return Html.outside(
        switch (step.effect()) {
          case ALLOW -> id + rule + " allows" + text;
          case DENY -> id + rule + " denies" + text;
          case NO_MATCH -> id + ": no rule allows it";
          case TRACKED -> id + ": belongs to a tracked connection, needs no rule";
          case SKIPPED -> id + ": does not apply";
        });
  }

  private static String ruleName(Step step) {
    return switch (step.layer()) {
      case NACL -> "entry " + step.rule();
      case SG -> String.valueOf(step.rule());
    };
  }
}
