package io.flowverdict.core.flowlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-20T10:05:00Z",
        "2026-11-20T10:05:00",
        "2026-11-20 10:05:00",
        "2026-11-20 10:05:00.000",
        "2026-11-20 10:05:00.000000000",
        "2026-11-20 10:05:00.000 UTC",
        "2026-11-20 10:05:00UTC",
        "2026-11-20 10:05:00+00:00",
        "2026-11-20 10:05:00+00",
        "2026-11-20 10:05:00 +0000",
        "2026-11-20T11:05:00+01:00",
        "2026-11-20T04:35:00-0530"
      })
  void aDateWithATimeOfDayIsReadInUtcOrByItsOffset(String text) {
    assertThat(IsoTime.tryParse(text)).contains(Instant.ofEpochSecond(1_795_169_100));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-20",
        "2026-11-20 10:05",
        "10:05:00",
        "20/11/2026 10:05:00",
        "11-20-2026 10:05:00",
        "2026-13-20 10:05:00",
        "2026-02-29 10:05:00",
        "2026-11-20 24:00:00",
        "2026-11-20 10:05:60",
        "2026-11-20_10:05:00",
        "2026-11-20  10:05:00",
        "2026-11-20 10:05:00.",
        "2026-11-20 10:05:00 CET",
        "2026-11-20 10:05:00 Europe/Berlin",
        "2026-11-20 10:05:00+19:00",
        "2026-11-20 10:05:00 PM",
        "2026-11-20 10:05:00 2026-11-20 10:05:00",
        "٢٠٢٦-11-20 10:05:00"
      })
  void whatMayBeAnotherTimeIsNotRead(String text) {
    assertThat(IsoTime.tryParse(text)).isEmpty();
  }

  @Test
  void everyTimeIsReadAsItWasWritten() {
    Random random = new Random(9);
    List<String> patterns =
        List.of("uuuu-MM-dd HH:mm:ss", "uuuu-MM-dd'T'HH:mm:ss.SSS", "uuuu-MM-dd HH:mm:ss.SSSSSS");
    for (int i = 0; i < 2_000; i++) {
      long second = random.nextLong(100_000, 253_402_200_000L);
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-1_080, 1_081));
      DateTimeFormatter format = DateTimeFormatter.ofPattern(patterns.get(i % patterns.size()));
      Instant time = Instant.ofEpochSecond(second);
      String utc = format.format(time.atOffset(ZoneOffset.UTC));
      String local = format.format(time.atOffset(offset)) + offset;

      assertThat(IsoTime.tryParse(utc)).as(utc).contains(time);
      assertThat(IsoTime.tryParse(local)).as(local).contains(time);
    }
  }
}
