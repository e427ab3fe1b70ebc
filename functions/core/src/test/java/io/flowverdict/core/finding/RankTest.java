package io.flowverdict.core.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankTest {

  private static final List<Severity> SEVERITIES = List.of(Severity.values());
  private static final String ID = "0123456789abcdef0123456789abcdef";

  @Test
  void textsSortAsRanksDoTheOtherWayRound() {
    Random random = new Random(1);
    List<Rank> ranks = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      byte[] id = new byte[16];
      random.nextBytes(id);
      ranks.add(
          new Rank(
              SEVERITIES.get(random.nextInt(SEVERITIES.size())),
              Instant.ofEpochSecond(random.nextLong(253_402_300_800L)),
              HexFormat.of().formatHex(id)));
    }
    List<String> byText =
        ranks.stream().map(Rank::toString).sorted(Comparator.reverseOrder()).toList();
    assertThat(ranks.stream().sorted().map(Rank::toString)).isEqualTo(byText);
    assertThat(ranks).allSatisfy(rank -> assertThat(Rank.tryParse(rank.toString())).contains(rank));
  }

  @Test
  void theMostSevereComesFirstThenTheLatest() {
    assertThat(
            List.of(
                new Rank(Severity.CRITICAL, Instant.parse("2020-01-01T00:00:00Z"), ID),
                new Rank(Severity.LOW, Instant.parse("2026-11-22T11:00:00Z"), ID),
                new Rank(Severity.LOW, Instant.parse("2026-11-22T10:59:59Z"), ID)))
        .isSorted();
  }

  @Test
  void timesOfOneHourAreOneRank() {
    assertThat(new Rank(Severity.LOW, Instant.parse("2026-11-22T10:59:59Z"), ID))
        .isEqualTo(new Rank(Severity.LOW, Instant.parse("2026-11-22T10:00:00Z"), ID))
        .hasToString("1_2026-11-22T10_" + ID);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        "1_2026-11-22T10_",
        "5_2026-11-22T10_0123456789abcdef0123456789abcdef",
        "1_2026-13-22T10_0123456789abcdef0123456789abcdef",
        "1_1969-12-31T23_0123456789abcdef0123456789abcdef",
        "1_2026-11-22T10_0123456789ABCDEF0123456789ABCDEF",
        "1_2026-11-22T10_0123456789abcdef0123456789abcdef0"
      })
  void whatIsNoRankIsNotRead(String text) {
    assertThat(Rank.tryParse(text)).isEmpty();
  }

  @Test
  void anHourThatDoesNotSortIsRefused() {
    assertThatThrownBy(() -> new Rank(Severity.LOW, Instant.parse("+10000-01-01T00:00:00Z"), ID))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1970..9999");
  }
}
