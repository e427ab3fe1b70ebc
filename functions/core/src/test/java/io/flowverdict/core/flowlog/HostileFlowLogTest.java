package io.flowverdict.core.flowlog;

import static io.flowverdict.core.flowlog.FlowLogObject.RECORD;
import static io.flowverdict.core.flowlog.FlowLogObject.bytes;
import static io.flowverdict.core.flowlog.FlowLogObject.entries;
import static io.flowverdict.core.flowlog.FlowLogObject.gzip;
import static io.flowverdict.core.flowlog.FlowLogObject.ofDefaultFormat;
import static io.flowverdict.core.flowlog.FlowLogObject.onlyEntry;
import static io.flowverdict.core.flowlog.FlowLogObject.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Objects that are damaged, are something else, or were made to do harm.
class HostileFlowLogTest {

  private static final int MEGABYTE = 1 << 20;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                            | empty-object
          '\n'                          | header-missing
          'hello world\n'               | not-a-flow-log
          '{"Records":[]}'              | not-a-flow-log
          'name,colour,srcaddr,shape\n' | not-a-flow-log
          'version,action\n'            | header-incomplete
          'PAR1...PAR1'                 | parquet-object
          'srcaddr start\n'             | header-incomplete
          'version account-id\n'        | header-incomplete
          'srcaddr dstaddr srcaddr\n'   | duplicate-column
          'version tgw-id srcaddr\n'    | transit-gateway-object
          '2 1 eni-1 10.0.0.1 10.0.0.2' | header-missing
          '2 1 eni-1 - - - NODATA'      | header-missing
          """)
  void anObjectThatIsNoFlowLogIsRefusedForItsReason(String content, String code) {
    String object = content.translateEscapes();

    assertRefused(text(object), code);
    assertRefused(bytes(gzip(object)), code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0",
        "\u001F",
        "\u0007 srcaddr dstaddr\n",
        "srcaddr dstaddr \u009B2J\n10.0.0.1 10.0.0.2\n",
        "PK\u0003\u0004",
        "s\0r\0c\0addr dstaddr\n"
      })
  void aBinaryObjectIsRefused(String content) {
    assertRefused(text(content), "not-a-flow-log");
    assertThatExceptionOfType(UnreadableObjectException.class)
        .isThrownBy(() -> FlowLogReader.open(text(content), FlowLogFormat.DEFAULT));
  }

  @Test
  void randomBytesAreRefused() {
    Random random = new Random(2);
    for (int i = 0; i < 1000; i++) {
      byte[] object = new byte[1 + random.nextInt(2000)];
      random.nextBytes(object);
      assertThatExceptionOfType(UnreadableObjectException.class)
          .isThrownBy(() -> entries(bytes(object)));
    }
  }

  @Test
  void aRefusalSaysWhatWhereAndHowToMend() {
    UnreadableObjectException refusal =
        catchThrowableOfType(
            UnreadableObjectException.class,
            () -> FlowLogReader.open(text("version account-id dstaddr start end\n")));

    assertThat(refusal)
        .hasMessage(
            "Line 1 is a header that cannot be used: no field is the source address: create the"
                + " flow log with srcaddr or pkt-srcaddr");
    assertThat(refusal.line()).isEqualTo(1);
  }

  @Test
  void aLineOf100MegabytesIsSkippedWithoutBeingHeld() {
    InputStream object =
        new SequenceInputStream(
            text(FlowLogFormat.DEFAULT + "\n" + RECORD + "\n"),
            new SequenceInputStream(
                new RepeatedByte('7', 100 * MEGABYTE), text("\n" + RECORD + "\n")));
    List<FlowLogEntry> entries = new ArrayList<>();

    assertThat(allocatedBy(() -> entries.addAll(entries(object)))).isLessThan(2 * MEGABYTE);
    assertThat(entries).extracting(FlowLogEntry::line).containsExactly(2L, 3L, 4L);
    assertThat(entries.get(1))
        .isEqualTo(new RejectedLine(3, RejectedReason.LINE_TOO_LONG, null, "7".repeat(256)));
    assertThat(entries.get(2)).isInstanceOf(FlowRecord.class);
  }

  @Test
  void anObjectThatIsOneEndlessLineIsRefusedAtOnce() {
    InputStream object = new RepeatedByte('7', 100 * MEGABYTE);

    assertThat(allocatedBy(() -> assertRefused(object, "not-a-flow-log"))).isLessThan(2 * MEGABYTE);
  }

  @Test
  void aFirstLineThatIsTooLongIsOnlyABadLineWhenAFormatIsAssumed() {
    InputStream object =
        new SequenceInputStream(new RepeatedByte('7', 10 * MEGABYTE), text("\n" + RECORD + "\n"));
    try (FlowLogReader reader = FlowLogReader.open(object, FlowLogFormat.DEFAULT)) {
      assertThat(reader)
          .extracting(FlowLogEntry::getClass)
          .containsExactly(RejectedLine.class, FlowRecord.class);
    }
  }

  @Test
  void aLineMayHave65536Bytes() {
    String header = "srcaddr dstaddr new\n";
    String start = "10.0.0.1 10.0.0.2 ";
    String longest = start + "x".repeat(FlowLogReader.LONGEST_LINE - start.length());

    assertThat(onlyEntry(text(header + longest + "\n"))).isInstanceOf(FlowRecord.class);
    assertThat(onlyEntry(text(header + longest))).isInstanceOf(FlowRecord.class);
    assertThat(onlyEntry(text(header + longest + "x\n")))
        .isEqualTo(
            new RejectedLine(2, RejectedReason.LINE_TOO_LONG, null, longest.substring(0, 256)));
  }

  @Test
  void aHeaderMayHaveTenThousandColumns() {
    String header =
        IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(" "));
    String values = "- ".repeat(10_000);
    FlowLogEntry entry =
        onlyEntry(text(header + " srcaddr dstaddr\n" + values + "10.0.0.1 10.0.0.2\n"));

    assertThat(entry).isInstanceOf(FlowRecord.class);
    assertThat(((FlowRecord) entry).destination()).hasToString("10.0.0.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "\u0001", "\u001B[2J", "\u007F", "\u0085", "\r"})
  void aLineWithControlCharactersIsRejectedAndKeptAsItIs(String control) {
    String line = RECORD.replace("eni-", "eni-" + control);

    assertThat(entries(ofDefaultFormat(line, RECORD)))
        .hasSize(2)
        .first()
        .isEqualTo(new RejectedLine(2, RejectedReason.NOT_TEXT, null, line));
  }

  @Test
  void aLineThatIsNotUtf8IsRejected() {
    byte[] object =
        (FlowLogFormat.DEFAULT + "\n" + RECORD + "\n" + RECORD).getBytes(StandardCharsets.UTF_8);
    object[FlowLogFormat.DEFAULT.toString().length() + 20] = (byte) 0xE9;

    assertThat(entries(bytes(object)))
        .extracting(FlowLogEntry::getClass)
        .containsExactly(RejectedLine.class, FlowRecord.class);
  }

  @Test
  void otherLettersThanLatinOnesAreText() {
    FlowLogEntry entry = onlyEntry(text("srcaddr dstaddr instance-id\n- - größe-測試\n"));

    assertThat(((FlowRecord) entry).instanceId()).isEqualTo("größe-測試");
  }

  @Test
  void theTextOfALongLineIsCutBetweenCharacters() {
    RejectedLine rejected = (RejectedLine) onlyEntry(ofDefaultFormat("x" + "😀".repeat(1000)));

    assertThat(rejected.text()).isEqualTo("x" + "😀".repeat(127));
  }

  @Test
  void anIdMayHave256Characters() {
    String header = "srcaddr dstaddr interface-id\n";

    assertThat(onlyEntry(text(header + "- - " + "e".repeat(256) + "\n")))
        .isInstanceOf(FlowRecord.class);
    assertThat(onlyEntry(text(header + "- - " + "e".repeat(257) + "\n")))
        .isInstanceOfSatisfying(
            RejectedLine.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(RejectedReason.VALUE_TOO_LONG);
              assertThat(rejected.field()).isEqualTo("interface-id");
              assertThat(rejected.text()).hasSize(256);
            });
  }

  /// Every line of an object is accounted for, whatever the lines are: the oracle counts line
  /// feeds.
  @Test
  void headerRecordsGapsAndRejectedLinesAddUpToTheLines() {
    Random random = new Random(4);
    for (int round = 0; round < 200; round++) {
      String object = randomObject(random);
      long lineFeeds = object.chars().filter(c -> c == '\n').count();
      long lines = lineFeeds + (object.endsWith("\n") ? 0 : 1);
      byte[] bytes = object.getBytes(StandardCharsets.ISO_8859_1);

      try (FlowLogReader reader = FlowLogReader.open(bytes(bytes))) {
        List<FlowLogEntry> entries = new ArrayList<>();
        reader.forEach(entries::add);

        assertThat(reader.lines()).isEqualTo(lines);
        assertThat(entries).hasSize((int) lines - 1);
        for (int i = 0; i < entries.size(); i++) {
          assertThat(entries.get(i).line()).isEqualTo(i + 2);
        }
      }
    }
  }

  private static String randomObject(Random random) {
    List<String> lines = new ArrayList<>(List.of(FlowLogFormat.DEFAULT.toString()));
    for (int i = random.nextInt(20); i >= 0; i--) {
      lines.add(randomLine(random));
    }
    return String.join("\n", lines) + (random.nextBoolean() ? "\n" : "x");
  }

  private static String randomLine(Random random) {
    StringBuilder line = new StringBuilder(RECORD);
    return switch (random.nextInt(7)) {
      case 0 -> "";
      case 1 -> "x".repeat(random.nextInt(3 * FlowLogReader.LONGEST_LINE));
      case 2 -> RECORD.replace("ACCEPT OK", "- NODATA");
      case 3 -> FlowLogFormat.DEFAULT + "\r";
      case 4, 5 -> {
        for (int i = random.nextInt(5); i >= 0; i--) {
          char any = (char) random.nextInt(256);
          line.setCharAt(random.nextInt(line.length()), any == '\n' ? ' ' : any);
        }
        yield line.toString();
      }
      default -> RECORD;
    };
  }

  private static void assertRefused(InputStream object, String code) {
    assertThatExceptionOfType(UnreadableObjectException.class)
        .isThrownBy(() -> FlowLogReader.open(object))
        .satisfies(refusal -> {
          assertThat(refusal.reason().code()).isEqualTo(code);
          assertThat(refusal.line()).isEqualTo(1);
        });
  }

  private static long allocatedBy(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
