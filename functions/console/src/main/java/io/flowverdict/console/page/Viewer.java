package io.flowverdict.console.page;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowverdict.console.query.Range;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who looks, through which dashboard: what `widgetContext` tells. What is absent or makes no sense
/// has a value that always does: the light theme, 600 pixels, English, UTC, the last day.
///
/// @param width of the widget in pixels
/// @param zone an offset, for the dashboard tells no time zone
/// @param range the dashboard's time, or the part that is zoomed into
/// @param past whether the range was set to a fixed time, so that the viewer looks at the past
public record Viewer(
    Theme theme, int width, Locale locale, ZoneOffset zone, Range range, boolean past) {

  /// The colours of the console.
  public enum Theme {
    LIGHT,
    DARK
  }

  static final int NARROWEST = 200;
  static final int WIDEST = 3_000;

  private static final int USUAL_WIDTH = 600;
  private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}");
  private static final int MINUTES_OF_LARGEST_OFFSET = 18 * 60;
  private static final long LATEST = Instant.parse("9999-01-01T00:00:00Z").toEpochMilli();

  public Viewer {
    requireNonNull(theme, "theme is null");
    requireNonNull(locale, "locale is null");
    requireNonNull(zone, "zone is null");
    requireNonNull(range, "range is null");
  }

  /// {@return what the context of a widget tells}
  public static Viewer of(JsonNode context, Instant now) {
    JsonNode time = context.path("timeRange");
    Duration period =
        context.path("isAutoPeriod").asBoolean(true)
            ? Duration.ZERO
            : Duration.ofSeconds(Math.clamp(context.path("period").asLong(), 0L, 604_800L));
    Optional<Range> zoomed = range(time.path("zoom"), period);
    Optional<Range> whole = range(time, period);
    return new Viewer(
        context.path("theme").asText().equals("dark") ? Theme.DARK : Theme.LIGHT,
        context.path("width").isNumber()
            ? Math.clamp(context.path("width").asInt(), NARROWEST, WIDEST)
            : USUAL_WIDTH,
        locale(context.path("locale").asText()),
        zone(context.path("timezone")),
        zoomed.or(() -> whole).orElseGet(() -> Range.usual(now)),
        zoomed.isPresent() || time.path("mode").asText().equals("absolute"));
  }

  private static Optional<Range> range(JsonNode time, Duration period) {
    Instant from = instant(time.path("start"));
    Instant to = instant(time.path("end"));
    return from == null || to == null || !from.isBefore(to)
        ? Optional.empty()
        : Optional.of(Range.of(from, to, period));
  }

  private static @Nullable Instant instant(JsonNode millis) {
    boolean isTime = millis.isIntegralNumber() && millis.asLong() >= 0 && millis.asLong() <= LATEST;
    return isTime ? Instant.ofEpochMilli(millis.asLong()) : null;
  }

  private static Locale locale(String text) {
    return LOCALE.matcher(text).matches()
        ? Locale.forLanguageTag(text.replace('_', '-'))
        : Locale.ENGLISH;
  }

  /// The ISO text before the number, whose sign is not documented.
  private static ZoneOffset zone(JsonNode timezone) {
    try {
      return ZoneOffset.of(timezone.path("offsetISO").asText());
    } catch (DateTimeException noOffset) {
      int minutes = timezone.path("offsetInMinutes").asInt();
      return Math.abs(minutes) <= MINUTES_OF_LARGEST_OFFSET
          ? ZoneOffset.ofTotalSeconds(minutes * 60)
          : ZoneOffset.UTC;
    }
  }

  /// {@return the same viewer with another range}
  public Viewer at(Range other) {
    return new Viewer(theme, width, locale, zone, other, past);
  }
}
