package io.flowverdict.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.FindingKind;
import io.flowverdict.core.finding.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The samples on their way through the real handler, S3 and DynamoDB.
class DemoTest {

  private static final Samples SAMPLES = Samples.open();
  private static final EmbeddedServices SERVICES = EmbeddedServices.start();
  private static final StringWriter LOG = new StringWriter();
  private static Demo demo;
  private static List<Finding> findings;

  @BeforeAll
  static void deliver() throws IOException {
    demo = Demo.on(SERVICES, SAMPLES);
    demo.upload();
    demo.deliver(new PrintWriter(LOG));
    findings = demo.findings();
  }

  @AfterAll
  static void stop() {
    SERVICES.close();
    SAMPLES.close();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "REJECTED_BY_NETWORK_ACL",
        "REPLY_REJECTED_BY_NETWORK_ACL",
        "REJECTED_BY_SECURITY_GROUP",
        "REJECTED_BY_BOTH",
        "LATE_PACKET",
        "RECORDED_REJECT_UNEXPLAINED",
        "RECORDED_ACCEPT_UNEXPLAINED",
        "EXPOSED_TO_INTERNET",
        "RECORDS_SKIPPED",
        "UNREADABLE_RECORDS",
        "INTERFACE_UNKNOWN"
      })
  void theSamplesShowEveryKindOfFinding(FindingKind kind) {
    assertThat(findings).anyMatch(finding -> finding.cause().kind() == kind);
  }

  @Test
  void theRejectedReplyIsTheFirstFindingAndNamesTheEntry() {
    Finding first = findings.getFirst();

    assertThat(first.cause().kind()).isEqualTo(FindingKind.REPLY_REJECTED_BY_NETWORK_ACL);
    assertThat(first.severity()).isEqualTo(Severity.HIGH);
    assertThat(first.cause().resource()).isEqualTo("eni-0db00000000000001");
    assertThat(first.cause().rule()).isEqualTo("acl-0db00000000000001 egress entry *");
    assertThat(first.latest().sentence())
        .contains("acl-0db00000000000001", "reply", "from 10.0.3.10 to 10.0.2.20");
  }

  @Test
  void theMostSevereComeFirst() {
    assertThat(findings)
        .extracting(Finding::severity)
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void whatIsDeliveredAgainIsNotCountedAgain() throws IOException {
    // One object was announced twice already, through EventBridge and by S3 itself, and one of the
    // two records is told by two flow logs.
    Counts once = findings.getFirst().total();

    demo.deliver(new PrintWriter(new StringWriter()));

    assertThat(once.records()).isEqualTo(2);
    assertThat(demo.findings()).isEqualTo(findings);
  }

  @Test
  void everyObjectIsReportedByTheFunction() {
    assertThat(LOG.toString().lines().filter(line -> line.contains("\"object\":")))
        .hasSize(3)
        .allMatch(line -> line.contains("s3://" + Demo.BUCKET + "/"));
    assertThat(LOG.toString()).contains("already-analysed").doesNotContain("_aws");
  }

  @Test
  void theReportTellsOfEachFindingWhatItIsAndWhatItRestsOn() {
    StringWriter report = new StringWriter();

    FindingsReport.print(findings, new PrintWriter(report, true));

    List<String> lines = report.toString().lines().toList();
    for (Finding finding : findings) {
      assertThat(lines)
          .anyMatch(line ->
              line.startsWith(finding.severity().name())
                  && line.contains(finding.cause().kind().code())
                  && line.contains(finding.cause().resource()))
          .anyMatch(line -> line.endsWith("  " + finding.latest().sentence()));
    }
  }

  @Test
  void theReportShowsNoTrafficWhereAnAuditFoundSomething() {
    StringWriter report = new StringWriter();
    demo.audit();
    List<Finding> audited =
        demo.findings().stream()
            .filter(finding -> finding.cause().kind() instanceof AuditKind)
            .toList();

    FindingsReport.print(audited, new PrintWriter(report, true));

    assertThat(audited).isNotEmpty();
    assertThat(report.toString())
        .contains("  seen  in the configuration from ", "  last  configuration:")
        .doesNotContain(" line ", "  peer  ", "none")
        .doesNotContainPattern("\\d records?\\b");
  }

  @Test
  void theCommandPrintsTheFindingsOfTheTableAndSucceeds() {
    Run run = Run.of("demo");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(findings.size() + " findings in the DynamoDB table \"findings\"")
        .anyMatch(
            line -> line.matches("HIGH +reply-rejected-by-network-acl +eni-0db0.*2 records.*"))
        .anyMatch(line -> line.contains("explain --config events/configuration"));
  }
}
