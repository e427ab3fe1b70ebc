package io.flowverdict.local;

import io.flowverdict.core.explain.Explanation;
import io.flowverdict.core.explain.Fix;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.text.Printable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// An explanation for people: the sentence, the steps of both ways, the fixes with their commands.
final class TextExplanation {

  private final BufferedWriter out;

  private TextExplanation(Writer out) {
    this.out = new BufferedWriter(out);
  }

  static void write(Explanation explanation, Writer out) throws IOException {
    new TextExplanation(out).write(explanation);
  }

  private void write(Explanation explanation) throws IOException {
    line(explanation.outcome().name());
    line(explanation.sentence());
    steps("request", explanation.requestSteps());
    steps("reply", explanation.replySteps());
    if (!explanation.fixes().isEmpty()) {
      line("fix");
      for (Fix fix : explanation.fixes()) {
        fix(fix);
      }
    }
    out.flush();
  }

  private void steps(String way, List<Step> steps) throws IOException {
    line(steps.isEmpty() ? way + "  nothing is certain" : way);
    for (Step step : steps) {
      String rule = step.rule() == null ? "" : step.rule() + " ";
      String text = step.text() == null ? "" : "(" + step.text() + ")";
      line(
          "  %-4s  %-7s  %-8s  %s  %s%s"
              .formatted(
                  step.layer(),
                  step.direction(),
                  step.effect(),
                  step.id() == null ? "-" : step.id(),
                  rule,
                  text)
              .stripTrailing());
    }
  }

  private void fix(Fix fix) throws IOException {
    line("  " + fix.text());
    line("    " + fix.opens());
    for (String command : fix.commands()) {
      line("    $ " + command);
    }
  }

  private void line(String text) throws IOException {
    out.write(Printable.of(text));
    out.newLine();
  }
}
