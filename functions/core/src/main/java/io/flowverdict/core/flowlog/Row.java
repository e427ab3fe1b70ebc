package io.flowverdict.core.flowlog;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values of a line by field. A value is null when the format lacks the field or the line has
/// `-`.
final class Row {

  private static final String ABSENT = "-";

  /// The last second that start and end can have, 9999-12-31T23:59:59Z.
  private static final long LATEST = 253_402_300_799L;

  /// The least number taken for milliseconds: as such it is in 1973, as seconds in the year 5138.
  /// AWS documents seconds; milliseconds have been observed
  /// (<https://github.com/obsrvbl-oss/flowlogs-reader>).
  private static final long EARLIEST_IN_MILLISECONDS = 100_000_000_000L;

  private final FlowLogFormat format;
  private final List<String> words;

  /// @param words as many as the format has columns
  Row(FlowLogFormat format, List<String> words) {
    this.format = format;
    this.words = words;
  }

  /// Says which value is refused and why.
  static final class BadValueException extends Exception {

    private static final long serialVersionUID = 1;

    final RejectedReason reason;
    final FlowLogField field;

    BadValueException(RejectedReason reason, FlowLogField field) {
      super(reason.code(), null, false, false);
      this.reason = reason;
      this.field = field;
    }
  }

  private @Nullable String word(FlowLogField field) {
    Integer column = format.columnOf(field);
    return column == null || words.get(column).equals(ABSENT) ? null : words.get(column);
  }

  @Nullable String text(FlowLogField field) throws BadValueException {
    String word = word(field);
    if (word != null && word.length() > FlowRecord.LONGEST_TEXT) {
      throw new BadValueException(RejectedReason.VALUE_TOO_LONG, field);
    }
    return word;
  }

  @Nullable IpAddress address(FlowLogField field) throws BadValueException {
    String word = word(field);
    return word == null
        ? null
        : IpAddress.tryParse(word)
            .orElseThrow(() -> new BadValueException(RejectedReason.BAD_ADDRESS, field));
  }

  @Nullable Integer port(FlowLogField field) throws BadValueException {
    return integer(field, PortRange.MAX_PORT, RejectedReason.BAD_PORT);
  }

  @Nullable Protocol protocol(FlowLogField field) throws BadValueException {
    Integer number = integer(field, 255, RejectedReason.BAD_PROTOCOL);
    return number == null ? null : new Protocol(number);
  }

  @Nullable TcpFlags tcpFlags(FlowLogField field) throws BadValueException {
    Integer bits = integer(field, 255, RejectedReason.BAD_NUMBER);
    return bits == null ? null : new TcpFlags(bits);
  }

  @Nullable Integer code(FlowLogField field) throws BadValueException {
    return integer(field, Integer.MAX_VALUE, RejectedReason.BAD_NUMBER);
  }

  @Nullable Long count(FlowLogField field) throws BadValueException {
    return number(field, Long.MAX_VALUE, RejectedReason.BAD_NUMBER);
  }

  /// A time in seconds since 1970, or as [IsoTime] has it; a number too large for seconds is one of
  /// milliseconds.
  @Nullable Instant time(FlowLogField field) throws BadValueException {
    Instant written = written(word(field));
    if (written != null) {
      return written;
    }
    Long number = number(field, LATEST * 1000, RejectedReason.BAD_TIME);
    if (number == null) {
      return null;
    }
    return Instant.ofEpochSecond(number < EARLIEST_IN_MILLISECONDS ? number : number / 1000);
  }

  /// The whole second of a time that is no number; null when there is none from 1970 on.
  private static @Nullable Instant written(@Nullable String word) {
    return word == null
        ? null
        : IsoTime.tryParse(word)
            .filter(time -> time.getEpochSecond() >= 0 && time.getEpochSecond() <= LATEST)
            .map(time -> time.truncatedTo(ChronoUnit.SECONDS))
            .orElse(null);
  }

  @Nullable Action action(FlowLogField field) throws BadValueException {
    return switch (word(field)) {
      case null -> null;
      case "ACCEPT" -> Action.ACCEPT;
      case "REJECT" -> Action.REJECT;
      default -> throw new BadValueException(RejectedReason.BAD_ACTION, field);
    };
  }

  @Nullable Direction direction(FlowLogField field) throws BadValueException {
    return switch (word(field)) {
      case null -> null;
      case "ingress" -> Direction.INGRESS;
      case "egress" -> Direction.EGRESS;
      default -> throw new BadValueException(RejectedReason.BAD_DIRECTION, field);
    };
  }

  /// Why the line is no record; null when it is one.
  Gap.@Nullable Status gap(FlowLogField field) throws BadValueException {
    return switch (word(field)) {
      case null -> null;
      case "OK" -> null;
      case "NODATA" -> Gap.Status.NODATA;
      case "SKIPDATA" -> Gap.Status.SKIPDATA;
      default -> throw new BadValueException(RejectedReason.BAD_LOG_STATUS, field);
    };
  }

  private @Nullable Integer integer(FlowLogField field, int largest, RejectedReason otherwise)
      throws BadValueException {
    Long number = number(field, largest, otherwise);
    return number == null ? null : Math.toIntExact(number);
  }

  /// A decimal number without a sign, 0 to the largest.
  private @Nullable Long number(FlowLogField field, long largest, RejectedReason otherwise)
      throws BadValueException {
    String word = word(field);
    if (word == null) {
      return null;
    }
    long number = 0;
    for (int i = 0; i < word.length(); i++) {
      int digit = word.charAt(i) - '0';
      if (digit < 0 || digit > 9 || number > (largest - digit) / 10) {
        throw new BadValueException(otherwise, field);
      }
      number = 10 * number + digit;
    }
    return number;
  }
}
