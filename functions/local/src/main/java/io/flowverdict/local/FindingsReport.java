package io.flowverdict.local;

import io.flowverdict.core.finding.Advice;
import io.flowverdict.core.finding.AuditKind;
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
              finding.severity(), cause.kind().code(), cause.resource(), counts(finding)));
      if (cause.rule() != null || cause.kind().isOfRecords()) {
        detail(out, "rule", cause.rule() == null ? "none" : cause.rule());
      }
      if (cause.trafficPeer() != null) {
        detail(out, "peer", peer(cause));
      }
      detail(out, "seen", seen(finding));
      detail(out, "last", evidence(finding));
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

  /// What was counted; an audit's finding happened in no traffic.
  private static String counts(Finding finding) {
    Counts counts = finding.total();
    if (!finding.cause().kind().isOfRecords()) {
      return finding.cause().aspect() == null ? "" : finding.cause().aspect();
    }
    String records = number(counts.records(), "record");
    return counts.packets() == 0
        ? records
        : records
            + ", "
            + number(counts.packets(), "packet")
            + ", "
            + number(counts.bytes(), "byte");
  }

  private static String seen(Finding finding) {
    String where = finding.cause().kind() instanceof AuditKind ? "in the configuration " : "";
    return where + "from " + finding.first() + " to " + finding.last();
  }

  private static String evidence(Finding finding) {
    return finding.latest().object()
        + (finding.cause().kind().isOfRecords() ? " line " + finding.latest().line() : "");
  }

  private static String number(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String peer(Cause cause) {
    return cause.trafficPeer()
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
