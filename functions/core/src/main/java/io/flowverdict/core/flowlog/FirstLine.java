package io.flowverdict.core.flowlog;

import io.flowverdict.core.net.IpAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the first line of an object says about the object.
final class FirstLine {

  private static final String PARQUET_MAGIC = "PAR1";

  /// Words that only records have.
  private static final Set<String> RECORD_WORDS = Set.of("ACCEPT", "REJECT", "NODATA", "SKIPDATA");

  private FirstLine() {}

  /// {@return that there is no first line}
  static UnreadableObjectException missing() {
    return new UnreadableObjectException(
        UnreadableReason.EMPTY_OBJECT,
        1,
        "The object is empty, without even a header line: deliver it again, or leave it out");
  }

  /// {@return the columns that a header line names; null when the line is no header, which is
  /// possible only with a format given otherwise}
  ///
  /// @param text the line, or its beginning when it is too long
  /// @throws UnreadableObjectException when the object is no text of flow-log lines
  static @Nullable FlowLogFormat header(String text, boolean tooLong, boolean formatGiven) {
    requireText(text);
    if (!tooLong && FlowLogFormat.isHeader(text)) {
      return format(text);
    }
    if (formatGiven) {
      return null;
    }
    throw tooLong
        ? notAFlowLog("is longer than " + FlowLogReader.LONGEST_LINE + " bytes")
        : noHeader(text);
  }

  private static FlowLogFormat format(String header) {
    try {
      return FlowLogFormat.parse(header);
    } catch (FlowLogFormatException refused) {
      throw new UnreadableObjectException(
          refused.reason(), 1, "Line 1 is a header that cannot be used: " + refused.getMessage());
    }
  }

  private static void requireText(String text) {
    if (text.startsWith(PARQUET_MAGIC)) {
      throw new UnreadableObjectException(
          UnreadableReason.PARQUET_OBJECT,
          1,
          "The text is Parquet, which is not read from inside gzip: give the Parquet object"
              + " itself");
    }
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
      throw notAFlowLog("holds binary data");
    }
  }

  private static UnreadableObjectException noHeader(String text) {
    List<String> words = FlowLogFormat.words(text);
    if (words.isEmpty() || words.stream().anyMatch(FirstLine::isOfRecord)) {
      return new UnreadableObjectException(
          UnreadableReason.HEADER_MISSING,
          1,
          "Line 1 is "
              + (words.isEmpty() ? "blank" : "a record")
              + ", but flow-log objects in S3 begin with a header line:"
              + " for text without one, give its fields");
    }
    return notAFlowLog("names no field of a flow log and is no record");
  }

  private static boolean isOfRecord(String word) {
    return RECORD_WORDS.contains(word) || IpAddress.tryParse(word).isPresent();
  }

  private static UnreadableObjectException notAFlowLog(String what) {
    return new UnreadableObjectException(
        UnreadableReason.NOT_A_FLOW_LOG,
        1,
        "Line 1 "
            + what
            + ": give a flow-log object as VPC Flow Logs delivers it to S3, text or gzip");
  }
}
