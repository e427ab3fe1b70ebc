package io.flowverdict.core.flowlog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Times as programs write them that read flow logs and write them again: a date, `T` or a blank,
/// and a time of day to the second or finer, as [RFC
/// 3339](https://www.rfc-editor.org/rfc/rfc3339#section-5.6) has them. Flow logs have seconds since
/// 1970, which Athena and exports to Parquet turn into times in UTC: those without a zone are in
/// UTC too. Any other zone has to be an offset in figures.
final class IsoTime {

  private static final int SHORTEST = "2026-11-20T10:05:00".length();
  private static final int LONGEST = "2026-11-20T10:05:00.123456789 +00:00".length();

  private static final Pattern WRITTEN =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?)"
              + "(?: ?(Z|UTC|[+-][0-9]{2}(?::?[0-9]{2})?))?");

  private IsoTime() {}

  /// {@return the time that a text is; empty when it is none, or only a date or a part of a time}
  static Optional<Instant> tryParse(String text) {
    if (text.length() < SHORTEST || text.length() > LONGEST || text.charAt(4) != '-') {
      return Optional.empty();
    }
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      LocalDateTime time = LocalDateTime.parse(matcher.group(1) + "T" + matcher.group(2));
      return Optional.of(time.toInstant(offset(matcher.group(3))));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  private static ZoneOffset offset(@Nullable String zone) {
    return zone == null || zone.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(zone);
  }
}
