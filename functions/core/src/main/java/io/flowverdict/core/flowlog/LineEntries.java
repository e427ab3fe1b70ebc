package io.flowverdict.core.flowlog;

/// What each line of an object says, by the columns of the last header line before it. Mutable.
final class LineEntries {

  private FlowLogFormat format;
  private LineParser parser;
  private int changes;

  LineEntries(FlowLogFormat format) {
    this.format = format;
    this.parser = new LineParser(format);
  }

  /// The columns of the last header line.
  FlowLogFormat format() {
    return format;
  }

  /// How often the columns became others.
  int changes() {
    return changes;
  }

  /// {@return the entry of the next line}
  ///
  /// @param text the line, or its beginning when it is too long
  FlowLogEntry entry(long number, String text, boolean tooLong) {
    if (tooLong) {
      return RejectedLine.of(number, RejectedReason.LINE_TOO_LONG, null, text);
    }
    FlowLogEntry entry = parser.parse(number, text);
    return entry instanceof RejectedLine && FlowLogFormat.isHeader(text)
        ? header(number, text, entry)
        : entry;
  }

  /// Takes over the columns of a further header line, if they can be used.
  private FlowLogEntry header(long number, String text, FlowLogEntry otherwise) {
    FlowLogFormat further;
    try {
      further = FlowLogFormat.parse(text);
    } catch (FlowLogFormatException unusable) {
      return otherwise;
    }
    if (!further.equals(format)) {
      format = further;
      parser = new LineParser(format);
      changes++;
    }
    return RejectedLine.of(number, RejectedReason.REPEATED_HEADER, null, text);
  }
}
