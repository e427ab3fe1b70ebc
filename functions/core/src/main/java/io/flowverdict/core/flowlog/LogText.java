package io.flowverdict.core.flowlog;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowverdict.core.deflate.GzipStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The lines of an object, whatever it is compressed, encoded and written as; which is told by its
/// first bytes, of gzip's content as well. An object as VPC Flow Logs delivers it is passed on as
/// it is.
///
/// @param lines UTF-8 without a byte order mark
/// @param fields of lines without a header line; null when the first line has to be one
record LogText(InputStream lines, @Nullable FlowLogFormat fields) {

  /// How often gzip is unpacked: CloudWatch Logs compresses what it hands to Firehose, and Firehose
  /// may do so again. Each time the content may be a thousand times as long.
  private static final int MOST_GZIP = 2;

  private static final int LONGEST_MARK = 3;

  /// How much of UTF-16 without a mark has to be plain characters.
  private static final int PLAIN_BEGIN = 48;

  /// How much of JSON is looked at to see what it holds.
  private static final int JSON_BEGIN = 64 * 1024;

  /// How much is looked at of a first line, at first.
  private static final int LINE_BEGIN = 4 * 1024;

  /// Opens an object.
  ///
  /// @param assumed the fields of lines that are not named otherwise; null when there are none
  /// @param most how many bytes gzip may unpack to; beyond them reading fails with
  ///   [LimitedStream.TooLongException]
  /// @throws UnreadableObjectException when the object is no text of a flow log
  static LogText open(InputStream object, @Nullable FlowLogFormat assumed, long most) {
    PeekedStream text = decoded(unpacked(new PeekedStream(object), most));
    byte[] begin = text.peek(FileKind.BYTES);
    FileKind.of(begin)
        .ifPresent(kind -> {
          throw kind.refusal();
        });
    int first = firstNotBlank(text.peek(LINE_BEGIN));
    if (first == '{' || first == '[') {
      return json(text, assumed);
    }
    Optional<CsvLines.Shape> shape = CsvLines.shape(firstLine(text), assumed);
    if (shape.isPresent()) {
      return csv(text, shape.get(), assumed);
    }
    return first == '"' ? json(text, assumed) : new LogText(text, assumed);
  }

  private static PeekedStream unpacked(PeekedStream object, long most) {
    PeekedStream content = object;
    for (int i = 0; i < MOST_GZIP && isGzip(content); i++) {
      content = new PeekedStream(new LimitedStream(new GzipStream(content), most));
    }
    if (isGzip(content)) {
      throw new UnreadableObjectException(
          UnreadableReason.NOT_A_FLOW_LOG,
          1,
          "The object is gzip more than " + MOST_GZIP + " times over: unpack it with gunzip");
    }
    return content;
  }

  private static boolean isGzip(PeekedStream object) {
    byte[] magic = object.peek(2);
    return magic.length == 2
        && (magic[0] & 0xFF) == GzipStream.MAGIC_1
        && (magic[1] & 0xFF) == GzipStream.MAGIC_2;
  }

  /// {@return the text as UTF-8, without a byte order mark}
  private static PeekedStream decoded(PeekedStream text) {
    byte[] begin = text.peek(LONGEST_MARK);
    if (begins(begin, 0xEF, 0xBB, 0xBF)) {
      skip(text, 3);
      return text;
    }
    if (begins(begin, 0xFF, 0xFE)) {
      skip(text, 2);
      return decoded(text, UTF_16LE);
    }
    if (begins(begin, 0xFE, 0xFF)) {
      skip(text, 2);
      return decoded(text, UTF_16BE);
    }
    byte[] line = text.peek(PLAIN_BEGIN);
    if (isPlain(line, 0)) {
      return decoded(text, UTF_16LE);
    }
    return isPlain(line, 1) ? decoded(text, UTF_16BE) : text;
  }

  private static PeekedStream decoded(PeekedStream text, Charset utf16) {
    return new PeekedStream(new Utf16Stream(text, utf16));
  }

  private static boolean begins(byte[] begin, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (begin.length <= i || (begin[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /// Whether one byte of each pair is a character of plain text and the other one is 0.
  private static boolean isPlain(byte[] begin, int place) {
    for (int i = place; i < begin.length; i += 2) {
      boolean blank = begin[i] == '\t' || begin[i] == '\r' || begin[i] == '\n';
      if (i == begin.length - 1 && place == 0) {
        return false;
      }
      if (begin[i ^ 1] != 0 || (begin[i] < ' ' && !blank)) {
        return false;
      }
    }
    return begin.length >= 2;
  }

  private static void skip(PeekedStream text, int count) {
    try {
      text.skipNBytes(count);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static int firstNotBlank(byte[] begin) {
    for (byte next : begin) {
      if (!isBlank(next)) {
        return next;
      }
    }
    return -1;
  }

  private static boolean isBlank(byte next) {
    return next == ' ' || next == '\t' || next == '\r' || next == '\n';
  }

  /// The first line that is not blank.
  private static String firstLine(PeekedStream text) {
    byte[] begin = text.peek(LINE_BEGIN);
    int start = firstStart(begin);
    int end = lineFeed(begin, start);
    if (end == LINE_BEGIN) {
      begin = text.peek(FlowLogReader.LONGEST_LINE);
      start = firstStart(begin);
      end = lineFeed(begin, start);
    }
    return new String(begin, start, end - start, UTF_8).stripTrailing();
  }

  /// Where the first line begins that is not blank.
  private static int firstStart(byte[] begin) {
    int start = 0;
    for (int i = 0; i < begin.length && isBlank(begin[i]); i++) {
      start = begin[i] == '\n' ? i + 1 : start;
    }
    return start;
  }

  private static int lineFeed(byte[] begin, int start) {
    int end = start;
    while (end < begin.length && begin[end] != '\n') {
      end++;
    }
    return end;
  }

  private static LogText json(PeekedStream text, @Nullable FlowLogFormat assumed) {
    JsonRecords.Shown shown = JsonRecords.shown(text.peek(JSON_BEGIN));
    if (!shown.columns().isEmpty()) {
      FlowLogFormat format = FirstLine.format(1, "What is named in its JSON", columns(shown));
      return new LogText(new JsonRecords(text, format.columns()), format);
    }
    if (shown.message() == null) {
      throw OtherLog.ofJson(shown.keys());
    }
    if (assumed == null) {
      throw FirstLine.unnamed(
          "The object is JSON (from Firehose or CloudWatch Logs) whose messages are records;",
          shown.message());
    }
    return new LogText(new JsonRecords(text, List.of()), assumed);
  }

  /// The columns that are named, and the addresses: where there was no traffic they may be left
  /// out.
  private static List<String> columns(JsonRecords.Shown shown) {
    List<String> columns = new ArrayList<>(shown.columns());
    for (FlowLogField address : List.of(FlowLogField.SRCADDR, FlowLogField.DSTADDR)) {
      if (!columns.contains(address.headerName())) {
        columns.add(address.headerName());
      }
    }
    return columns;
  }

  private static LogText csv(
      PeekedStream text, CsvLines.Shape shape, @Nullable FlowLogFormat assumed) {
    boolean named = shape.hasHeader() && shape.message() < 0;
    if (!named && assumed == null) {
      throw FirstLine.unnamed(shape, text.peek(LINE_BEGIN));
    }
    return new LogText(new CsvLines(text, shape, assumed), assumed);
  }
}
