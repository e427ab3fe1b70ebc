package io.flowverdict.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void aTableIsAligned() {
    MarkdownTable table = new MarkdownTable("way", "ns");
    table.add("judge", "1,234");
    table.add("a", "5");
    assertThat(table)
        .hasToString(
            """
            | way   |    ns |
            |-------|------:|
            | judge | 1,234 |
            | a     |     5 |
            """);
  }

  @Test
  void everyWayIsCalledInTurnAfterItsOwnWarmUp() throws Exception {
    List<String> calls = new ArrayList<>();
    Way slow = new Way("slow", 10, 2, () -> calls.add("slow") ? 1 : 0);
    Way quick = new Way("quick", 10, 1, () -> calls.add("quick") ? 1 : 0);
    List<Timing> timings = Rounds.measure(List.of(slow, quick), 2);
    assertThat(calls).containsExactly("slow", "slow", "quick", "slow", "quick", "slow", "quick");
    assertThat(timings).extracting(Timing::way).containsExactly(slow, quick);
    assertThat(timings).allSatisfy(timing -> assertThat(timing.wall()).hasSize(2));
  }

  @Test
  void aWayThatDoesNothingIsNoMeasurement() {
    Way idle = new Way("idle", 10, 0, () -> 0);
    assertThatThrownBy(() -> Rounds.measure(List.of(idle), 1)).hasMessage("idle read nothing");
  }

  @Test
  void speedsAreComparedRoundByRound() {
    Way way = new Way("any", 10, 0, () -> 1);
    Timing fast = new Timing(way, doubles(1, 100, 1), doubles(2, 2, 2));
    Timing slow = new Timing(way, doubles(2, 200, 300), doubles(8, 8, 8));
    assertThat(slow.speedBeside(fast)).isEqualTo(0.5);
    assertThat(slow.cpuSpeedBeside(fast)).isEqualTo(0.25);
    assertThat(slow.medianWall()).isEqualTo(200);
    assertThat(fast.medianCpu()).isEqualTo(2);
  }

  private static List<Double> doubles(int... values) {
    return Arrays.stream(values).mapToObj(Double::valueOf).toList();
  }
}
