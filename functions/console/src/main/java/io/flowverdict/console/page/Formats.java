package io.flowverdict.console.page;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/// Numbers and times as the viewer is used to them.
final class Formats {

  private final NumberFormat number;
  private final NumberFormat percent;
  private final DateTimeFormatter time;
  private final DateTimeFormatter hour;
  private final DateTimeFormatter day;
  private final ZoneOffset zone;

  Formats(Locale locale, ZoneOffset zone) {
    this.number = NumberFormat.getIntegerInstance(locale);
    this.percent = NumberFormat.getPercentInstance(locale);
    this.percent.setMaximumFractionDigits(1);
    this.time =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
            .withLocale(locale)
            .withZone(zone);
    this.hour =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.SHORT)
            .withLocale(locale)
            .withZone(zone);
    this.day =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).withZone(zone);
    this.zone = zone;
  }

  String number(long count) {
    return number.format(count);
  }

  /// A count with its noun: `1 record`, `2 records`.
  String count(long count, String noun) {
    return number(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /// A share of a whole; of nothing it is none.
  String share(long part, long whole) {
    return percent.format(whole == 0 ? 0 : (double) part / whole);
  }

  String time(Instant at) {
    return time.format(at);
  }

  /// A time to the minute, or the day where a step is that long.
  String step(Instant at, Duration step) {
    return step.compareTo(Duration.ofDays(1)) < 0 ? hour.format(at) : day.format(at);
  }

  String length(Duration step) {
    if (step.toDays() > 0) {
      return length(step.toDays(), "day");
    }
    return step.toHours() > 0 ? length(step.toHours(), "hour") : length(step.toMinutes(), "minute");
  }

  private String length(long units, String unit) {
    return units == 1 ? unit : count(units, unit);
  }

  /// The zone of the times: `UTC`, `UTC+01:00`.
  String zone() {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + zone.getId();
  }
}
