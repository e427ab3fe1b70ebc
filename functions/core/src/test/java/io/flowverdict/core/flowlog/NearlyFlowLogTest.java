package io.flowverdict.core.flowlog;

import static io.flowverdict.core.flowlog.FlowLogObject.RECORD;
import static io.flowverdict.core.flowlog.FlowLogObject.bytes;
import static io.flowverdict.core.flowlog.FlowLogObject.gzip;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that are nearly flow logs: what is certain is read, and of what is not it is said what it
/// is and what to do. Records and columns are the same.
class NearlyFlowLogTest {

  private static final String HEADER = FlowLogFormat.DEFAULT.toString();
  private static final String OTHER = RECORD.replace("10.0.1.5", "10.0.1.9");
  private static final String NODATA =
      "2 111122223333 eni-0a1b2c3d - - - - - - - 1700000000 1700000060 - NODATA";
  private static final String LOG = String.join("\n", HEADER, RECORD, OTHER, NODATA, "");

  private static final List<String> INSIGHTS =
      List.of(
          "version",
          "accountId",
          "interfaceId",
          "srcAddr",
          "dstAddr",
          "srcPort",
          "dstPort",
          "protocol",
          "packets",
          "bytes",
          "start",
          "end",
          "action",
          "logStatus");

  private static final String JSON_RECORD = json(RECORD);
  private static final String JSON_OTHER = json(OTHER);
  private static final String JSON_NODATA = json(NODATA).replace("\"-\"", "null");

  /// {@return a record as an object that names its fields, with numbers where they are some}
  private static String json(String record) {
    String[] values = record.split(" ", -1);
    List<String> members = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      String name = FlowLogFormat.DEFAULT.columns().get(i).replace('-', '_');
      boolean number = i >= 5 && values[i].matches("[0-9]+");
      members.add("\"%s\":%s".formatted(name, number ? values[i] : '"' + values[i] + '"'));
    }
    return "{" + String.join(",", members) + "}";
  }

  /// {@return records as CloudWatch Logs Insights shows the fields that it finds in them: without
  /// those that are not recorded}
  private static String insights(String... records) {
    List<String> rows = new ArrayList<>();
    for (String record : records) {
      String[] values = record.split(" ", -1);
      List<String> cells = new ArrayList<>(List.of(cell("@timestamp", "2026-11-20 10:05:02.000")));
      for (int i = 0; i < values.length; i++) {
        if (!values[i].equals("-")) {
          cells.add(cell(INSIGHTS.get(i), values[i]));
        }
      }
      rows.add("[" + String.join(",", cells) + "]");
    }
    return "{\"results\":[" + String.join(",", rows) + "]}";
  }

  private static String cell(String field, String value) {
    return "{\"field\":\"%s\",\"value\":\"%s\"}".formatted(field, value);
  }

  private static String csv(String record) {
    return '"' + record.replace(" ", "\",\"").replace("\"-\"", "") + '"';
  }

  static Stream<Arguments> filesThatAreRead() {
    String records = JSON_RECORD + "\n" + JSON_OTHER + "\n" + JSON_NODATA;
    String array = "[\n" + records.replace("\n", ",\n") + "\n]\n";
    return Stream.of(
        read("a byte order mark", "\uFEFF" + LOG),
        read("a mark twice over gzip", gzip("\uFEFF" + LOG)),
        read("UTF-16 with a mark", LOG.getBytes(UTF_16)),
        read("UTF-16LE with a mark", ("\uFEFF" + LOG).getBytes(UTF_16LE)),
        read("UTF-16LE without a mark", LOG.getBytes(UTF_16LE)),
        read("UTF-16BE without a mark", LOG.getBytes(UTF_16BE)),
        read("UTF-16 with carriage returns", crlf(LOG).getBytes(UTF_16)),
        read("carriage returns", crlf(LOG)),
        read("gzip in gzip", gzipped(gzip(LOG))),
        read("UTF-16 in gzip in gzip", gzipped(gzipped(LOG.getBytes(UTF_16LE)))),
        read("underscored names", LOG.replace(HEADER, HEADER.replace('-', '_'))),
        read("names in upper case", LOG.replace(HEADER, HEADER.toUpperCase(Locale.ROOT))),
        read("placeholders", LOG.replace(HEADER, "${" + HEADER.replace(" ", "} ${") + "}")),
        read("tabs", LOG.replace(' ', '\t')),
        read("tabs with nothing between", LOG.replace(' ', '\t').replace("\t-", "\t")),
        read("CSV", LOG.replace(' ', ',')),
        read("CSV with nothing for a hyphen", LOG.replace(' ', ',').replace(",-", ",")),
        read("CSV of Europe", LOG.replace(' ', ';')),
        read(
            "CSV of Athena",
            Stream.of(HEADER.replace('-', '_'), RECORD, OTHER, NODATA)
                .map(NearlyFlowLogTest::csv)
                .reduce("", (all, line) -> all + line + "\n")),
        read(
            "CSV of pandas",
            LOG.replace(' ', ',').replace(",-", ",").replace(",443,6,", ",443.0,6.0,")),
        read("JSON lines", records + "\n"),
        read("JSON lines with carriage returns", crlf(records)),
        read("JSON without line feeds", records.replace("\n", "")),
        read("JSON in gzip in gzip", gzipped(gzip(records))),
        read("a JSON array", array),
        read("a JSON array on one line", array.replace("\n", "")),
        read("JSON over many lines", array.replace(",", ",\n    ").replace("{", "{\n  ")),
        read("JSON in a document", "{\"count\": 3, \"flows\": " + array + "}"),
        read("Insights as JSON", insights(RECORD, OTHER, NODATA)),
        read(
            "Insights as JSON on many lines", insights(RECORD, OTHER, NODATA).replace(",", ",\n ")),
        read(
            "rows of Insights alone",
            insights(RECORD, OTHER, NODATA).replaceAll("^[^\\[]*|}$", "")),
        read("JSON of strings", records.replaceAll(":([0-9]+)", ":\"$1\"")),
        read("JSON of doubles", records.replace(":443,", ":443.0,").replace(":6,", ":6.0,")),
        read(
            "JSON with long numbers",
            records.replace(":1700000000,", ":1.7E9,").replace(":1700000060,", ":1.70000006E9,")));
  }

  private static String crlf(String text) {
    return text.replace("\n", "\r\n");
  }

  private static byte[] gzipped(byte[] content) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
      gzip.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return file.toByteArray();
  }

  private static Arguments read(String what, String text) {
    return read(what, text.getBytes(UTF_8));
  }

  private static Arguments read(String what, byte[] file) {
    return Arguments.of(what, file);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("filesThatAreRead")
  void whatIsCertainIsRead(String what, byte[] file) {
    assertThat(values(read(file, null))).isEqualTo(values(read(LOG.getBytes(UTF_8), null)));
    assertReadAlike(file);
  }

  /// Beside the record itself the fields that are found in it say no more.
  @Test
  void aRecordAmongTheFieldsOfInsightsIsReadAndNotTheFields() {
    String fields = cell("srcAddr", "10.0.0.1") + "," + cell("dstAddr", "10.0.0.2");
    String text = "{\"results\":[[%s,%s]]}".formatted(fields, cell("@message", RECORD));

    assertThat(values(read(text.getBytes(UTF_8), FlowLogFormat.DEFAULT)))
        .isEqualTo(values(read((HEADER + "\n" + RECORD).getBytes(UTF_8), null)));
    assertThatExceptionOfType(UnreadableObjectException.class)
        .isThrownBy(() -> read(text.getBytes(UTF_8), null))
        .withMessageEndingWith(" --fields \"" + HEADER + "\"");
  }

  @Test
  void rowsOfInsightsThatAreNoRecordsAreRejectedOrRefused() {
    String count = "[" + cell("action", "ACCEPT") + "," + cell("count(*)", "3") + "]";
    String text = insights(RECORD, OTHER).replace("]]", "]," + count + "]");

    assertThat(read(text.getBytes(UTF_8), null))
        .extracting(FlowLogEntry::getClass)
        .containsExactly(FlowRecord.class, FlowRecord.class, RejectedLine.class);
    assertReadAlike(text.getBytes(UTF_8));
    assertRefused(("{\"results\":[" + count + "]}").getBytes(UTF_8), "CloudWatch Logs Insights");
  }

  /// Their lines are counted, as blank lines between records are.
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\n\n", " \t\n", "\r\n \r\n", "\n \n\n\t\n\n"})
  void whatComesAfterBlankLinesIsRead(String blank) {
    long lines = blank.lines().count();
    for (String text :
        List.of(LOG, LOG.replace(' ', ','), LOG.replace(' ', '\t'), LOG.replace(' ', ';'))) {
      byte[] file = (blank + text).getBytes(UTF_8);
      List<FlowLogEntry> entries = read(file, null);

      assertThat(entries.subList(0, (int) lines))
          .allMatch(entry -> ((RejectedLine) entry).reason() == RejectedReason.EMPTY_LINE);
      assertThat(values(entries.subList((int) lines, entries.size())))
          .isEqualTo(values(read(LOG.getBytes(UTF_8), null)));
      assertThat(entries.get((int) lines).line()).isEqualTo(lines + 2);
      assertReadAlike(file);
      assertThat(read(file, FlowLogFormat.ALL)).isEqualTo(entries);
    }
  }

  @Test
  void aHeaderAfterMoreBlankLinesThanColumnsHoldIsRead() {
    int lines = 3 * FlowColumns.CAPACITY;
    byte[] file = ("    \n".repeat(lines) + LOG).getBytes(UTF_8);

    List<FlowLogEntry> entries = read(file, null);

    assertThat(values(entries.subList(lines, entries.size())))
        .isEqualTo(values(read(LOG.getBytes(UTF_8), null)));
    assertReadAlike(file);
    assertReadAlike(Arrays.copyOf(gzip(new String(file, UTF_8)), 60));
  }

  @Test
  void recordsAfterBlankLinesAreReadByTheFieldsThatAreGiven() {
    byte[] file = ("\n\n2026-11-20T10:05:02.000Z " + RECORD).getBytes(UTF_8);

    List<FlowLogEntry> entries = read(file, FlowLogFormat.DEFAULT);

    assertThat(entries)
        .extracting(FlowLogEntry::getClass)
        .containsExactly(RejectedLine.class, RejectedLine.class, FlowRecord.class);
    assertThatExceptionOfType(UnreadableObjectException.class)
        .isThrownBy(() -> read(file, null))
        .withMessageStartingWith("Line 3 is a record with a time in front")
        .satisfies(refusal -> assertThat(refusal.line()).isEqualTo(3));
    assertReadAlike(file);
  }

  @Test
  void messagesOfCsvAfterBlankLinesAreReadByTheFieldsThatAreGiven() {
    byte[] file = ("\n\n@timestamp,@message\n2026-11-20 10:05:02.000," + RECORD).getBytes(UTF_8);

    assertThat(read(file, FlowLogFormat.DEFAULT))
        .extracting(FlowLogEntry::getClass)
        .containsExactly(RejectedLine.class, RejectedLine.class, FlowRecord.class);
    assertReadAlike(file);
  }

  @Test
  void aHeaderAfterBlankLinesThatCannotBeUsedIsRefusedWithItsLine() {
    byte[] file = "  \nsrcaddr start\n".getBytes(UTF_8);

    assertThatExceptionOfType(UnreadableObjectException.class)
        .isThrownBy(() -> read(file, null))
        .withMessageStartingWith("Line 2 is a header that cannot be used")
        .satisfies(refusal -> assertThat(refusal.line()).isEqualTo(2));
    assertReadAlike(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", " \n\t\n"})
  void whatIsBlankHasNoHeader(String text) {
    assertThatExceptionOfType(UnreadableObjectException.class)
        .isThrownBy(() -> read(text.getBytes(UTF_8), null))
        .satisfies(
            refusal -> assertThat(refusal.reason()).isEqualTo(UnreadableReason.HEADER_MISSING));
    assertReadAlike(text.getBytes(UTF_8));
    assertThat(read(text.getBytes(UTF_8), FlowLogFormat.DEFAULT))
        .hasSize((int) text.lines().count())
        .allMatch(entry -> ((RejectedLine) entry).reason() == RejectedReason.EMPTY_LINE);
  }

  static Stream<Arguments> filesWhoseFieldsMustBeGiven() {
    String messages = message(RECORD) + "\n" + message(OTHER) + "\n" + message(NODATA);
    String events = "[" + messages.replace("\n", ",") + "]";
    String headless = LOG.substring(HEADER.length() + 1);
    String time = "2026-11-20T10:05:02.000Z ";
    return Stream.of(
        unnamed("no header line", headless, HEADER),
        unnamed("JSON lines of Firehose", messages + "\n", HEADER),
        unnamed("JSON of Firehose without line feeds", messages.replace("\n", ""), HEADER),
        unnamed("a JSON array of messages", events, HEADER),
        unnamed("JSON lines of a collector", messages.replace("message", "log"), HEADER),
        unnamed(
            "JSON lines with more inside",
            messages.replaceAll("(?m)^(.*)$", "{\"event\":$1,\"host\":\"a\"}"),
            HEADER),
        unnamed("JSON strings", messages.replaceAll("\\{\"message\":([^}]*)}", "$1"), HEADER),
        unnamed(
            "filter-log-events",
            "{\"events\": %s, \"searchedLogStreams\": [{\"logStreamName\": \"eni-1-all\"}]}"
                .formatted(events),
            HEADER),
        unnamed("its messages alone", events.replaceAll("\\{\"message\":([^}]*)}", "$1"), HEADER),
        unnamed(
            "a subscription filter",
            ("{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"111122223333\",\"logGroup\":\"flows\","
                    + "\"logStream\":\"eni-0a1b2c3d-all\",\"subscriptionFilters\":[\"all\"],"
                    + "\"logEvents\":%s}")
                .formatted(
                    events.replace(
                        "{\"message\"",
                        "{\"id\":\"3\",\"timestamp\":1700000060000,\"extractedFields\":"
                            + "{\"bytes\":\"840\"},\"message\"")),
            HEADER),
        unnamed(
            "Insights as JSON",
            "{\"results\": [%s], \"status\": \"Complete\"}"
                .formatted(
                    messages
                        .replaceAll(
                            "\\{\"message\":([^}]*)}",
                            "[{\"field\":\"@ptr\",\"value\":\"x\"},"
                                + "{\"field\":\"@message\",\"value\":$1}]")
                        .replace("\n", ",")),
            HEADER),
        unnamed(
            "Insights as CSV",
            "@timestamp,@message\n" + headless.replaceAll("(?m)^2 ", "2026-11-20 10:05:02.000,2 "),
            HEADER),
        unnamed("CSV without names", headless.replace(' ', ','), HEADER),
        unnamed(
            "a time in front", headless.replaceAll("(?m)^2 ", time + "2 "), "timestamp " + HEADER),
        unnamed(
            "a date and a time in front",
            headless.replaceAll("(?m)^2 ", "2026-11-20 10:05:02.000 2 "),
            "date time " + HEADER),
        unnamed(
            "aws logs tail",
            headless.replaceAll("(?m)^2 ", "2026-11-20T10:05:02.000000+00:00 eni-0a1b2c3d-all 2 "),
            "timestamp log-stream " + HEADER),
        unnamed(
            "filter-log-events as text",
            headless
                .replaceAll("(?m)^2 ", "EVENTS\t3900\t1700000061000\teni-0a1b2c3d-all\t2 ")
                .replaceAll("(?m)$\n", "\t1700000060000\n"),
            "other-1 other-2 other-3 log-stream " + HEADER + " event-time"));
  }

  private static String message(String record) {
    return "{\"message\":\"" + record + "\"}";
  }

  private static Arguments unnamed(String what, String text, String fields) {
    return Arguments.of(what, text, fields);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("filesWhoseFieldsMustBeGiven")
  void whatNeedsItsFieldsIsReadWithThoseThatItSaysAndNotWithout(
      String what, String text, String fields) {
    byte[] file = text.getBytes(UTF_8);

    assertThatExceptionOfType(UnreadableObjectException.class)
        .isThrownBy(() -> read(file, null))
        .withMessageEndingWith(" --fields \"" + fields + "\"")
        .satisfies(refusal -> {
          assertThat(refusal.reason()).isEqualTo(UnreadableReason.HEADER_MISSING);
          assertThat(refusal.getMessage()).hasSizeLessThan(400);
        });
    assertReadAlike(file);
    assertThat(values(read(file, FlowLogFormat.parse(fields))))
        .isEqualTo(values(read(LOG.getBytes(UTF_8), null)));
  }

  /// Whoever gives the fields of the flow log need not know what stands before its records.
  @Test
  void whatStandsBeforeRecordsNeedNotBeNamedWhenTheirFieldsAreGiven() {
    String text = "2026-11-20T10:05:02.000Z " + RECORD + "\n2026-11-20T10:05:03.000Z " + OTHER;

    assertThat(read(text.getBytes(UTF_8), FlowLogFormat.DEFAULT))
        .hasSize(2)
        .allMatch(FlowRecord.class::isInstance);
  }

  @Test
  void theFieldsOfAnotherFormatAreAskedForWithWhereTheyStand() {
    String text = message("10.0.0.1 10.0.0.2 443 ACCEPT");

    assertThatExceptionOfType(UnreadableObjectException.class)
        .isThrownBy(() -> read(text.getBytes(UTF_8), null))
        .withMessageContaining("LogFormat of aws ec2 describe-flow-logs");
    assertThat(read(text.getBytes(UTF_8), FlowLogFormat.parse("srcaddr dstaddr dstport action")))
        .allMatch(FlowRecord.class::isInstance);
  }

  static Stream<Arguments> filesThatAreSomethingElse() {
    return Stream.of(
        refused(
            "OCSF",
            "{\"class_uid\":4001,\"category_uid\":4,\"src_endpoint\":{\"ip\":\"10.0.0.1\"}}",
            "OCSF"),
        refused(
            "a query log of the resolver",
            "{\"version\":\"1.1\",\"account_id\":\"111122223333\",\"vpc_id\":\"vpc-1\","
                + "\"query_name\":\"example.com.\",\"srcaddr\":\"10.0.0.5\",\"srcport\":\"4000\"}",
            "Route 53 Resolver"),
        refused(
            "CloudTrail",
            "{\"Records\":[{\"eventVersion\":\"1.08\",\"eventName\":\"x\"}]}",
            "CloudTrail"),
        refused(
            "a log of WAF",
            "{\"action\":\"ALLOW\",\"httpRequest\":{\"clientIp\":\"10.0.0.1\"}}",
            "AWS WAF"),
        refused(
            "results of Athena", "{\"ResultSet\":{\"Rows\":[{\"Data\":[]}]}}", "give the CSV file"),
        refused("messages of something else", "{\"message\":\"hello\"}", "none of its objects"),
        refused("JSON of something else", "[1, 2, 3]", "none of its objects"),
        refused("no JSON after all", "{ srcaddr dstaddr }", "none of its objects"),
        refused("HTML", "<!DOCTYPE html>\n<html>", "HTML"),
        refused(
            "an error of S3", "<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code>", "XML"),
        refused(
            "an access log of S3",
            "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be bucket"
                + " [06/Feb/2019:00:00:38 +0000] 192.0.2.3 - REST.GET \"GET / HTTP/1.1\" 200",
            "access log of S3"),
        refused(
            "an access log of a load balancer",
            "https 2018-07-02T22:23:00.186641Z app/lb/50dc 192.168.131.39:2817 10.0.0.1:80 0.0 200",
            "load balancer"),
        refused(
            "an access log of a classic load balancer",
            "2018-07-02T22:23:00.186641Z my-lb 192.168.131.39:2817 10.0.0.1:80 0.0 200 200",
            "load balancer"),
        refused(
            "an access log of a server", "10.0.0.1 - - [06/Feb/2019] \"GET /\" 200", "no record"),
        refused("an access log of CloudFront", "#Version: 1.0\n#Fields: date", "CloudFront"),
        refused(
            "a transit gateway without a header line",
            "6 TransitGateway 111122223333 tgw-1 tgw-attach-1 - - - 10.0.0.1 10.0.0.2",
            "transit gateway"),
        refused(
            "a transit gateway in JSON",
            "{\"tgw_id\":\"tgw-1\",\"srcaddr\":\"10.0.0.1\",\"dstaddr\":\"10.0.0.2\"}",
            "transit gateway"),
        refused("prose", "To be, or not to be", "no record"),
        refused("CSV of something else", "name,colour,price", "no record"));
  }

  private static Arguments refused(String what, String text, String message) {
    return Arguments.of(what, text, message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("filesThatAreSomethingElse")
  void whatIsSomethingElseIsSaidToBeIt(String what, String text, String message) {
    assertRefused(text.getBytes(UTF_8), message);
    assertRefused(gzipped(text.getBytes(UTF_8)), message);
  }

  @ParameterizedTest
  @CsvSource({
    "504B0304, unzip",
    "425A6839, bunzip2",
    "28B52FFD, zstd -d",
    "FD377A585A00, unxz",
    "04224D18, lz4 -d",
    "255044462D, PDF",
    "89504E47, image",
    "FFD8FFE0, image",
    "D4C3B2A1, capture of packets",
    "4F5243, ORC",
    "4F626A01, Avro"
  })
  void aFileThatIsNoTextIsNamedWithWhatToDo(String magic, String message) {
    byte[] file = Arrays.copyOf(HexFormat.of().parseHex(magic), 400);

    assertRefused(file, message);
    assertRefused(gzipped(file), message);
  }

  @Test
  void aTarArchiveIsNamed() {
    byte[] file = Arrays.copyOf("log.txt".getBytes(UTF_8), 1024);
    System.arraycopy("ustar".getBytes(UTF_8), 0, file, 257, 5);

    assertRefused(gzipped(file), "tar -xf");
  }

  @Test
  void gzipIsUnpackedTwiceAndNotForEver() {
    assertRefused(gzipped(gzipped(gzip(LOG))), "gunzip");
  }

  private static void assertRefused(byte[] file, String message) {
    assertThatExceptionOfType(UnreadableObjectException.class)
        .isThrownBy(() -> read(file, null))
        .withMessageContaining(message)
        .satisfies(refusal -> {
          assertThat(refusal.getMessage())
              .hasSizeLessThan(400)
              .doesNotContain("create the flow log", "--fields");
          assertThat(refusal.line()).isEqualTo(1);
        });
    assertReadAlike(file);
  }

  /// Values that no program should write, beside records that are read.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          "dstport":443.5           | bad-port
          "dstport":-443            | bad-port
          "dstport":4.43E99         | bad-port
          "dstport":true            | bad-port
          "dstport":{"a":1}         | bad-port
          "dstport":1,"dstport":2   | wrong-field-count
          "srcaddr":"a","srcaddr":"b" | wrong-field-count
          "srcaddr":"a","srcAddr":"b" | wrong-field-count
          "srcaddr":"10.0.0.1 x"    | bad-address
          "interface_id":"eni\\u0000" | not-text
          "interface_id":"eni\\ud800" | not-text
          "start":"yesterday"       | bad-time
          """)
  void aValueInJsonThatIsNoneIsRejected(String member, String reason) {
    String name = member.substring(0, member.indexOf(':'));
    String bad = JSON_RECORD.replaceAll(name + ":[^,]*", member.replace("\\", "\\\\"));
    String text = JSON_RECORD + "\n" + bad + "\n" + JSON_OTHER;

    List<FlowLogEntry> entries = read(text.getBytes(UTF_8), null);

    assertThat(entries).extracting(FlowLogEntry::line).containsExactly(1L, 2L, 3L);
    assertThat(((RejectedLine) entries.get(1)).reason().code()).isEqualTo(reason);
    assertReadAlike(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "{\"a\":1}",
        "{\"message\":\"hello\"}",
        "{\"srcaddr\":\"10.0.0.1\"",
        "{\"srcaddr\" \"10.0.0.1\"}",
        "{\"srcaddr\":\"10.0.0.1]}",
        "{\"srcaddr\":}",
        "]]}{",
        "{\"a\":\"\\x\"}",
        "{1:2}"
      })
  void whatIsNoRecordBetweenRecordsOfJsonIsOneRejectedLine(String line) {
    for (String record : List.of(JSON_RECORD, message(RECORD))) {
      String text = record + "\n" + line + "\n" + record + "\n";
      List<FlowLogEntry> entries = read(text.getBytes(UTF_8), FlowLogFormat.DEFAULT);

      assertThat(entries)
          .extracting(FlowLogEntry::getClass)
          .containsExactly(FlowRecord.class, RejectedLine.class, FlowRecord.class);
    }
  }

  @Test
  void jsonThatIsCutOffGivesItsRecordsAndSaysSo() {
    String text = "{\"events\": [" + JSON_RECORD + ",\n" + JSON_OTHER;
    for (int end = JSON_RECORD.length() + 14; end < text.length(); end++) {
      List<FlowLogEntry> entries = read(text.substring(0, end).getBytes(UTF_8), null);

      assertThat(entries)
          .extracting(FlowLogEntry::getClass)
          .containsExactly(FlowRecord.class, RejectedLine.class);
    }
  }

  @Test
  void aFieldThatComesLaterInJsonIsReadToo() {
    String text =
        (JSON_RECORD + "\n").repeat(400) + JSON_RECORD.replace("{", "{\"reject_reason\":\"BPA\",");

    List<FlowLogEntry> entries = read(text.getBytes(UTF_8), null);

    assertThat(((FlowRecord) entries.getLast()).rejectReason()).isEqualTo("BPA");
    assertThat(entries).filteredOn(FlowRecord.class::isInstance).hasSize(401);
    assertThat(((FlowRecord) entries.getFirst()).format().has(FlowLogField.REJECT_REASON))
        .isFalse();
    assertReadAlike(text.getBytes(UTF_8));
  }

  @Test
  void everyCutOfGzippedJsonGivesTheRecordsBeforeIt() {
    byte[] file = gzip((JSON_RECORD + "\n" + JSON_OTHER + "\n").repeat(50));
    for (int length = 20; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatExceptionOfType(UnreadableObjectException.class)
          .isThrownBy(() -> read(cut, null))
          .satisfies(damage ->
              assertThat(damage.reason().code()).isIn("truncated-gzip", "not-a-flow-log"));
    }
  }

  /// However a file is changed, it is read, or refused, by both readers alike; and no record has
  /// what the file does not have.
  @Test
  void noChangeOfAFileIsMoreThanARefusal() {
    Random random = new Random(8);
    List<byte[]> files =
        Stream.concat(filesThatAreRead(), filesWhoseFieldsMustBeGiven())
            .map(arguments -> arguments.get()[1])
            .map(file -> file instanceof String text ? text.getBytes(UTF_8) : (byte[]) file)
            .toList();
    for (byte[] file : files) {
      for (int i = 0; i < 60; i++) {
        byte[] changed = file.clone();
        for (int change = random.nextInt(3); change >= 0; change--) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt(128);
        }
        assertReadAlike(changed);
      }
    }
  }

  static void assertReadAlike(byte[] file) {
    List<FlowLogEntry> entries = List.of();
    String refusal = "";
    try {
      entries = read(file, null);
    } catch (UnreadableObjectException refused) {
      refusal = String.valueOf(refused.getMessage());
    }
    List<FlowLogEntry> columns = List.of();
    String other = "";
    try {
      columns = FlowColumnReaderTest.byColumns(bytes(file));
    } catch (UnreadableObjectException refused) {
      other = String.valueOf(refused.getMessage());
    }
    assertThat(other).as(new String(file, ISO_8859_1)).isEqualTo(refusal);
    assertThat(columns).isEqualTo(entries.stream().map(FlowColumnReaderTest::inColumns).toList());
  }

  static List<FlowLogEntry> read(byte[] file, @Nullable FlowLogFormat fields) {
    List<FlowLogEntry> entries = new ArrayList<>();
    try (FlowLogReader reader =
        fields == null
            ? FlowLogReader.open(bytes(file))
            : FlowLogReader.open(bytes(file), fields)) {
      reader.forEach(entries::add);
      assertThat(entries).hasSize((int) reader.lines() - (reader.hasHeader() ? 1 : 0));
    }
    return entries;
  }

  /// What entries say, without where they stand and in which columns.
  private static List<String> values(List<FlowLogEntry> entries) {
    return entries.stream()
        .map(entry -> entry.toString().replaceAll("line=[0-9]+|format=[^,]*", ""))
        .toList();
  }
}
