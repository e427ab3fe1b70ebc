package io.flowverdict.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flowverdict.console.query.Range;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a dashboard tells of who looks.
class ViewerTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final long HOUR = 3_600_000;

  private static Viewer viewer(String context) throws IOException {
    return Viewer.of(JsonMapper.builder().build().readTree(context), NOW);
  }

  private static String time(long from, long to) {
    return "\"start\":"
        + (NOW.toEpochMilli() + from * HOUR)
        + ",\"end\":"
        + (NOW.toEpochMilli() + to * HOUR);
  }

  @Test
  void withoutAnythingThereIsAlwaysSomethingThatMakesSense() throws IOException {
    assertThat(viewer("{}"))
        .isEqualTo(
            new Viewer(
                Viewer.Theme.LIGHT, 600, Locale.ENGLISH, ZoneOffset.UTC, Range.usual(NOW), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "theme":"dark"                                                 | DARK  | 600  | en    | Z
          "theme":"DARK; x","width":"wide"                               | LIGHT | 600  | en    | Z
          "width":400,"locale":"de"                                      | LIGHT | 400  | de    | Z
          "width":-1,"locale":"de_DE"                                    | LIGHT | 200  | de-DE | Z
          "width":1e99,"locale":"<b>"                                    | LIGHT | 3000 | en    | Z
          "timezone":{"offsetISO":"+05:30","offsetInMinutes":-330}       | LIGHT | 600  | en    | +05:30
          "timezone":{"offsetInMinutes":60}                              | LIGHT | 600  | en    | +01:00
          "timezone":{"offsetISO":"Europe/Berlin","offsetInMinutes":9999} | LIGHT | 600 | en    | Z
          "timezone":"UTC","locale":5                                    | LIGHT | 600  | en    | Z
          """)
  void whatMakesNoSenseHasTheUsualValue(
      String context, Viewer.Theme theme, int width, String locale, String zone)
      throws IOException {
    Viewer viewer = viewer("{" + context + "}");
    assertThat(viewer.theme()).isEqualTo(theme);
    assertThat(viewer.width()).isEqualTo(width);
    assertThat(viewer.locale().toLanguageTag()).isEqualTo(locale);
    assertThat(viewer.zone().getId()).isEqualTo(zone);
  }

  @Test
  void whatIsZoomedIntoIsTheTime() throws IOException {
    Viewer viewer =
        viewer(
            "{\"timeRange\":{\"mode\":\"relative\","
                + time(-24, 0)
                + ",\"zoom\":{"
                + time(-3, -2)
                + "}}}");
    assertThat(viewer.range().from()).isEqualTo("2026-11-20T07:00:00Z");
    assertThat(viewer.range().to()).isEqualTo("2026-11-20T08:00:00Z");
    assertThat(viewer.past()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -1   | 0  | "isAutoPeriod":true,"period":3600   | PT5M
          -24  | 0  | "isAutoPeriod":true                 | PT1H
          -1   | 0  | "isAutoPeriod":false,"period":3600  | PT1H
          -24  | 0  | "isAutoPeriod":false,"period":60    | PT1H
          -168 | 0  | "period":"x"                        | PT3H
          -8760 | 0 | "isAutoPeriod":false,"period":-5    | PT168H
          """)
  void thePeriodOfTheDashboardIsRespectedAsFarAsThatDoesNotDrawTooMuch(
      int from, int to, String period, String step) throws IOException {
    Range range = viewer("{\"timeRange\":{" + time(from, to) + "}," + period + "}").range();
    assertThat(range.step()).isEqualTo(Duration.parse(step));
    assertThat(range.starts()).hasSizeLessThan(75);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "start":5,"end":5
          "start":9,"end":5
          "start":-9,"end":5
          "start":"5","end":7
          "start":0,"end":9223372036854775807
          "start":1e3,"end":1e9
          """)
  void aTimeThatIsNoneIsTheUsualOne(String range) throws IOException {
    assertThat(viewer("{\"timeRange\":{" + range + "}}").range()).isEqualTo(Range.usual(NOW));
  }

  @Test
  void numbersAndTimesAreThoseOfTheViewer() throws IOException {
    Viewer viewer = viewer("{\"locale\":\"de\",\"timezone\":{\"offsetISO\":\"+01:00\"}}");
    Formats formats = new Formats(viewer.locale(), viewer.zone());
    assertThat(formats.number(12_345)).isEqualTo("12.345");
    assertThat(formats.time(NOW)).contains("20.11.2026").contains("11:00:00");
    assertThat(formats.zone()).isEqualTo("UTC+01:00");
    assertThat(formats.count(1, "record")).isEqualTo("1 record");
  }
}
