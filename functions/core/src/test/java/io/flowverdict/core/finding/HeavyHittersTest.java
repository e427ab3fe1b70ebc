package io.flowverdict.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeavyHittersTest {

  private static final HeavyHitters.Reader<Integer> NUMBER = (_, _, low) -> (int) low;

  private record Value(int kind, long high, long low) {
    static final Comparator<Value> ORDER =
        Comparator.comparingInt(Value::kind)
            .thenComparing(Value::high, Long::compareUnsigned)
            .thenComparing(Value::low, Long::compareUnsigned);
  }

  /// Values are as often alike in their kind or their upper bits as not.
  @Test
  void withinItsCapacityItCountsExactly() {
    Random random = new Random(20261128);
    for (int round = 0; round < 2_000; round++) {
      int kinds = 1 + random.nextInt(2);
      int highs = 1 + random.nextInt(2);
      HeavyHitters hitters = new HeavyHitters(32);
      Map<Value, Integer> counts = new HashMap<>();
      for (int i = random.nextInt(100); i >= 0; i--) {
        Value value =
            new Value(4 + random.nextInt(kinds), -random.nextInt(highs), random.nextInt(8) - 4);
        hitters.add(value.kind(), value.high(), value.low());
        counts.merge(value, 1, Integer::sum);
      }
      List<Value> sorted =
          counts.entrySet().stream()
              .sorted(
                  Map.Entry.<Value, Integer>comparingByValue()
                      .reversed()
                      .thenComparing(Map.Entry::getKey, Value.ORDER))
              .map(Map.Entry::getKey)
              .toList();
      int limit = 1 + random.nextInt(32);

      assertThat(hitters.top(limit, Value::new))
          .isEqualTo(sorted.subList(0, Math.min(limit, sorted.size())));
    }
  }

  @Test
  void equallyFrequentValuesAreInTheirOrder() {
    HeavyHitters hitters = new HeavyHitters(4);
    List.of(9, 3, 7).forEach(value -> hitters.add(0, 0, value));

    assertThat(hitters.top(5, NUMBER)).containsExactly(3, 7, 9);
  }

  @Test
  void valuesThatDifferInAnyOfTheirNumbersAreCountedApart() {
    HeavyHitters hitters = new HeavyHitters(8);
    hitters.add(4, 0, 1);
    hitters.add(6, 0, 1);
    hitters.add(6, 1, 1);
    hitters.add(6, 0, 1);

    assertThat(hitters.top(8, (kind, high, low) -> kind + "," + high + "," + low))
        .containsExactly("6,0,1", "4,0,1", "6,1,1");
  }

  /// The guarantee of the algorithm, compared with exact counts.
  @Test
  void aValueThatMakesUpMoreThanOneCapacityThIsNeverMissed() {
    Random random = new Random(20261122);
    for (int round = 0; round < 200; round++) {
      int capacity = 1 + random.nextInt(16);
      int length = 1 + random.nextInt(2_000);
      HeavyHitters hitters = new HeavyHitters(capacity);
      Map<Integer, Integer> exact = new HashMap<>();
      for (int i = 0; i < length; i++) {
        int value = (int) Math.abs(random.nextGaussian() * 10);
        hitters.add(value & 1, 0, value);
        exact.merge(value, 1, Integer::sum);
      }
      List<Integer> top = hitters.top(capacity, NUMBER);
      exact.forEach((value, count) -> {
        if (count * capacity > length) {
          assertThat(top).contains(value);
        }
      });
    }
  }
}
