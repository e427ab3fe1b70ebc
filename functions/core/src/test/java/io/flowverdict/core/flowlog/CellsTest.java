package io.flowverdict.core.flowlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever a cell of CSV, of tab-separated values or of JSON holds, it is the value of its column
/// and of no other one. Records and columns are the same.
class CellsTest {

  private static final FlowLogFormat FORMAT =
      FlowLogFormat.parse(
          "version interface-id srcaddr dstaddr dstport start end action instance-tag");

  private static final List<String> VALUES =
      List.of(
          "2", "eni-1", "10.0.0.1", "10.0.0.2", "443", "1795169100", "1795169150", "ACCEPT", "web");

  /// How cells are written.
  enum Writing {
    CSV {
      @Override
      String line(List<String> names, List<String> values) {
        return String.join(",", values);
      }
    },
    QUOTED_CSV {
      @Override
      String line(List<String> names, List<String> values) {
        return '"' + String.join("\",\"", values) + '"';
      }
    },
    CSV_OF_EUROPE {
      @Override
      String line(List<String> names, List<String> values) {
        return String.join(";", values);
      }
    },
    TABS {
      @Override
      String line(List<String> names, List<String> values) {
        return String.join("\t", values);
      }
    },
    JSON {
      @Override
      String line(List<String> names, List<String> values) {
        if (names.equals(values)) {
          return "";
        }
        List<String> members = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
          members.add("\"" + names.get(i) + "\":\"" + values.get(i) + '"');
        }
        return "{" + String.join(",", members) + "}";
      }
    };

    /// {@return a line of values; of the names themselves, the line before all others}
    abstract String line(List<String> names, List<String> values);

    byte[] file(List<String> names, List<String> values) {
      String header = line(names, names);
      return (header + (header.isEmpty() ? "" : "\n") + line(names, values) + "\n").getBytes(UTF_8);
    }
  }

  private static List<String> with(String field, String value) {
    List<String> values = new ArrayList<>(VALUES);
    values.set(FORMAT.columns().indexOf(field), value);
    return values;
  }

  private static FlowLogEntry onlyEntry(byte[] file) {
    NearlyFlowLogTest.assertReadAlike(file);
    List<FlowLogEntry> entries = NearlyFlowLogTest.read(file, null);
    assertThat(entries).hasSize(1);
    return entries.getFirst();
  }

  @ParameterizedTest
  @EnumSource
  void aValueWithBlanksInAFieldThatIsNotUsedLosesNothing(Writing writing) {
    for (String tag : List.of("web server 1", "a  b", "10.0.0.9 443 REJECT", "2026-11-20 10:05")) {
      FlowLogEntry entry = onlyEntry(writing.file(FORMAT.columns(), with("instance-tag", tag)));

      assertThat(((FlowRecord) entry).action()).as(tag).isEqualTo(Action.ACCEPT);
      assertThat(((FlowRecord) entry).destinationPort()).isEqualTo(443);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aColumnThatIsNoFieldMayHaveBlanksInItsNameAndValues(Writing writing) {
    List<String> names = new ArrayList<>(FORMAT.columns());
    names.set(names.indexOf("instance-tag"), "seen by me");
    names.set(names.indexOf("version"), "note 1");

    FlowLogEntry entry = onlyEntry(writing.file(names, with("instance-tag", "not yet")));

    assertThat(((FlowRecord) entry).start()).isEqualTo(Instant.ofEpochSecond(1_795_169_100));
  }

  @ParameterizedTest
  @CsvSource({
    "srcaddr, 10.0.0.1 10.0.0.9, bad-address",
    "dstaddr, 10.0.0.2 x, bad-address",
    "dstport, 4 43, bad-port",
    "action, ACCEPT REJECT, bad-action",
    "start, 20 November 2026, bad-time",
    "start, 2026-11-20, bad-time",
    "start, 2026-11-20 10:05, bad-time",
    "start, 2026-11-20 10:05:00 CET, bad-time",
    "start, 1969-12-31 23:59:59, bad-time",
    "end, 1795169150 s, bad-time",
    "end, 2026-11-20 10:04:59, bad-time"
  })
  void aValueWithBlanksThatIsNoneOfItsFieldIsRejectedAsThat(
      String field, String value, String reason) {
    for (Writing writing : Writing.values()) {
      RejectedLine line =
          (RejectedLine) onlyEntry(writing.file(FORMAT.columns(), with(field, value)));

      assertThat(line.reason().code()).as("%s", writing).isEqualTo(reason);
      assertThat(line.field()).isEqualTo(field);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20 10:05:00.000",
    "2026-11-20 10:05:00.999",
    "2026-11-20 10:05:00",
    "2026-11-20 10:05:00.000 UTC",
    "2026-11-20 11:05:00+01:00",
    "2026-11-20T10:05:00Z",
    "2026-11-20T10:05:00.123456789",
    "1795169100",
    "1795169100123"
  })
  void aTimeIsReadHoweverItIsWritten(String time) {
    for (Writing writing : Writing.values()) {
      FlowLogEntry entry = onlyEntry(writing.file(FORMAT.columns(), with("start", time)));

      assertThat(((FlowRecord) entry).start())
          .as("%s", writing)
          .isEqualTo(Instant.ofEpochSecond(1_795_169_100));
    }
  }

  @Test
  void aTimeInALineOfTextIsReadWhereItIsOneWord() {
    String line = String.join(" ", with("start", "2026-11-20T10:05:00Z"));

    FlowLogEntry entry = onlyEntry((FORMAT + "\n" + line + "\n").getBytes(UTF_8));

    assertThat(((FlowRecord) entry).start()).isEqualTo(Instant.ofEpochSecond(1_795_169_100));
  }

  @ParameterizedTest
  @EnumSource(names = {"CSV", "QUOTED_CSV", "TABS"})
  void cellsWithoutNamesAreThoseOfTheFieldsThatAreGiven(Writing writing) {
    List<String> values = with("start", "2026-11-20 10:05:00.000");
    for (String tag : List.of("web", "web server 1")) {
      values.set(values.size() - 1, tag);
      byte[] file = writing.line(FORMAT.columns(), values).getBytes(UTF_8);

      List<FlowLogEntry> entries = NearlyFlowLogTest.read(file, FORMAT);

      assertThat(((FlowRecord) entries.getFirst()).start())
          .isEqualTo(Instant.ofEpochSecond(1_795_169_100));
    }
  }

  /// As exports of CloudWatch Logs have them.
  @Test
  void aTimeBeforeCellsWithoutNamesNeedNotBeNamed() {
    List<String> values = new ArrayList<>(with("start", "2026-11-20 10:05:00"));
    values.addFirst("2026-11-20 10:05:02.000");

    List<FlowLogEntry> entries =
        NearlyFlowLogTest.read(String.join(",", values).getBytes(UTF_8), FORMAT);

    assertThat(((FlowRecord) entries.getFirst()).start())
        .isEqualTo(Instant.ofEpochSecond(1_795_169_100));
  }

  @Test
  void whatOneCellHoldsIsNeverTheValueOfAnother() {
    Random random = new Random(14);
    String characters = " \u00A0_-.:aeni0159\u2003'/\\|";
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length >= 0; length--) {
        text.append(characters.charAt(random.nextInt(characters.length())));
      }
      for (Writing writing : Writing.values()) {
        String tag = text.toString().replace(writing == Writing.JSON ? "\\" : "\u0001", "\\\\");
        FlowLogEntry entry = onlyEntry(writing.file(FORMAT.columns(), with("instance-tag", tag)));

        assertThat(requireNonNull(((FlowRecord) entry).action())).as(tag).isEqualTo(Action.ACCEPT);
        assertThat(((FlowRecord) entry).interfaceId()).isEqualTo("eni-1");
      }
    }
  }
}
