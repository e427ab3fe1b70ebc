package io.flowverdict.local;

import io.flowverdict.core.audit.AuditFinding;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.text.Printable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What audits found, for people: a line for each finding, below it the sentence, and what to do.
final class TextAudit {

  private final BufferedWriter out;

  private TextAudit(Writer out) {
    this.out = new BufferedWriter(out);
  }

  static void write(List<AuditFinding> findings, Writer out) throws IOException {
    new TextAudit(out).write(findings);
  }

  private void write(List<AuditFinding> findings) throws IOException {
    for (AuditFinding finding : findings) {
      write(finding);
    }
    line(findings.isEmpty() ? "nothing found" : findings.size() + " findings: " + count(findings));
    out.flush();
  }

  private static String count(List<AuditFinding> findings) {
    return Arrays.stream(Severity.values())
        .sorted((one, other) -> other.compareTo(one))
        .map(severity -> {
          long count = findings.stream().filter(each -> each.severity() == severity).count();
          return count == 0 ? "" : count + " " + severity;
        })
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private void write(AuditFinding finding) throws IOException {
    String rule = finding.rule() == null ? "" : "  " + finding.rule();
    line(
        "%-13s  %-22s  %s%s"
            .formatted(finding.severity(), finding.kind().code(), finding.resource(), rule));
    line("  " + finding.sentence());
    line("  fix  " + finding.fix().text());
    for (String command : finding.fix().commands()) {
      line("       $ " + command);
    }
    if (!finding.standards().isEmpty()) {
      line("  see  " + String.join(", ", finding.standards()));
    }
  }

  private void line(String text) throws IOException {
    out.write(Printable.of(text));
    out.newLine();
  }
}
