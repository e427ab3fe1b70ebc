package io.flowverdict.core.flowlog;

import java.util.Locale;

/// Why a line is no record. Where one value is at fault, [RejectedLine#field()] names its column.
public enum RejectedReason {
  /// Nothing but blanks.
  EMPTY_LINE,
  /// Longer than [FlowLogReader#LONGEST_LINE] bytes.
  LINE_TOO_LONG,
  /// A control character, or bytes that are not UTF-8.
  NOT_TEXT,
  /// More or fewer values than the header has columns.
  WRONG_FIELD_COUNT,
  /// A further header line, as when objects were joined. Its columns hold for the lines after it.
  REPEATED_HEADER,
  /// An address that is no IPv4 or IPv6 literal.
  BAD_ADDRESS,
  /// A source of one address family and a destination of the other.
  MIXED_ADDRESS_FAMILIES,
  /// A port that is no number from 0 to 65535.
  BAD_PORT,
  /// A protocol that is no number from 0 to 255.
  BAD_PROTOCOL,
  /// A count, bitmask or code that is no number, is negative or is too large.
  BAD_NUMBER,
  /// A time that is neither a number of seconds or milliseconds since 1970 nor a date with a time
  /// of day from then on, or an end before its start.
  BAD_TIME,
  /// An action other than `ACCEPT` and `REJECT`.
  BAD_ACTION,
  /// A direction other than `ingress` and `egress`.
  BAD_DIRECTION,
  /// A log status other than `OK`, `NODATA` and `SKIPDATA`.
  BAD_LOG_STATUS,
  /// An id or name longer than [FlowRecord#LONGEST_TEXT] characters.
  VALUE_TOO_LONG;

  /// The reason in kebab case, for example `wrong-field-count`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
