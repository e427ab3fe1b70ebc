package io.flowverdict.core.flowlog;

import static io.flowverdict.core.flowlog.FlowLogObject.RECORD;
import static io.flowverdict.core.flowlog.FlowLogObject.bytes;
import static io.flowverdict.core.flowlog.FlowLogObject.entries;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Columns hold what [FlowLogReader] reads.
class FlowColumnReaderTest {

  @Test
  void linesWithAnyByteChanged() {
    Random random = new Random(1);
    String characters = "0123456789 \n\r\t\u0000\u007f\u0080\u00ff-.:xO";
    for (int object = 0; object < 300; object++) {
      StringBuilder log = new StringBuilder(FlowLogFormat.DEFAULT + "\n");
      for (int line = 0; line < 400; line++) {
        StringBuilder record = new StringBuilder(RECORD).append('\n');
        if (random.nextInt(1 + object / 3) == 0) {
          int at = random.nextInt(record.length());
          char other = characters.charAt(random.nextInt(characters.length()));
          switch (random.nextInt(3)) {
            case 0 -> record.setCharAt(at, other);
            case 1 -> record.insert(at, other);
            default -> record.deleteCharAt(at);
          }
        }
        log.append(record);
      }
      assertReadAlike(log.toString());
    }
  }

  @Test
  void linesOfBundlesWithOthersBetween() {
    Random random = new Random(2);
    String wide =
        FlowLogFormat.DEFAULT
            + " vpc-id type flow-direction traffic-path reject-reason resource-id other";
    for (int object = 0; object < 4; object++) {
      String header = object % 2 == 0 ? FlowLogFormat.DEFAULT.toString() : wide;
      StringBuilder log = new StringBuilder(header).append('\n');
      String[] bundle = bundle(random);
      for (int line = 0; line < 20_000; line++) {
        bundle = random.nextInt(9) == 0 ? bundle(random) : bundle;
        String record = record(random, bundle, header.equals(wide));
        if (random.nextInt(60) == 0) {
          record = changed(random, record);
        } else if (random.nextInt(3_000) == 0) {
          header = header.equals(wide) ? FlowLogFormat.DEFAULT.toString() : wide;
          record = header;
        }
        log.append(record).append('\n');
      }
      assertReadAlike(log.toString());
    }
  }

  /// What the records of a bundle have before their addresses, after their bytes, and in a wide
  /// format after that.
  private static String[] bundle(Random random) {
    long start = 1_700_000_000L + random.nextInt(3);
    return new String[] {
      "2 111122223333 eni-0a1b2c3d4e5f6071" + random.nextInt(random.nextInt(1, 12)),
      start
          + " "
          + (start + random.nextInt(-1, 9))
          + (random.nextInt(8) == 0 ? " REJECT" : " ACCEPT"),
      "vpc-" + random.nextInt(2) + " IPv4",
      "- " + (random.nextInt(9) == 0 ? "-" : "tgw-" + random.nextInt(2)) + " x"
    };
  }

  private static String record(Random random, String[] bundle, boolean wide) {
    String record =
        "%s 10.0.0.%d %s %d 443 6 %d %d %s %s"
            .formatted(
                bundle[0],
                random.nextInt(9),
                random.nextInt(20) == 0 ? "2001:db8::1" : "10.0.1." + random.nextInt(200),
                random.nextInt(65_536),
                random.nextInt(9),
                random.nextLong(1L << random.nextInt(1, 40)),
                bundle[1],
                random.nextInt(30) == 0 ? "NODATA" : "OK");
    return wide ? "%s %s ingress 1 %s".formatted(record, bundle[2], bundle[3]) : record;
  }

  private static String changed(Random random, String record) {
    String characters = "0129 \r\t\u0000\u007f\u0080\u00ff-.x";
    int at = random.nextInt(record.length());
    char other = characters.charAt(random.nextInt(characters.length()));
    return record.substring(0, at) + other + record.substring(at + random.nextInt(2));
  }

  @Test
  void linesThatAreShorterTogetherAsLongAsOne() {
    String[] words = RECORD.split(" ", -1);
    for (int first = 0; first <= words.length; first++) {
      String one = String.join(" ", List.of(words).subList(0, first));
      String two = String.join(" ", List.of(words).subList(first, words.length));
      assertReadAlike(
          FlowLogFormat.DEFAULT + "\n" + RECORD + "\n" + one + "\n" + two + "\n" + RECORD + "\n");
    }
  }

  @Test
  void aLineThatIsTooLongIsRejectedThoughEveryFieldIsPlain() {
    StringBuilder header = new StringBuilder("srcaddr dstaddr");
    StringBuilder line = new StringBuilder("10.0.1.5 10.0.2.7");
    for (int column = 0; column < 300; column++) {
      header.append(" c").append(column);
      line.append(' ').append("x".repeat(column == 0 ? 36 : 218));
    }
    for (String more : List.of("", "x", "xx", "xxx")) {
      assertReadAlike(header + "\n" + line + more + "\n" + line + "\n");
    }
    assertThat(line.length()).isBetween(FlowLogReader.LONGEST_LINE - 3, FlowLogReader.LONGEST_LINE);
  }

  @Test
  void linesOfLengthsThatAreFarApart() {
    Random random = new Random(3);
    StringBuilder log = new StringBuilder("srcaddr dstaddr packets other\n");
    for (int line = 0; line < 20_000; line++) {
      boolean wide = random.nextInt(3) == 0;
      String address = wide ? "2001:db8:1111:2222:3333:4444:5555:" : "10.0.0.";
      log.append(address).append(random.nextInt(200)).append(' ');
      log.append(address).append(random.nextInt(200)).append(' ');
      log.append(random.nextInt(9) == 0 ? "-" : "" + random.nextInt(1 << random.nextInt(1, 31)));
      log.append(' ').append("x".repeat(random.nextInt(random.nextInt(1, 80)))).append('\n');
    }
    assertReadAlike(log.toString());
  }

  @Test
  void linesThatDoNotEnd() {
    for (int length = 0; length < RECORD.length(); length++) {
      assertReadAlike(FlowLogFormat.DEFAULT + "\n" + RECORD + "\n" + RECORD.substring(0, length));
    }
  }

  @Test
  void linesOverTheBordersOfWhatIsReadAtOnce() {
    for (int shift = 0; shift < 120; shift++) {
      String log = FlowLogFormat.DEFAULT + "\n" + "x".repeat(shift) + "\n";
      assertReadAlike(log + (RECORD + "\n").repeat(1500));
    }
  }

  private static void assertReadAlike(String log) {
    byte[] object = log.getBytes(ISO_8859_1);
    List<FlowLogEntry> expected = new ArrayList<>();
    entries(bytes(object)).forEach(entry -> expected.add(inColumns(entry)));

    assertThat(byColumns(bytes(object))).isEqualTo(expected);
  }

  static List<FlowLogEntry> byColumns(InputStream object) {
    List<FlowLogEntry> entries = new ArrayList<>();
    FlowColumns columns = new FlowColumns();
    try (FlowColumnReader reader = FlowColumnReader.open(object)) {
      while (reader.read(columns)) {
        columns.requireUndamaged();
        for (int row = 0; row < columns.size(); row++) {
          FlowLogEntry other = columns.other(row);
          entries.add(inColumns(other != null ? other : columns.record(row)));
        }
      }
    }
    return entries;
  }

  /// A record with the fields that have columns.
  static FlowLogEntry inColumns(FlowLogEntry entry) {
    if (!(entry instanceof FlowRecord record)) {
      return entry;
    }
    return FlowRecord.builder(record.line(), record.format())
        .interfaceId(record.interfaceId())
        .source(record.source())
        .destination(record.destination())
        .sourcePort(record.sourcePort())
        .destinationPort(record.destinationPort())
        .protocol(record.protocol())
        .packets(record.packets())
        .bytes(record.bytes())
        .start(record.start())
        .end(record.end())
        .action(record.action())
        .flowDirection(record.flowDirection())
        .rejectReason(record.rejectReason())
        .resourceId(record.resourceId())
        .build();
  }
}
