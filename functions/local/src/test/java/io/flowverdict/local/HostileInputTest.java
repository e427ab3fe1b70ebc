package io.flowverdict.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Input that is damaged, missing or meant to do harm, given to `judge`.
class HostileInputTest {

  private static final String HEADER =
      "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start"
          + " end action log-status";
  private static final String RECORD =
      "2 123456789012 eni-0db00000000000001 10.0.2.20 10.0.3.10 45012 5432 6 5 300 1795169102"
          + " 1795169160 ACCEPT OK";
  private static final String LOG = HEADER + "\n" + RECORD + "\n";
  private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

  private final Samples samples = Samples.open();
  @TempDir private Path folder;

  @AfterEach
  void closeSamples() {
    samples.close();
  }

  static Stream<Arguments> unreadableObjects() {
    return Stream.of(
        Arguments.of("an empty object", new byte[0], "empty"),
        Arguments.of("a binary file", binary(), "holds binary data"),
        Arguments.of("Parquet", bytes("PAR1\u0015\u0004"), "Parquet"),
        Arguments.of("prose", bytes("To be, or not to be\n"), "names no field of a flow log"),
        Arguments.of("a zip archive", bytes("PK\u0003\u0004"), "unpack it with unzip"),
        Arguments.of("OCSF", bytes("{\"class_uid\":4001,\"time\":1}"), "this is OCSF"),
        Arguments.of("a record first", bytes(RECORD + "\n"), "begin with a header line"),
        Arguments.of(
            "no destination", bytes("version srcaddr action\n"), "no field is the destination"),
        Arguments.of("a column twice", bytes("srcaddr dstaddr srcaddr\n"), "named twice"),
        Arguments.of("ten megabytes without a line", tenMegabytes(), "longer than"),
        Arguments.of("gzip cut in its header", Arrays.copyOf(gzip(LOG), 5), "stops before"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadableObjects")
  void anUnreadableObjectIsOneLineThatNamesIt(String what, byte[] content, String message)
      throws Exception {
    Path log = Files.write(folder.resolve("bad.log"), content);

    Run run = judge(log);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .singleElement()
        .asString()
        .startsWith(log + ": ")
        .contains(message)
        .hasSizeLessThan(500 + log.toString().length());
  }

  @Test
  void whatIsReadBeforeGzipStopsIsKept() throws Exception {
    byte[] whole = gzip(HEADER + "\n" + (RECORD + "\n").repeat(50_000));
    Path log = Files.write(folder.resolve("cut.log.gz"), Arrays.copyOf(whole, whole.length / 2));

    Run run = judge(log);

    assertThat(run.exitCode()).isEqualTo(2);
    List<JsonNode> rows = run.json();
    assertThat(rows).hasSizeGreaterThan(1_000).hasSizeLessThan(50_000);
    assertThat(run.err().getFirst())
        .startsWith(log + ": ")
        .contains("stops before its end in line " + (rows.size() + 2));
    assertThat(run.err())
        .contains(
            "objects           1  1 not read to the end",
            "lines      %8d  = 1 header + %d records + 0 statuses + 0 rejected"
                .formatted(rows.size() + 1, rows.size()));
  }

  @Test
  void damagedGzipIsSaidToBeDamaged() throws Exception {
    byte[] damaged = gzip(LOG);
    damaged[damaged.length - 6] ^= 1;
    Path log = Files.write(folder.resolve("damaged.log.gz"), damaged);

    Run run = judge(log);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().getFirst()).startsWith(log + ": ").contains("is damaged");
  }

  @Test
  void aLineOfTenMegabytesIsRejectedAndTheOthersAreJudged() throws Exception {
    Path log = folder.resolve("long.log");
    try (OutputStream out = Files.newOutputStream(log)) {
      out.write(bytes(HEADER + "\n"));
      out.write(tenMegabytes());
      out.write(bytes("\n" + RECORD + "\n"));
    }

    Run run = judge(log);

    assertThat(run.exitCode()).isZero();
    List<JsonNode> rows = run.json();
    assertThat(rows.getFirst().get("rejected").textValue()).isEqualTo("line-too-long");
    assertThat(rows.getFirst().get("text").textValue()).hasSize(256);
    assertThat(rows.getLast().get("verdict").textValue()).isEqualTo("ACCEPT");
    assertThat(rows.getLast().get("line").intValue()).isEqualTo(3);
  }

  @Test
  void oneBadObjectDoesNotKeepTheOthersFromBeingJudged() throws Exception {
    Path first = Files.writeString(folder.resolve("1.log"), LOG);
    Path bad = Files.write(folder.resolve("2.log"), binary());
    Path missing = folder.resolve("3.log");
    Path last = Files.writeString(folder.resolve("4.log"), LOG);

    Run run = judge(first, bad, missing, last);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.json())
        .extracting(row -> row.get("source").textValue())
        .containsExactly(first.toString(), last.toString());
    assertThat(run.err().get(0)).startsWith(bad + ": ");
    assertThat(run.err().get(1)).startsWith(missing + ": there is no such file or folder");
    assertThat(run.err()).contains("objects           4  2 not read to the end");
  }

  @Test
  void aFolderWithoutLogsIsSaidToHoldNone() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    Run run = judge(empty);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .singleElement()
        .asString()
        .startsWith(empty + ": no flow-log object in this folder");
  }

  @Test
  void aLinkThatLeadsNowhereIsAProblemAndNotPassedOver() throws Exception {
    Path logs = Files.createDirectory(folder.resolve("logs"));
    Files.writeString(logs.resolve("a.log"), LOG);
    Path link = Files.createSymbolicLink(logs.resolve("b.log"), logs.resolve("gone.log"));

    Run run = judge(logs);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.json()).hasSize(1);
    assertThat(run.err().getFirst()).startsWith(link + ": there is no such file");
  }

  @Test
  void aLinkBackToItsFolderIsAProblemAndNoEndlessWalk() throws Exception {
    Path logs = Files.createDirectory(folder.resolve("logs"));
    Files.writeString(logs.resolve("a.log"), LOG);
    Path link = Files.createSymbolicLink(logs.resolve("again"), logs);

    Run run = judge(logs);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.json()).hasSize(1);
    assertThat(run.err().getFirst()).startsWith(link + ": a link that leads back");
  }

  static Stream<Arguments> unreadableConfigurations() {
    return Stream.of(
        Arguments.of("malformed JSON", "{\"Vpcs\": [", "a.json"),
        Arguments.of("an empty document", "", "is empty"),
        Arguments.of("no object", "[]", "holds no JSON object"),
        Arguments.of("a value of the wrong kind", "{\"Vpcs\": [{\"VpcId\": 7}]}", "Vpcs[0].VpcId"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadableConfigurations")
  void anUnreadableConfigurationIsOneLineThatNamesTheFile(
      String what, String content, String message) throws Exception {
    Path config = Files.createDirectory(folder.resolve("config"));
    Files.writeString(config.resolve("a.json"), content);
    Path log = Files.writeString(folder.resolve("a.log"), LOG);

    Run run = Run.of("judge", "--config", config, log);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .singleElement()
        .asString()
        .contains(config.resolve("a.json").toString(), message);
  }

  @Test
  void aMissingConfigurationFolderIsOneLineThatNamesIt() throws Exception {
    Path log = Files.writeString(folder.resolve("a.log"), LOG);
    Path config = folder.resolve("none");

    Run run = Run.of("judge", "--config", config, log);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .singleElement()
        .asString()
        .contains(config.toString(), "does not exist", "aws ec2 describe-");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          --no-such-option,         Unknown option: '--no-such-option'
          --format=xml,             'Invalid value for option ''--format'': expected one of [TEXT, JSON]'
          --fields=version,         'Invalid value for option ''--fields'': no field is the source address'
          --fields=,                'Invalid value for option ''--fields'': no field is named'
          --config=again,           option '--config' (DIR) should be specified only once
          """)
  void badUsageIsOneLineThatNamesTheOption(String option, String message) throws Exception {
    Path log = Files.writeString(folder.resolve("a.log"), LOG);

    Run run = Run.of("judge", "--config", samples.configuration(), option, log);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .singleElement()
        .asString()
        .startsWith(message)
        .endsWith("; see flow-verdict judge --help");
  }

  @Test
  void withoutConfigurationOrLogThereIsNothingToJudge() {
    assertThat(Run.of("judge", "a.log").err())
        .singleElement()
        .asString()
        .contains("Missing required option: '--config=DIR'");
    assertThat(Run.of("judge", "--config", samples.configuration()).err())
        .singleElement()
        .asString()
        .contains("Missing required parameter: 'LOG'");
  }

  @Test
  void whatCouldSteerATerminalIsShownAsItsCode() throws Exception {
    String hostile = "\u001b[31mred\u001b[0m \u202eesrever";
    Path log = Files.writeString(folder.resolve("a.log"), HEADER + "\n" + hostile + "\n");

    Run run = Run.of("judge", "--config", samples.configuration(), log);

    assertThat(run.out()).last().asString().contains("\\u001b[31mred\\u001b[0m \\u202eesrever");
    assertThat(String.join("", run.out())).doesNotContain("\u001b").doesNotContain("\u202e");
    assertThat(judge(log).out())
        .singleElement()
        .asString()
        .contains("\"text\":\"\\u001B[31mred\\u001B[0m \\u202Eesrever\"");
  }

  @Test
  void whenNobodyTakesTheOutputTheCommandStops() throws Exception {
    Path log =
        Files.writeString(folder.resolve("a.log"), HEADER + "\n" + (RECORD + "\n").repeat(100_000));
    StringWriter err = new StringWriter();
    ClosedPipe pipe = new ClosedPipe();

    int exitCode =
        FlowVerdict.commandLine()
            .setOut(
                new PrintWriter(
                    new StandardOutput(new OutputStreamWriter(pipe, UTF_8), failed -> true)))
            .setErr(new PrintWriter(err))
            .execute("judge", "--config", samples.configuration().toString(), log.toString());

    assertThat(exitCode).isEqualTo(141);
    assertThat(err.toString()).isEmpty();
    assertThat(pipe.writes).isEqualTo(1);
  }

  /// A pipe whose reader is gone.
  private static final class ClosedPipe extends OutputStream {
    private int writes;

    @Override
    public void write(int b) throws IOException {
      writes++;
      throw new IOException("Broken pipe");
    }
  }

  /// Runs `judge --format json` by the samples' configuration.
  private Run judge(Path... logs) {
    Stream<Object> options =
        Stream.of("judge", "--config", samples.configuration(), "--format", "json");
    return Run.of(Stream.concat(options, Arrays.stream(logs)).toArray());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] binary() {
    byte[] bytes = new byte[4096];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static byte[] tenMegabytes() {
    byte[] bytes = new byte[TEN_MEGABYTES];
    Arrays.fill(bytes, (byte) 'x');
    return bytes;
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(bytes(text));
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return bytes.toByteArray();
  }
}
