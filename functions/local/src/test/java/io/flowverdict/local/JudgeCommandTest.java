package io.flowverdict.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeCommandTest {

  private static final String HEADER =
      "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start"
          + " end action log-status";
  private static final String RECORD =
      "2 123456789012 eni-0db00000000000001 10.0.2.20 10.0.3.10 45012 5432 6 5 300 1795169102"
          + " 1795169160 ACCEPT OK";

  private final Samples samples = Samples.open();
  @TempDir private Path folder;

  @AfterEach
  void closeSamples() {
    samples.close();
  }

  @Test
  void theSamplesAsJson() {
    Run run = judge("--format", "json", logs());

    assertThat(run.exitCode()).isZero();
    Golden.assertMatches(
        "judge-samples.jsonl",
        relative(run.out()).stream().map(JudgeCommandTest::withoutSentence).toList());
  }

  @Test
  void theSamplesAsText() {
    Run run = judge("--verbose", logs());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).filteredOn(JudgeCommandTest::isSentence).isNotEmpty();
    Golden.assertMatches(
        "judge-samples.txt",
        relative(run.out()).stream().filter(line -> !isSentence(line)).toList());
    Golden.assertMatches("judge-samples-stderr.txt", relative(run.err()));
  }

  @Test
  void everyRecordHasTheFieldsOfTheContractInTheirOrder() {
    List<JsonNode> records =
        judge("--format", "json", logs()).json().stream()
            .filter(row -> row.has("verdict"))
            .toList();

    assertThat(records)
        .isNotEmpty()
        .allSatisfy(row -> {
          assertThat(row.fieldNames())
              .toIterable()
              .containsExactly(
                  "source",
                  "line",
                  "interface",
                  "direction",
                  "role",
                  "inferred",
                  "flow",
                  "action",
                  "verdict",
                  "agrees",
                  "trace",
                  "undecided",
                  "sentence");
          assertThat(row.get("flow").fieldNames())
              .toIterable()
              .containsExactly(
                  "protocol", "source", "sourcePort", "destination", "destinationPort");
          assertThat(row.get("trace"))
              .allSatisfy(step ->
                  assertThat(step.fieldNames())
                      .toIterable()
                      .containsExactly("layer", "direction", "id", "rule", "effect"));
        });
  }

  @Test
  void aTraceNamesEntriesByNumberAndRulesById() throws Exception {
    JsonNode row = only(judgeJson(RECORD));

    assertThat(row.get("verdict").textValue()).isEqualTo("ACCEPT");
    assertThat(row.get("agrees").booleanValue()).isTrue();
    assertThat(row.get("trace"))
        .containsExactly(
            step("NACL", "ingress", "acl-0db00000000000001", "100", "allow"),
            step("SG", "ingress", "sg-0db00000000000001", "\"sgr-0db00000000005432\"", "allow"));
  }

  @Test
  void theImplicitDenyIsAnAsteriskAndATrackedReplyHasNoRule() throws Exception {
    JsonNode reply =
        judgeJson(
                RECORD,
                "2 123456789012 eni-0db00000000000001 10.0.3.10 10.0.2.20 5432 45012 6 5 300"
                    + " 1795169102 1795169160 REJECT OK")
            .getLast();

    assertThat(reply.get("role").textValue()).isEqualTo("reply");
    assertThat(reply.get("inferred").booleanValue()).isTrue();
    assertThat(reply.get("trace"))
        .containsExactly(
            step("SG", "egress", "sg-0db00000000000001", "null", "tracked"),
            step("NACL", "egress", "acl-0db00000000000001", "\"*\"", "deny"));
  }

  @Test
  void aRuleWithoutAnIdIsNamedByGroupDirectionAndText() throws Exception {
    Path config = Files.createDirectory(folder.resolve("without-rule-ids"));
    for (String name : List.of("vpcs", "subnets", "network-interfaces", "security-groups")) {
      Path file = samples.configuration().resolve(name + ".json");
      Files.copy(file, config.resolve(name + ".json"));
    }
    Path log = log("a.log", HEADER, RECORD);

    JsonNode row = only(Run.of("judge", "--config", config, "--format", "json", log).json());

    assertThat(row.get("undecided")).containsExactly(Run.json("\"network-acl-unknown\""));
    assertThat(row.get("trace"))
        .containsExactly(
            step(
                "SG",
                "ingress",
                "sg-0db00000000000001",
                "\"sg-0db00000000000001 ingress tcp 5432 from sg-0a990000000000001\"",
                "allow"));
  }

  @Test
  void insideASubnetTheNetworkAclIsSkipped() throws Exception {
    JsonNode row =
        only(
            judgeJson(
                "2 123456789012 eni-0db00000000000001 10.0.3.99 10.0.3.10 45012 5432 6 5 300"
                    + " 1795169102 1795169160 REJECT OK"));

    assertThat(row.get("trace"))
        .containsExactly(
            step("NACL", "ingress", "acl-0db00000000000001", "null", "skipped"),
            step("SG", "ingress", "sg-0db00000000000001", "null", "no-match"));
  }

  @Test
  void whatIsNotFilteredIsNotEvaluatedAndNotCompared() throws Exception {
    JsonNode row =
        only(
            judgeJson(
                "2 123456789012 eni-0db00000000000001 10.0.3.10 169.254.169.254 45012 80 6 5 300"
                    + " 1795169102 1795169160 ACCEPT OK"));

    assertThat(row.get("verdict").textValue()).isEqualTo("NOT_EVALUATED");
    assertThat(row.get("agrees").isNull()).isTrue();
    assertThat(row.get("trace")).isEmpty();
    assertThat(row.get("undecided")).isEmpty();
  }

  @Test
  void whatIsNotRecordedIsNull() throws Exception {
    Path log = log("a.log", "srcaddr dstaddr", "10.0.2.20 10.0.3.10");

    JsonNode row = only(judge("--format", "json", log).json());

    for (String field : List.of("interface", "action", "agrees")) {
      assertThat(row.get(field).isNull()).as(field).isTrue();
    }
    for (String field : List.of("protocol", "sourcePort", "destinationPort")) {
      assertThat(row.get("flow").get(field).isNull()).as(field).isTrue();
    }
    assertThat(row.get("direction").textValue()).isEqualTo("unknown");
    assertThat(row.get("role").textValue()).isEqualTo("unknown");
    assertThat(row.get("undecided")).containsExactly(Run.json("\"interface-not-recorded\""));
  }

  @Test
  void aStatusRowTellsItsStatusInterfaceAndInterval() throws Exception {
    JsonNode row =
        only(
            judgeJson(
                "2 123456789012 eni-0db00000000000001 - - - - - - - 1795169220 1795169278 -"
                    + " SKIPDATA"));

    assertThat(row)
        .isEqualTo(
            Run.json(
                """
                {"source":"%s","line":2,"status":"SKIPDATA","interface":"eni-0db00000000000001",
                 "start":"2026-11-20T10:07:00Z","end":"2026-11-20T10:07:58Z"}
                """
                    .formatted(folder.resolve("a.log"))));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      textBlock =
          """
          'one two',            wrong-field-count, null
          '',                   empty-line,        null
          'RECORD 99999 ACCEPT', bad-port,         '"dstport"'
          """)
  void aLineThatIsNoRecordTellsWhyAndQuotesItself(String line, String reason, String field)
      throws Exception {
    String text = line.startsWith("RECORD") ? RECORD.replace("45012 5432", "45012 99999") : line;

    JsonNode row = judgeJson(text, RECORD).getFirst();

    assertThat(row.get("line").intValue()).isEqualTo(2);
    assertThat(row.get("rejected").textValue()).isEqualTo(reason);
    assertThat(row.path("field").isMissingNode() ? "null" : row.get("field").toString())
        .isEqualTo(field);
    assertThat(row.get("text").textValue()).isEqualTo(text);
  }

  @Test
  void aTransitGatewayLogIsOneRejectedRowAndNoFailure() throws Exception {
    Path log = log("tgw.log", "version tgw-id srcaddr dstaddr", "6 tgw-0a 10.0.0.1 10.0.0.2");

    Run run = judge("--format", "json", log);

    assertThat(run.exitCode()).isZero();
    JsonNode row = only(run.json());
    assertThat(row.get("source").textValue()).isEqualTo(log.toString());
    assertThat(row.get("line").intValue()).isEqualTo(1);
    assertThat(row.get("rejected").textValue()).isEqualTo("transit-gateway-object");
    assertThat(row.get("text").textValue()).contains("tgw-id");
  }

  @Test
  void everyLineIsAccountedFor() throws Exception {
    Path one = log("one.log", HEADER, RECORD, "noise", HEADER, RECORD);
    Path other =
        log(
            "other.log",
            HEADER,
            "2 123456789012 eni-0db00000000000001 - - - - - - - 1795169220 1795169278 - NODATA");

    assertThat(judge(one, other).err())
        .contains(
            "objects           2",
            "lines             7  = 2 header + 2 records + 1 statuses + 2 rejected",
            "rejected          2  1 repeated-header, 1 wrong-field-count");
  }

  @Test
  void fieldsNameTheColumnsOfTextWithoutAHeader() throws Exception {
    Path log = log("headerless.log", RECORD, RECORD);

    Run run = judge("--format", "json", "--fields", HEADER, log);

    assertThat(run.exitCode()).isZero();
    assertThat(run.json())
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.get("verdict").textValue()).isEqualTo("ACCEPT"));
    assertThat(run.err())
        .contains("lines             2  = 0 header + 2 records + 0 statuses + 0 rejected");
  }

  /// As Firehose, CloudWatch Logs and exports of it write records.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "{\"message\":\"%s\"}",
        "2026-11-20T10:05:02.000Z %s",
        "2026-11-20T10:05:02+00:00 eni-0db00000000000001-all %s"
      })
  void whoDoesAsARefusalSaysGetsTheRecordsJudged(String line) throws Exception {
    Path log = log("export.log", line.formatted(RECORD), line.formatted(RECORD));

    Run refused = judge("--format", "json", log);
    String message = refused.err().getFirst();
    String fields = message.substring(message.indexOf("--fields \"") + 10, message.length() - 1);
    Run run = judge("--format", "json", "--fields", fields, log);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.json())
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.get("verdict").textValue()).isEqualTo("ACCEPT"));
  }

  @Test
  void aHeaderLineIsBelievedRatherThanTheGivenFields() throws Exception {
    Path log = log("with-header.log", HEADER, RECORD);

    assertThat(judge("--format", "json", "--fields", "dstaddr srcaddr", log).json())
        .singleElement()
        .satisfies(row -> assertThat(row.get("verdict").textValue()).isEqualTo("ACCEPT"));
  }

  @Test
  void aFolderIsItsLogsAndThoseOfTheFoldersInsideItSorted() throws Exception {
    Files.createDirectories(folder.resolve("logs/b/c"));
    log("logs/b/c/deep.log", HEADER, RECORD);
    log("logs/z.log", HEADER, RECORD);
    log("logs/b/README.txt", "no log");
    Files.write(folder.resolve("logs/a.log.gz"), gzip(HEADER + "\n" + RECORD + "\n"));

    Run run = judge("--format", "json", folder.resolve("logs"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.json())
        .extracting(row -> row.get("source").textValue())
        .containsExactly(
            folder.resolve("logs/a.log.gz").toString(),
            folder.resolve("logs/b/c/deep.log").toString(),
            folder.resolve("logs/z.log").toString());
  }

  @Test
  void aFileIsReadWhateverItsName() throws Exception {
    Path log = log("no-suffix", HEADER, RECORD);

    assertThat(judge(log).exitCode()).isZero();
  }

  @Test
  void aPathIsTheSourceAsItWasGiven() throws Exception {
    log("a.log", HEADER, RECORD);
    Path given = folder.resolve("../" + folder.getFileName() + "/a.log");

    assertThat(only(judge("--format", "json", given).json()).get("source").textValue())
        .isEqualTo(given.toString());
  }

  @Test
  void theFormatIsTextUnlessSaidOtherwise() throws Exception {
    Path log = log("a.log", HEADER, RECORD);

    assertThat(judge(log).out()).isEqualTo(judge("--format", "TEXT", log).out());
  }

  private Path logs() {
    return samples.configuration().resolveSibling("logs");
  }

  private Run judge(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("judge", "--config", samples.configuration()));
    all.addAll(List.of(arguments));
    return Run.of(all.toArray());
  }

  /// {@return the rows of a log with these lines below the header of version 2}
  private List<JsonNode> judgeJson(String... lines) throws IOException {
    List<String> all = new ArrayList<>(List.of(HEADER));
    all.addAll(List.of(lines));
    return judge("--format", "json", log("a.log", all.toArray(String[]::new))).json();
  }

  private Path log(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static JsonNode only(List<JsonNode> rows) {
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }

  private static JsonNode step(
      String layer, String direction, String id, String rule, String effect) {
    return Run.json(
        """
        {"layer":"%s","direction":"%s","id":"%s","rule":%s,"effect":"%s"}
        """
            .formatted(layer, direction, id, rule, effect));
  }

  /// The wording of sentences is not what these tests are about.
  private static String withoutSentence(String row) {
    return row.replaceFirst("\"sentence\":\".*\"}$", "\"sentence\":\"...\"}");
  }

  private static boolean isSentence(String line) {
    return line.startsWith(" ".repeat(10));
  }

  /// {@return the lines with the folder of the samples as it is called in the project}
  private List<String> relative(List<String> lines) {
    String events = String.valueOf(samples.configuration().getParent());
    return lines.stream().map(line -> line.replace(events, "events")).toList();
  }
}
