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
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowLogReaderTest {

  @Test
  void aRecordOfTheDefaultFormatIsRead() {
    FlowRecord expected =
        FlowRecord.builder(2, FlowLogFormat.DEFAULT)
            .accountId("111122223333")
            .interfaceId("eni-0a1b2c3d")
            .source(IpAddress.parse("10.0.1.5"))
            .destination(IpAddress.parse("10.0.2.7"))
            .sourcePort(40000)
            .destinationPort(443)
            .protocol(Protocol.TCP)
            .packets(10L)
            .bytes(840L)
            .start(Instant.parse("2023-11-14T22:13:20Z"))
            .end(Instant.parse("2023-11-14T22:14:20Z"))
            .action(Action.ACCEPT)
            .build();

    assertThat(entries(ofDefaultFormat(RECORD))).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bogus line            | wrong-field-count
          %s extra              | wrong-field-count
          %s #comment           | wrong-field-count
          ''                    | empty-line
          '  '                  | empty-line
          """)
  void aLineOfTheWrongShapeIsRejectedAsAWhole(String line, String code) {
    String text = line.replace("%s", RECORD);

    assertThat(entries(ofDefaultFormat(RECORD, text, RECORD)))
        .hasSize(3)
        .element(1)
        .isEqualTo(
            new RejectedLine(
                3,
                RejectedReason.valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_')),
                null,
                text));
  }

  @Test
  void aBadLineDoesNotEndTheObject() {
    assertThat(entries(ofDefaultFormat(RECORD, "bogus line", RECORD)))
        .extracting(FlowLogEntry::line)
        .containsExactly(2L, 3L, 4L);
  }

  @Test
  void carriageReturnsBeforeLineFeedsAreNotPartOfALine() {
    assertThat(entries(text(FlowLogFormat.DEFAULT + "\r\n" + RECORD + "\r\nbogus\r\n")))
        .containsExactly(
            onlyEntry(ofDefaultFormat(RECORD)),
            new RejectedLine(3, RejectedReason.WRONG_FIELD_COUNT, null, "bogus"));
  }

  @Test
  void theLastLineNeedsNoLineFeed() {
    assertThat(entries(text(FlowLogFormat.DEFAULT + "\n" + RECORD)))
        .isEqualTo(entries(ofDefaultFormat(RECORD)));
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheHeader() {
    assertThat(entries(text("\uFEFF" + FlowLogFormat.DEFAULT + "\n" + RECORD)))
        .isEqualTo(entries(ofDefaultFormat(RECORD)));
  }

  @Test
  void anObjectWithNothingButAHeaderHasNoEntry() {
    assertThat(entries(text(FlowLogFormat.DEFAULT.toString()))).isEmpty();
    assertThat(entries(text(FlowLogFormat.DEFAULT + "\n"))).isEmpty();
  }

  @Test
  void gzipIsRecognisedByItsFirstBytes() {
    assertThat(entries(bytes(gzip(FlowLogFormat.DEFAULT + "\n" + RECORD + "\n"))))
        .isEqualTo(entries(ofDefaultFormat(RECORD)));
  }

  @Test
  void everyMemberOfAGzipFileIsRead() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(gzip(FlowLogFormat.DEFAULT + "\n" + RECORD + "\n" + RECORD.substring(0, 20)));
    file.writeBytes(gzip(""));
    file.writeBytes(gzip(RECORD.substring(20) + "\n"));

    assertThat(entries(bytes(file.toByteArray())))
        .isEqualTo(entries(ofDefaultFormat(RECORD, RECORD)));
  }

  @Test
  void aFurtherHeaderLineChangesTheColumnsOfTheLinesAfterIt() {
    List<FlowLogEntry> entries =
        entries(
            text(
                """
                srcaddr dstaddr
                10.0.0.1 10.0.0.2
                dstaddr srcaddr
                10.0.0.1 10.0.0.2
                """));

    assertThat(entries)
        .containsExactly(
            flow(2, "srcaddr dstaddr", "10.0.0.1", "10.0.0.2"),
            new RejectedLine(3, RejectedReason.REPEATED_HEADER, null, "dstaddr srcaddr"),
            flow(4, "dstaddr srcaddr", "10.0.0.2", "10.0.0.1"));
  }

  @Test
  void aFurtherHeaderLineThatCannotBeUsedIsABadLine() {
    List<FlowLogEntry> entries =
        entries(text("srcaddr dstaddr\ntgw-id resource-type\nstart end\n10.0.0.1 10.0.0.2\n"));

    assertThat(entries)
        .containsExactly(
            new RejectedLine(2, RejectedReason.BAD_ADDRESS, "srcaddr", "tgw-id resource-type"),
            new RejectedLine(3, RejectedReason.BAD_ADDRESS, "srcaddr", "start end"),
            flow(4, "srcaddr dstaddr", "10.0.0.1", "10.0.0.2"));
  }

  @Test
  void textWithoutAHeaderIsReadWithAnAssumedFormat() {
    try (FlowLogReader reader =
        FlowLogReader.open(text(RECORD + "\nbogus\n"), FlowLogFormat.DEFAULT)) {
      assertThat(reader.hasHeader()).isFalse();
      assertThat(reader).extracting(FlowLogEntry::line).containsExactly(1L, 2L);
      assertThat(reader.lines()).isEqualTo(2);
    }
  }

  @Test
  void theFirstLineMayBeBadWhenAFormatIsAssumed() {
    try (FlowLogReader reader =
        FlowLogReader.open(text("bogus\n" + RECORD + "\n"), FlowLogFormat.DEFAULT)) {
      assertThat(reader)
          .extracting(FlowLogEntry::getClass)
          .containsExactly(RejectedLine.class, FlowRecord.class);
    }
  }

  @Test
  void aHeaderIsBelievedInsteadOfAnAssumedFormat() {
    FlowLogFormat assumed = FlowLogFormat.parse("dstaddr srcaddr");
    try (FlowLogReader reader =
        FlowLogReader.open(text("srcaddr dstaddr\n10.0.0.1 10.0.0.2\n"), assumed)) {
      assertThat(reader.hasHeader()).isTrue();
      assertThat(reader).containsExactly(flow(2, "srcaddr dstaddr", "10.0.0.1", "10.0.0.2"));
    }
  }

  @Test
  void anObjectIsReadAsItIsIterated() {
    EndlessLines lines = new EndlessLines(FlowLogFormat.DEFAULT + "\n", RECORD + "\n");
    try (FlowLogReader reader = FlowLogReader.open(lines)) {
      Iterator<FlowLogEntry> entries = reader.iterator();
      for (int i = 0; i < 100_000; i++) {
        entries.next();
        assertThat(lines.delivered() - i * (RECORD.length() + 1L)).isBetween(0L, 200_000L);
      }
    }
  }

  @Test
  void anObjectCanBeIteratedOnce() {
    try (FlowLogReader reader = FlowLogReader.open(ofDefaultFormat(RECORD))) {
      assertThat(reader.iterator()).hasNext();

      assertThatIllegalStateException().isThrownBy(reader::iterator);
    }
  }

  @Test
  void thereIsNoEntryAfterTheLast() {
    try (FlowLogReader reader = FlowLogReader.open(ofDefaultFormat(RECORD))) {
      Iterator<FlowLogEntry> entries = reader.iterator();
      entries.next();

      assertThat(entries.hasNext()).isFalse();
      assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(entries::next);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"srcaddr dstaddr\n", "not a flow log\n"})
  void theStreamIsClosedWithTheReaderAndWhenTheObjectIsRefused(String content) {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream object =
        new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)) {
          @Override
          public void close() {
            closed.set(true);
          }
        };

    try (FlowLogReader reader = FlowLogReader.open(object)) {
      assertThat(closed).isFalse();
      assertThat(reader.hasHeader()).isTrue();
    } catch (UnreadableObjectException refused) {
      assertThat(content).startsWith("not");
    }
    assertThat(closed).isTrue();
  }

  private static FlowRecord flow(long line, String header, String source, String destination) {
    return FlowRecord.builder(line, FlowLogFormat.parse(header))
        .source(IpAddress.parse(source))
        .destination(IpAddress.parse(destination))
        .build();
  }
}
