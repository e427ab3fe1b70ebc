package io.flowverdict.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  /// Observations in the order of their arrival, content and second: `A1 B5`; the spans they make.
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          A1,                      A1-1
          A1 A5 A9,                A1-9
          A1 B5,                   A1-1 B5-5
          A1 A3 B5 B7,             A1-3 B5-7
          A1 B5 A9,                A1-1 B5-5 A9-9
          # what arrives late and agrees changes nothing
          A1 A9 A5,                A1-9
          A5 A1,                   A1-5
          A1 B9 A5,                A1-5 B9-9
          A1 B9 B5,                A1-1 B5-9
          # what arrives late and differs is put where it belongs
          A5 B1,                   B1-1 A5-5
          A1 B9 C5,                A1-1 C5-5 B9-9
          # a span in which something else was seen, too, may have been either throughout
          A1 A9 B5,                AB1-9
          A1 A9 B5 A3 B7,          AB1-9
          A1 A9 B5 C3,             ABC1-9
          A1 A9 B9,                AB1-9
          A1 B1,                   AB1-1
          # and what is seen later stands by itself
          A1 A9 B5 A12,            AB1-9 A12-12
          A1 A9 B5 B12 B15,        AB1-9 B12-15
          A5 A9 B7 A2 A1,          A1-2 AB5-9
          """)
  void observationsMakeSpansInWhateverOrderTheyArrive(String observations, String spans) {
    assertThat(text(timeline(observations))).isEqualTo(spans);
  }

  /// What may have been in force in a window of seconds.
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          A3 A5 B7 B9 C12,   3, 5,   A
          A3 A5 B7 B9 C12,   4, 4,   A
          A3 A5 B7 B9 C12,   8, 8,   B
          A3 A5 B7 B9 C12,   12, 12, C
          # before the first and after the last there is nothing else to go by
          A3 A5 B7 B9 C12,   1, 2,   A
          A3 A5 B7 B9 C12,   20, 30, C
          # between two both
          A3 A5 B7 B9 C12,   6, 6,   A B
          A3 A5 B7 B9 C12,   10, 11, B C
          # across
          A3 A5 B7 B9 C12,   4, 8,   A B
          A3 A5 B7 B9 C12,   1, 30,  A B C
          A3 A5 B7 B9 C12,   6, 10,  A B C
          # up to an observation, and from one on
          A3 A5 B7 B9 C12,   4, 6,   A B
          A3 A5 B7 B9 C12,   4, 7,   A B
          A3 A5 B7 B9 C12,   5, 7,   A B
          A3 A5 B7 B9 C12,   7, 9,   B
          # where contradicting things were seen, either
          A1 A9 B5 C12,      2, 3,   A B
          A1 A9 B5 C12,      10, 11, A B C
          C0 A2 A9 B5,       1, 1,   C A B
          C0 A2 A9 B5,       0, 0,   C
          # the same content again
          A1 B5 A9,          6, 7,   B A
          """)
  void aWindowIsCoveredByWhatMayHaveBeenInForceInIt(
      String observations, int from, int to, String expected) {
    assertThat(covering(timeline(observations), seconds(from), seconds(to)))
        .containsExactly(expected.split(" ", -1));
  }

  @Test
  void nothingCoversAWindowOfAScopeThatWasNeverObserved() {
    assertThat(covering(Timeline.EMPTY, seconds(1), seconds(2))).isEmpty();
  }

  @Test
  void aStretchOfSpansThatOverlapIsRefused() {
    List<Span> overlapping =
        List.of(
            new Span(List.of("A"), seconds(1), seconds(5)),
            new Span(List.of("B"), seconds(5), seconds(9)));

    assertThatThrownBy(() -> new Timeline(overlapping))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("overlap");
  }

  /// The oracle keeps every observation: at a time that was observed, its content; else what was
  /// seen before and after. Observations that arrive in order must give exactly that, merged where
  /// nothing else was seen in between; in any other order a timeline may know less, but never
  /// something wrong.
  @Test
  void noOrderOfArrivalMakesATimelineWrong() {
    Random random = new Random(7);
    List<String> wrong = new ArrayList<>();
    int windows = 0;
    for (int round = 0; round < 100; round++) {
      NavigableMap<Integer, String> seen = new TreeMap<>();
      for (int i = random.nextInt(1, 12); i > 0; i--) {
        seen.put(random.nextInt(0, 40), List.of("A", "B", "C").get(random.nextInt(3)));
      }
      List<Integer> times = new ArrayList<>(seen.keySet());
      Timeline ordered = arriving(times, seen);
      Collections.shuffle(times, random);
      Timeline shuffled = arriving(times, seen);
      for (int window = 0; window < 100; window++, windows++) {
        int from = random.nextInt(-1, 41);
        int to = random.nextInt(from, 42);
        Set<String> expected = oracle(seen, from, to);
        if (!Set.copyOf(covering(ordered, seconds(from), seconds(to))).equals(expected)
            || !covering(shuffled, seconds(from), seconds(to)).containsAll(expected)) {
          wrong.add("%s in the order %s, from %d to %d".formatted(seen, times, from, to));
        }
      }
    }
    System.out.println(windows + " windows compared with the oracle");
    assertThat(wrong).isEmpty();
  }

  private static Timeline arriving(List<Integer> times, Map<Integer, String> seen) {
    Timeline timeline = Timeline.EMPTY;
    for (int time : times) {
      timeline = timeline.observe(String.valueOf(seen.get(time)), seconds(time));
    }
    return timeline;
  }

  /// Half seconds stand for the times between the observations.
  private static Set<String> oracle(NavigableMap<Integer, String> seen, int from, int to) {
    Set<String> possible = new LinkedHashSet<>();
    for (int half = 2 * from; half <= 2 * to; half++) {
      boolean whole = half % 2 == 0;
      int floor = Math.floorDiv(half, 2);
      if (whole && seen.containsKey(floor)) {
        possible.add(String.valueOf(seen.get(floor)));
        continue;
      }
      if (seen.floorEntry(floor) != null) {
        possible.add(seen.floorEntry(floor).getValue());
      }
      if (seen.higherEntry(floor) != null) {
        possible.add(seen.higherEntry(floor).getValue());
      }
    }
    return possible;
  }

  private static Timeline timeline(String observations) {
    Timeline timeline = Timeline.EMPTY;
    for (String each : observations.split(" ", -1)) {
      timeline =
          timeline.observe(each.substring(0, 1), seconds(Integer.parseInt(each.substring(1))));
    }
    return timeline;
  }

  private static List<String> covering(Timeline timeline, Instant from, Instant to) {
    return Observed.covering(timeline.spans(), from, to).stream()
        .map(Span::revisionIds)
        .flatMap(List::stream)
        .toList();
  }

  private static Instant seconds(int seconds) {
    return START.plusSeconds(seconds);
  }

  private static String text(Timeline timeline) {
    return timeline.spans().stream()
        .map(each ->
            String.join("", each.revisionIds())
                + text(each.observedFrom())
                + "-"
                + text(each.verifiedUntil()))
        .collect(Collectors.joining(" "));
  }

  private static String text(Instant time) {
    return Long.toString(time.getEpochSecond() - START.getEpochSecond());
  }
}
