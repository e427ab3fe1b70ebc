package io.flowverdict.local;

import io.flowverdict.core.finding.Advice;
import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.text.Printable;
import java.io.PrintWriter;
import java.util.List;

/// Findings for people: a line of columns for each, and below it what it rests on.
final class FindingsReport {

  private FindingsReport() {}

  /// Prints findings in the order given.
  static void print(List<Finding> findings, PrintWriter out) {
    int kind = width(findings.stream().map(finding -> finding.cause().kind().code()).toList());
    int resource = width(findings.stream().map(finding -> finding.cause().resource()).toList());
    String columns = "%-13s  %-" + kind + "s  %-" + resource + "s  %s";
    for (Finding finding : findings) {
      Cause cause = finding.cause();
      line(
          out,
          columns.formatted(
              finding.severity(), cause.kind().code(), cause.resource(), counts(finding.total())));
      detail(out, "rule", cause.rule() == null ? "none" : cause.rule());
      if (cause.peerGroup() != null) {
        detail(out, "peer", peer(cause));
      }
      detail(out, "seen", "from " + finding.first() + " to " + finding.latest().at());
      detail(out, "last", finding.latest().object() + " line " + finding.latest().line());
      detail(out, "", finding.latest().sentence());
      Advice advice = finding.advice();
      if (advice != null) {
        detail(out, "fix", advice.text());
      }
    }
  }

  private static int width(List<String> column) {
    return column.stream().mapToInt(String::length).max().orElse(1);
  }

  private static String counts(Counts counts) {
    String records = number(counts.records(), "record");
    return counts.packets() == 0
        ? records
        : records
            + ", "
            + number(counts.packets(), "packet")
            + ", "
            + number(counts.bytes(), "byte");
  }

  private static String number(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String peer(Cause cause) {
    return cause.peerGroup()
        + (cause.protocol() == null ? "" : ", " + cause.protocol())
        + (cause.port() == null ? "" : " port " + cause.port());
  }

  private static void detail(PrintWriter out, String name, String text) {
    line(out, "  %-4s  %s".formatted(name, text));
  }

  private static void line(PrintWriter out, String text) {
    out.println(Printable.of(text));
  }
}
