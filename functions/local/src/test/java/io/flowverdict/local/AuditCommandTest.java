package io.flowverdict.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowverdict.aws.configuration.ConfigurationExport;
import io.flowverdict.aws.configuration.ConfigurationFolder;
import io.flowverdict.core.audit.AuditFinding;
import io.flowverdict.core.audit.AuditInput;
import io.flowverdict.core.audit.Audits;
import io.flowverdict.core.snapshot.Snapshot;
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

  /// The deployed functions audit the same configuration under its account and Region.
  @Test
  void idsAreThoseOfTheDeployedFunctions() {
    Snapshot snapshot = ConfigurationFolder.read(samples.configuration()).snapshot();
    List<String> deployed =
        Audits.run(AuditInput.of(Demo.SCOPE, snapshot)).stream().map(AuditFinding::id).toList();
    Path captured = folder.resolve("captured");
    ConfigurationExport.write(snapshot, Demo.SCOPE, Demo.NOW, captured);

    assertThat(ids(audit("--format", "json"))).isEqualTo(deployed);
    assertThat(ids(Run.of("audit", "--config", captured, "--format", "json"))).isEqualTo(deployed);
    assertThat(deployed).hasSizeGreaterThan(5);
  }

  @Test
  void whereTheFilesDoNotSayItAccountAndRegionAreGiven() throws IOException {
    Files.writeString(folder.resolve("vpcs.json"), "{\"Vpcs\":[{\"VpcId\":\"vpc-1\"}]}");
    Object[] silent = {"audit", "--config", folder, "--format", "json"};
    Object[] said = {
      "audit",
      "--config",
      folder,
      "--format",
      "json",
      "--account",
      "111122223333",
      "--region",
      "eu-central-1"
    };

    assertThat(Run.of(silent).err())
        .containsExactly(
            "The configuration does not say its account, so the ids of findings are not those of"
                + " the deployed functions: give --account.",
            "The configuration does not say its Region, so the ids of findings are not those of the"
                + " deployed functions: give --region.");
    assertThat(Run.of(said).err()).isEmpty();
    assertThat(ids(Run.of(said))).isNotEqualTo(ids(Run.of(silent)));
  }

  @Test
  void whatIsGivenAgainstTheFilesIsTakenAndSaid() {
    Run run = audit("--format", "json", "--region", "eu-west-1");

    assertThat(run.err())
        .containsExactly(
            "--region eu-west-1 is taken, although the configuration is of eu-central-1.");
    assertThat(ids(run)).doesNotContainAnyElementsOf(ids(audit("--format", "json")));
  }

  @Test
  void ofSeveralRegionsNoneIsGuessed() throws IOException {
    Files.writeString(
        folder.resolve("subnets.json"),
        """
        {"Subnets":[{"SubnetId":"subnet-1","OwnerId":"111122223333","AvailabilityZone":"eu-central-1a"},
          {"SubnetId":"subnet-2","OwnerId":"111122223333","AvailabilityZone":"eu-west-1a"}]}
        """);

    assertThat(Run.of("audit", "--config", folder).err())
        .hasSize(2)
        .last()
        .isEqualTo(
            "The configuration is of more than one Region (eu-central-1, eu-west-1), so the ids of"
                + " findings are not those of the deployed functions: give --region.");
  }

  @Test
  void whatIsNoAccountOrRegionIsRefused() {
    assertThat(audit("--account", "12").err())
        .containsExactly("--account \"12\" is no account id; give its twelve digits");
    assertThat(audit("--region", "x/../y").err())
        .containsExactly("--region \"x/../y\" is no Region; name one such as eu-central-1");
    assertThat(audit("--account", "12").exitCode()).isEqualTo(2);
  }

  private static List<String> ids(Run run) {
    return run.json().stream().map(finding -> finding.get("id").textValue()).toList();
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
