package io.flowverdict.local;

import io.flowverdict.core.change.Fix;
import io.flowverdict.core.explain.Blocker;
import io.flowverdict.core.explain.Explanation;
import io.flowverdict.core.explain.NearestRule;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.text.Printable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// An explanation for people: the sentence, the steps of both ways, the nearest rule of each
/// blocker, the fixes with their commands.
final class TextExplanation {

  private final BufferedWriter out;

  private final boolean terraform;

  private TextExplanation(Writer out, boolean terraform) {
    this.out = new BufferedWriter(out);
    this.terraform = terraform;
  }

  /// @param terraform whether changes are shown in Terraform's language too
  static void write(Explanation explanation, boolean terraform, Writer out) throws IOException {
    new TextExplanation(out, terraform).write(explanation);
  }

  private void write(Explanation explanation) throws IOException {
    line(explanation.outcome().name());
    line(explanation.sentence());
    steps("request", explanation.requestSteps());
    steps("reply", explanation.replySteps());
    for (Blocker blocker : explanation.blockers()) {
      NearestRule nearest = blocker.nearest();
      if (nearest != null) {
        line("nearest  " + nearest.named() + ": " + nearest.shortfall());
      }
    }
    for (Fix fix : explanation.fixes()) {
      fix(fix);
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
    line("fix (" + fix.kind() + ")");
    if (!fix.advice().isEmpty()) {
      line("  " + fix.advice());
    }
    for (Fix.Part part : fix.parts()) {
      line("  " + part.text());
      line("    " + part.opens());
      for (String command : part.commands()) {
        line("    $ " + command);
      }
      if (terraform) {
        for (String block : part.terraform()) {
          for (String each : block.lines().toList()) {
            line("    " + each);
          }
        }
      }
    }
  }

  private void line(String text) throws IOException {
    out.write(Printable.of(text));
    out.newLine();
  }
}
