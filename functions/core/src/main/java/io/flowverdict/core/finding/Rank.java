package io.flowverdict.core.finding;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A finding's place in a list: the most severe first, among equals the latest first. By the hour,
/// not by the second, so that a finding that is seen all the time changes its place once an hour.
///
/// @param hour the hour of the latest sighting, 1970 to 9999; what is finer is cut off
/// @param id the finding's id, which makes the place unique
public record Rank(Severity severity, Instant hour, String id) implements Comparable<Rank> {

  private static final Comparator<Rank> ORDER =
      Comparator.comparing(Rank::severity)
          .thenComparing(Rank::hour)
          .thenComparing(Rank::id)
          .reversed();

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH").withZone(ZoneOffset.UTC);
  private static final Pattern TEXT =
      Pattern.compile("([0-4])_(\\d{4}-\\d{2}-\\d{2}T\\d{2})_([0-9a-f]{32})");

  public Rank {
    requireNonNull(severity, "severity is null");
    requireNonNull(hour, "hour is null");
    requireNonNull(id, "id is null");
    if (!KeptTimes.contain(hour)) {
      throw new IllegalArgumentException("The hour " + hour + " is not in 1970..9999");
    }
    hour = hour.truncatedTo(ChronoUnit.HOURS);
  }

  /// Reads what [#toString()] writes.
  ///
  /// @return empty when the text is no rank
  public static Optional<Rank> tryParse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int weight = Integer.parseInt(matcher.group(1));
    try {
      Instant hour = Instant.parse(matcher.group(2) + ":00:00Z");
      return Arrays.stream(Severity.values())
          .filter(severity -> weight(severity) == weight && KeptTimes.contain(hour))
          .findFirst()
          .map(severity -> new Rank(severity, hour, matcher.group(3)));
    } catch (DateTimeException noSuchHour) {
      return Optional.empty();
    }
  }

  /// The first in a list is the smallest.
  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }

  /// `2_2026-11-22T10_` and the id. Texts sort the other way: the first in a list has the largest.
  @Override
  public String toString() {
    return weight(severity) + "_" + HOUR.format(hour) + "_" + id;
  }

  private static int weight(Severity severity) {
    return switch (severity) {
      case INFORMATIONAL -> 0;
      case LOW -> 1;
      case MEDIUM -> 2;
      case HIGH -> 3;
      case CRITICAL -> 4;
    };
  }
}
