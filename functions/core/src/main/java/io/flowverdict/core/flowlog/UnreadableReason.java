package io.flowverdict.core.flowlog;

import java.util.Locale;

/// Why an object as a whole cannot be read, or not to its end.
public enum UnreadableReason {
  /// Not a single line.
  EMPTY_OBJECT,
  /// Binary data, or text that is neither a header line nor a record.
  NOT_A_FLOW_LOG,
  /// Records without the header line that flow-log objects in S3 begin with.
  HEADER_MISSING,
  /// No column with the source address, or none with the destination address.
  HEADER_INCOMPLETE,
  /// Two columns of the same name.
  DUPLICATE_COLUMN,
  /// A transit gateway's flow log: its records have no interface and no action to judge.
  TRANSIT_GATEWAY_OBJECT,
  /// Larger than whoever reads it takes, as it is or unpacked.
  OBJECT_TOO_LARGE,
  /// More lines or rows than any flow log has, see [LimitedColumnReader].
  TOO_MANY_LINES,
  /// More lines or rows that are no records than any flow log has.
  TOO_MANY_REJECTED_LINES,
  /// More interfaces or other resources than any account has.
  TOO_MANY_NAMES,
  /// Parquet where only text is read, as inside gzip.
  PARQUET_OBJECT,
  /// Parquet of a kind that is not read: encrypted, compressed in another way, of other types, or
  /// with pages too large to be held.
  UNSUPPORTED_PARQUET,
  /// Parquet that is damaged, or cut off before its footer.
  CORRUPT_PARQUET,
  /// The gzip data stops before its end.
  TRUNCATED_GZIP,
  /// The gzip data is damaged, or followed by something else.
  CORRUPT_GZIP;

  /// The reason in kebab case, for example `header-missing`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
