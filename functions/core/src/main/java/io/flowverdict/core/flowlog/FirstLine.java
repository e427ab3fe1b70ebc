package io.flowverdict.core.flowlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the first line of an object that is not blank says about the object.
///
/// @param format the columns
/// @param isHeader whether it names them; else it is a record, or should be one
record FirstLine(FlowLogFormat format, boolean isHeader) {

  static final String REMEDY =
      "give a flow-log object as VPC Flow Logs delivers it to S3, text, gzip or Parquet";

  private static final String PARQUET_MAGIC = "PAR1";

  /// {@return whether a line is blank, as those before the first one may be}
  static boolean isBlank(String text, boolean tooLong) {
    return !tooLong && FlowLogFormat.words(text).isEmpty();
  }

  /// {@return that there is no first line}
  ///
  /// @param blank how many blank lines there are
  static UnreadableObjectException missing(long blank) {
    return blank == 0
        ? new UnreadableObjectException(
            UnreadableReason.EMPTY_OBJECT,
            1,
            "The object is empty, without even a header line: deliver it again, or leave it out")
        : new UnreadableObjectException(
            UnreadableReason.HEADER_MISSING,
            1,
            "The object is blank, without even a header line: deliver it again, or leave it out");
  }

  /// {@return what a line says}
  ///
  /// @param line its number
  /// @param text the line, or its beginning when it is too long
  /// @param fields the columns if the line is no header; null when it has to be one
  /// @throws UnreadableObjectException when the object is no text of flow-log lines
  static FirstLine of(long line, String text, boolean tooLong, @Nullable FlowLogFormat fields) {
    requireText(line, text);
    if (!tooLong && FlowLogFormat.isHeader(text)) {
      return new FirstLine(
          format(
              line, "Line " + line + " is a header that cannot be used", FlowLogFormat.words(text)),
          true);
    }
    if (fields != null) {
      List<String> words = FlowLogFormat.words(text);
      Optional<FlowLogFormat> more =
          tooLong ? Optional.empty() : RecordLine.preceded(words, fields);
      return new FirstLine(more.orElse(fields), false);
    }
    throw tooLong
        ? notAFlowLog(line, "is longer than " + FlowLogReader.LONGEST_LINE + " bytes")
        : noHeader(line, text);
  }

  /// {@return the format with these columns}
  ///
  /// @param line that names them
  /// @param what says of an object with others that it has them
  /// @throws UnreadableObjectException when they cannot be used
  static FlowLogFormat format(long line, String what, List<String> columns) {
    try {
      return FlowLogFormat.of(columns);
    } catch (FlowLogFormatException refused) {
      throw new UnreadableObjectException(
          refused.reason(), line, what + ": " + refused.getMessage());
    }
  }

  private static void requireText(long line, String text) {
    if (text.startsWith(PARQUET_MAGIC)) {
      throw new UnreadableObjectException(
          UnreadableReason.PARQUET_OBJECT,
          line,
          "The text is Parquet, which is not read from inside gzip: give the Parquet object"
              + " itself (gunzip)");
    }
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
      throw notAFlowLog(line, "holds binary data");
    }
  }

  private static UnreadableObjectException noHeader(long line, String text) {
    List<String> words = FlowLogFormat.words(text);
    if (words.stream().anyMatch(word -> word.equals("TransitGateway") || word.startsWith("tgw-"))) {
      return new UnreadableObjectException(
          UnreadableReason.TRANSIT_GATEWAY_OBJECT,
          line,
          "Line "
              + line
              + " is a record of a transit gateway flow log, which has no interface and no action"
              + " to judge: give flow logs of a VPC, a subnet or an interface");
    }
    if (!RecordLine.isOne(words)) {
      return OtherLog.of(line, text);
    }
    return unnamed(
        line,
        RecordLine.beginsWithTime(words)
            ? "Line "
                + line
                + " is a record with a time in front, as exports of CloudWatch Logs"
                + " have it;"
            : "Line "
                + line
                + " is a record, but flow-log objects in S3 begin with a header line;"
                + " for text without one,",
        words);
  }

  /// {@return that the fields of records have to be given}
  ///
  /// @param what the object is: a clause, with the mark after it
  /// @param record one of them
  static UnreadableObjectException unnamed(String what, String record) {
    return unnamed(1, what, FlowLogFormat.words(record));
  }

  /// {@return that the fields of CSV have to be given}
  ///
  /// @param begin of the text
  static UnreadableObjectException unnamed(CsvLines.Shape shape, byte[] begin) {
    List<String> all = new String(begin, UTF_8).lines().toList();
    List<String> lines = all.stream().dropWhile(String::isBlank).toList();
    int first = all.size() - lines.size() + 1;
    if (shape.message() < 0) {
      return unnamed(
          first,
          "Line "
              + first
              + " is a record with a separator between its values, and names no columns;",
          CsvLines.values(lines.getFirst(), shape.separator()));
    }
    List<String> second =
        lines.size() < 2 ? List.of() : CsvLines.values(lines.get(1), shape.separator());
    return unnamed(
        "The object is CSV of CloudWatch Logs, whose messages are records;",
        shape.message() < second.size() ? second.get(shape.message()) : "");
  }

  private static UnreadableObjectException unnamed(long line, String what, List<String> words) {
    return new UnreadableObjectException(
        UnreadableReason.HEADER_MISSING,
        line,
        RecordLine.format(words)
            .map(fields -> what + " judge it with its fields: --fields \"" + fields + '"')
            .orElse(
                what
                    + " judge it with its fields in their order, as LogFormat of aws ec2"
                    + " describe-flow-logs has them: --fields \""
                    + (RecordLine.beginsWithTime(words) ? "timestamp " : "")
                    + "version account-id …\""));
  }

  static UnreadableObjectException notAFlowLog(long line, String what) {
    return new UnreadableObjectException(
        UnreadableReason.NOT_A_FLOW_LOG, line, "Line " + line + " " + what + ": " + REMEDY);
  }
}
