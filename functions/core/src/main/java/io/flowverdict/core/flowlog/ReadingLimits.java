package io.flowverdict.core.flowlog;

/// How much is read of one object before it is given up, so that no object takes the time and the
/// memory of others: beyond what VPC Flow Logs writes by far, and what is read in a minute or two.
///
/// @param content how many bytes gzip may unpack to
/// @param lines how many lines, or rows of Parquet, there may be
/// @param rejectedMore how many more of them may be no flow-log records than are, from whichever on
/// @param names how many names of interfaces and other resources there may be
record ReadingLimits(long content, long lines, long rejectedMore, int names) {

  /// A file of VPC Flow Logs has at most 75 MB ([flow log
  /// files](https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3.html)), and flow logs
  /// shrink to a tenth or twentieth by gzip: 1.5 GB. In one Region an account has 5,000 network
  /// interfaces, unless it asked for more ([quotas](
  /// https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-enis)).
  static final ReadingLimits USUAL =
      new ReadingLimits(
          /* content= */ 4L << 30,
          /* lines= */ 100_000_000,
          /* rejectedMore= */ 1_000_000,
          /* names= */ 100_000);

  /// {@return that too many lines up to one are no records}
  UnreadableObjectException tooManyRejected(long line) {
    return new UnreadableObjectException(
        UnreadableReason.TOO_MANY_REJECTED_LINES,
        line,
        "Up to line "
            + line
            + " more than "
            + rejectedMore
            + " lines are no flow-log records, beside as many as are: what comes after that line is"
            + " not read");
  }

  /// {@return that an object has more content than is read}
  ///
  /// @param line of which not all could be read
  UnreadableObjectException tooMuchContent(long line) {
    return new UnreadableObjectException(
        UnreadableReason.OBJECT_TOO_LARGE,
        line,
        "Unpacked it has more than "
            + content
            + " bytes, which end in line "
            + line
            + ": the lines before were read. VPC Flow Logs begins a new object at 75 MB; split this"
            + " one");
  }

  /// {@return that an object has more lines than are read}
  UnreadableObjectException tooManyLines(long line) {
    return new UnreadableObjectException(
        UnreadableReason.TOO_MANY_LINES,
        line,
        "It has more than " + lines + " lines: what comes after line " + line + " is not read");
  }

  /// {@return that an object has more names than any account has interfaces}
  UnreadableObjectException tooManyNames(long line) {
    return new UnreadableObjectException(
        UnreadableReason.TOO_MANY_NAMES,
        line,
        "Up to line "
            + line
            + " it names more than "
            + names
            + " network interfaces and resources, more than an account has: what comes after that"
            + " line is not read");
  }
}
