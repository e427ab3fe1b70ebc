package io.flowverdict.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {

  private final Samples samples = Samples.open();
  @TempDir private Path folder;

  @AfterEach
  void closeSamples() {
    samples.close();
  }

  @Test
  void theSamplesAsJson() {
    Run run = audit("--format", "json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    Golden.assertMatches("audit-samples.jsonl", run.out());
  }

  @Test
  void theSamplesAsText() {
    Golden.assertMatches("audit-samples.txt", audit().out());
  }

  @Test
  void everyFindingHasTheFieldsOfTheContractInTheirOrder() {
    assertThat(audit("--format", "json").json())
        .isNotEmpty()
        .allSatisfy(finding ->
            assertThat(finding.fieldNames())
                .toIterable()
                .containsExactly(
                    "id",
                    "kind",
                    "severity",
                    "resource",
                    "rule",
                    "related",
                    "sentence",
                    "fix",
                    "standards"));
  }

  @Test
  void aSecondRunFindsTheSame() {
    assertThat(audit("--format", "json").out()).isEqualTo(audit("--format", "json").out());
  }

  @Test
  void logsTellWhichRulesAreUsed() throws IOException {
    Path log = folder.resolve("some.log");
    Files.write(
        log,
        List.of(
            "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes"
                + " start end action log-status",
            "2 123456789012 eni-0db00000000000001 10.0.2.20 10.0.3.10 45012 5432 6 5 300"
                + " 1795169102 1795169160 ACCEPT OK"));

    List<JsonNode> findings = audit("--format", "json", "--logs", log).json();

    assertThat(findings)
        .filteredOn(finding -> finding.get("kind").textValue().equals("usage-unknown"))
        .isNotEmpty();
    assertThat(findings)
        .filteredOn(finding -> finding.get("resource").textValue().equals("sg-0db00000000000001"))
        .extracting(finding -> finding.get("kind").textValue())
        .contains("rule-unused")
        .doesNotContain("usage-unknown");
  }

  @Test
  void whatCannotBeReadIsTold() {
    Run missing = Run.of("audit", "--config", folder.resolve("nowhere"));
    Run noLog = audit("--logs", folder.resolve("no.log"));

    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).singleElement().asString().contains("does not exist");
    assertThat(noLog.exitCode()).isEqualTo(2);
    assertThat(noLog.err()).singleElement().asString().contains("no.log");
  }

  @Test
  void whatTheConfigurationLacksIsOneFinding() throws IOException {
    Files.writeString(folder.resolve("vpcs.json"), "{\"Vpcs\":[],\"FlowLogs\":[]}");

    Run run = Run.of("audit", "--config", folder, "--format", "json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.json())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.get("kind").textValue()).isEqualTo("configuration-incomplete");
          assertThat(finding.get("sentence").textValue())
              .startsWith(
                  "The configuration has no subnets, network interfaces, security groups, network"
                      + " ACLs, so nothing is told about");
        });
  }

  @Test
  void hostileTextStaysOnItsLine() throws IOException {
    Files.writeString(
        folder.resolve("flow-logs.json"),
        """
        {"FlowLogs":[{"FlowLogId":"fl-1","ResourceId":"vpc-1","FlowLogStatus":"ACTIVE",
          "DeliverLogsStatus":"FAILED","DeliverLogsErrorMessage":"\\u001b[2J\\nCRITICAL"}]}
        """);

    Run run = Run.of("audit", "--config", folder);

    assertThat(run.out()).isNotEmpty().noneMatch(line -> line.startsWith("CRITICAL"));
    assertThat(String.join("", run.out())).doesNotContain("\u001b").contains("\\u001b[2J");
  }

  private Run audit(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("audit", "--config", samples.configuration()));
    all.addAll(List.of(arguments));
    return Run.of(all.toArray());
  }
}
