package io.flowverdict.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowverdict.aws.configuration.ConfigurationExport;
import io.flowverdict.aws.configuration.ConfigurationFolder;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `--config` with a folder of revisions. The samples' configuration was in force until 11:00; by
/// 12:00 the database's security group had lost its rules.
class DatedConfigurationTest {

  private static final String HEADER =
      "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start"
          + " end action log-status tcp-flags\n";
  private static final String RECORD =
      "2 123456789012 eni-0db00000000000001 10.0.2.20 10.0.3.10 45012 5432 6 5 300 %d %d %s OK 2\n";
  private static final String TIMELESS =
      """
      interface-id srcaddr dstaddr srcport dstport protocol action tcp-flags
      eni-0db00000000000001 10.0.2.20 10.0.3.10 45012 5432 6 ACCEPT 2
      """;

  @TempDir private Path folder;
  private Path revisions;

  @BeforeEach
  void export() {
    revisions = folder.resolve("revisions");
    try (Samples samples = Samples.open()) {
      Snapshot open = ConfigurationFolder.read(samples.configuration()).snapshot();
      Snapshot closed = open.toBuilder().securityGroups(List.of(withoutRules(open))).build();
      ConfigurationExport.write(
          open,
          Demo.SCOPE,
          Demo.NOW,
          revisions.resolve("2026-11-20T10-00-00Z--2026-11-20T11-00-00Z"));
      ConfigurationExport.write(
          closed, Demo.SCOPE, Demo.NOW, revisions.resolve("2026-11-20T12-00-00Z"));
    }
  }

  private static SecurityGroup withoutRules(Snapshot open) {
    SecurityGroup database =
        Objects.requireNonNull(open.securityGroups().get("sg-0db00000000000001"));
    return new SecurityGroup(
        database.id(), database.name(), database.vpcId(), database.ownerId(), List.of());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # when                         | from     | to       | verdict   | reason
          the day before                 | 19T10:30 | 19T10:31 | UNDECIDED | configuration-unknown
          shortly before the first       | 20T09:30 | 20T09:31 | ACCEPT    |
          while the first was in force   | 20T10:30 | 20T10:31 | ACCEPT    |
          between the two                | 20T11:30 | 20T11:31 | UNDECIDED | configuration-changed
          across the change              | 20T10:59 | 20T12:01 | UNDECIDED | configuration-changed
          while the second was in force  | 20T12:30 | 20T12:31 | REJECT    |
          the day after                  | 21T10:30 | 21T10:31 | REJECT    |
          """)
  void eachRecordIsJudgedByTheConfigurationOfItsTime(
      String when, String from, String to, String verdict, @Nullable String reason)
      throws IOException {
    JsonNode row =
        judge("any.log", HEADER + RECORD.formatted(second(from), second(to), "ACCEPT")).getFirst();

    assertThat(row.get("verdict").textValue()).describedAs(when).isEqualTo(verdict);
    assertThat(row.get("undecided"))
        .hasSize(reason == null ? 0 : 1)
        .allSatisfy(code -> assertThat(code.textValue()).isEqualTo(reason));
  }

  private static long second(String time) {
    return Instant.parse("2026-11-" + time + ":00Z").getEpochSecond();
  }

  @Test
  void recordsOfOneObjectAreJudgedByDifferentConfigurations() throws IOException {
    List<JsonNode> rows =
        judge(
            "any.log",
            HEADER
                + RECORD.formatted(second("20T10:30"), second("20T10:31"), "ACCEPT")
                + RECORD.formatted(second("20T12:30"), second("20T12:31"), "REJECT"));

    assertThat(rows)
        .extracting(row -> row.get("verdict").textValue())
        .containsExactly("ACCEPT", "REJECT");
  }

  @Test
  void aChangeIsShownWithTheTracesOfBothConfigurations() throws IOException {
    String record = RECORD.formatted(second("20T11:30"), second("20T11:31"), "ACCEPT");

    assertThat(judge("any.log", HEADER + record).getFirst().get("trace"))
        .extracting(step -> step.get("layer").textValue() + " " + step.get("effect").textValue())
        .containsExactlyInAnyOrder("NACL allow", "SG allow", "SG no-match");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"1030, ACCEPT", "1230, REJECT", "1130, UNDECIDED"})
  void whereRecordsTellNoTimeThatOfTheObjectsNameCounts(String time, String verdict)
      throws IOException {
    String name =
        "123456789012_vpcflowlogs_eu-central-1_fl-0a1b2c3d_20261120T" + time + "Z_fe123456.log";

    assertThat(judge(name, TIMELESS).getFirst().get("verdict").textValue()).isEqualTo(verdict);
  }

  @Test
  void whereNothingTellsTheTimeAllConfigurationsCount() throws IOException {
    assertThat(judge("any.log", TIMELESS).getFirst().get("undecided"))
        .extracting(JsonNode::textValue)
        .containsExactly("configuration-changed");
  }

  @Test
  void whatEachFolderHoldsIsTold() throws IOException {
    Path log = Files.write(folder.resolve("any.log"), TIMELESS.getBytes(UTF_8));

    Run run = Run.of("judge", "--config", revisions, "--verbose", log);

    assertThat(run.err())
        .anyMatch(line ->
            line.endsWith("in force from 2026-11-20T10:00:00Z, last seen 2026-11-20T11:00:00Z"))
        .anyMatch(line ->
            line.endsWith("in force from 2026-11-20T12:00:00Z, last seen 2026-11-20T12:00:00Z"));
  }

  @Test
  void aQuestionIsAnsweredByTheNewestAndThatIsSaid() {
    Run run =
        Run.of(
            "explain",
            "--config",
            revisions,
            "--from",
            "10.0.2.20",
            "--to",
            "10.0.3.10",
            "--port",
            5432);

    assertThat(run.err()).containsExactly("By the configuration of 2026-11-20T12:00:00Z:");
    assertThat(run.out())
        .contains("REJECT")
        .anyMatch(line -> line.contains("sg-0db00000000000001"));
  }

  @Test
  void aFolderThatIsNotNamedByATimeIsOneLine() throws IOException {
    Files.createDirectory(revisions.resolve("backup"));

    Run run = Run.of("judge", "--config", revisions, folder);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .singleElement()
        .asString()
        .contains("backup is not named by the time of its configuration; name it like");
  }

  private List<JsonNode> judge(String name, String content) throws IOException {
    Path log = Files.write(folder.resolve(name), content.getBytes(UTF_8));
    Run run = Run.of("judge", "--config", revisions, "--format", "json", log);
    assertThat(run.exitCode()).isZero();
    return run.json();
  }
}
