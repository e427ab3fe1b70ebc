package io.flowverdict.core.audit;

import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.List;

/// What an audit finds in a network, a line for each finding: severity, resource, rule and aspect.
final class Found {

  static final Scope SCOPE = new Scope("111122223333", "eu-central-1");

  private Found() {}

  /// {@return for example `HIGH eni-1 sgr-web-1 [ipv4 administration]`, in the order of findings}
  static List<String> in(Audit audit, String network) {
    return lines(findings(audit, TestNetwork.of(network)));
  }

  static List<String> in(Audit audit, Snapshot snapshot) {
    return lines(findings(audit, snapshot));
  }

  static List<AuditFinding> findings(Audit audit, Snapshot snapshot) {
    return Audits.run(List.of(audit), AuditInput.of(SCOPE, snapshot));
  }

  static List<String> lines(List<AuditFinding> findings) {
    return findings.stream().map(Found::line).toList();
  }

  private static String line(AuditFinding finding) {
    return finding.severity()
        + " "
        + finding.resource()
        + (finding.rule() == null ? "" : " " + finding.rule())
        + (finding.aspect() == null ? "" : " [" + finding.aspect() + "]");
  }

  /// {@return a cell of a table of cases as lines: separated by `;`, or `-` for none}
  static List<String> expected(String cell) {
    return cell.equals("-") ? List.of() : List.of(cell.split("\\s*;\\s*"));
  }
}
