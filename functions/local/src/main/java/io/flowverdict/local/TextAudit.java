package io.flowverdict.local;

import io.flowverdict.core.audit.AuditFinding;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.text.Printable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What audits found, for people: a line for each finding, below it the sentence, and what to do.
final class TextAudit {

  private final BufferedWriter out;
  private final boolean terraform;

  /// Commands of fixes that were shown before: another finding may have the same.
  private final Set<List<String>> shown = new HashSet<>();

  private TextAudit(Writer out, boolean terraform) {
    this.out = new BufferedWriter(out);
    this.terraform = terraform;
  }

  /// @param terraform whether changes are shown in Terraform's language too
  static void write(List<AuditFinding> findings, boolean terraform, Writer out) throws IOException {
    new TextAudit(out, terraform).write(findings);
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
    for (Fix fix : finding.fixes()) {
      write(fix);
    }
    if (!finding.standards().isEmpty()) {
      line("  see  " + String.join(", ", finding.standards()));
    }
  }

  private void write(Fix fix) throws IOException {
    String opens = fix.opens();
    String kind = opens.isEmpty() ? "" : "(" + fix.kind() + ") ";
    line("  fix  " + kind + fix.text());
    if (!opens.isEmpty()) {
      line("       " + opens);
    }
    List<String> commands = fix.commands();
    if (!commands.isEmpty() && !shown.add(commands)) {
      line("       $ as above");
      return;
    }
    for (String command : commands) {
      line("       $ " + command);
    }
    if (terraform) {
      for (String block : fix.terraform()) {
        for (String each : block.lines().toList()) {
          line("       " + each);
        }
      }
    }
  }

  private void line(String text) throws IOException {
    out.write(Printable.of(text));
    out.newLine();
  }
}
