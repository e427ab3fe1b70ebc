package io.flowverdict.aws.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Span;
import io.flowverdict.core.snapshot.Vpc;
import io.flowverdict.core.snapshot.WritableHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What holds of every history that observations can be added to.
abstract class WritableHistoryContract {
  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  /// {@return a new, empty history}
  abstract WritableHistory history();

  @Test
  void aScopeThatWasNeverObservedHasNoRevision() {
    WritableHistory history = history();

    assertThat(history.newest(SCOPE)).isEmpty();
    assertThat(history.covering(SCOPE, seconds(1), seconds(2))).isEmpty();
    assertThat(history.covering(SCOPE, Instant.MIN, Instant.MAX)).isEmpty();
  }

  @Test
  void anObservationMakesARevision() {
    WritableHistory history = history();

    Revision made = history.observe(SCOPE, content("A"), seconds(1));

    assertThat(made).isEqualTo(new Revision(made.id(), seconds(1), seconds(1), content("A")));
    assertThat(history.covering(SCOPE, seconds(1), seconds(1))).containsExactly(made);
    assertThat(history.newest(SCOPE))
        .contains(new Span(List.of(made.id()), seconds(1), seconds(1)));
  }

  @Test
  void anUnchangedConfigurationIsVerifiedLonger() {
    WritableHistory history = history();
    Revision made = history.observe(SCOPE, content("A"), seconds(1));

    Revision confirmed = history.observe(SCOPE, content("A"), seconds(9));

    assertThat(confirmed).isEqualTo(new Revision(made.id(), seconds(1), seconds(9), content("A")));
    assertThat(history.covering(SCOPE, seconds(5), seconds(5))).containsExactly(confirmed);
  }

  @Test
  void anEarlierObservationNeverShortensWhatIsKnown() {
    WritableHistory history = history();
    history.observe(SCOPE, content("A"), seconds(1));
    history.observe(SCOPE, content("A"), seconds(9));

    Revision late = history.observe(SCOPE, content("A"), seconds(5));

    assertThat(late.verifiedUntil()).isEqualTo(seconds(9));
    assertThat(history.newest(SCOPE).map(Span::verifiedUntil)).contains(seconds(9));
  }

  @Test
  void whatComesBackIsTheSameRevisionInAnotherSpan() {
    WritableHistory history = history();
    Revision first = history.observe(SCOPE, content("A"), seconds(1));
    history.observe(SCOPE, content("B"), seconds(5));
    Revision again = history.observe(SCOPE, content("A"), seconds(9));

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(names(history, 6, 20)).containsExactly("B", "A");
    assertThat(names(history, 1, 9)).containsExactly("A", "B", "A");
  }

  /// Observations in the order of their arrival, and what covers a window of seconds.
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          A3 A5 B7 B9 C12,    4, 4,    A
          A3 A5 B7 B9 C12,    1, 2,    A
          A3 A5 B7 B9 C12,    6, 6,    A B
          A3 A5 B7 B9 C12,    8, 8,    B
          A3 A5 B7 B9 C12,    7, 9,    B
          A3 A5 B7 B9 C12,    10, 11,  B C
          A3 A5 B7 B9 C12,    20, 30,  C
          A3 A5 B7 B9 C12,    4, 20,   A B C
          C12 B7 B9 A5 A3,    4, 20,   A B C
          C12 A3 B9 B7 A5,    6, 6,    A B
          A1 A9 B5,           2, 3,    A B
          A1 A9 B5 C12,       10, 11,  A B C
          A1 A9 B5 C12,       12, 13,  C
          """)
  void aWindowIsCoveredByWhatMayHaveBeenInForceInIt(
      String observations, int from, int to, String expected) {
    WritableHistory history = history();
    for (String each : observations.split(" ", -1)) {
      history.observe(
          SCOPE, content(each.substring(0, 1)), seconds(Integer.parseInt(each.substring(1))));
    }

    assertThat(names(history, from, to)).containsExactly(expected.split(" ", -1));
  }

  @Test
  void aWindowMayReachToTheEndsOfTime() {
    WritableHistory history = history();
    history.observe(SCOPE, content("A"), seconds(1));
    history.observe(SCOPE, content("B"), seconds(2));

    assertThat(history.covering(SCOPE, Instant.MIN, Instant.MAX)).hasSize(2);
    assertThat(history.covering(SCOPE, Instant.MIN, Instant.MIN)).hasSize(1);
    assertThat(history.covering(SCOPE, Instant.MAX, Instant.MAX)).hasSize(1);
  }

  @Test
  void timesCountInMilliseconds() {
    WritableHistory history = history();
    Instant time = seconds(1).plusNanos(999_999);

    assertThat(history.observe(SCOPE, content("A"), time).observedFrom()).isEqualTo(seconds(1));
    assertThat(history.covering(SCOPE, time, time)).hasSize(1);
  }

  @Test
  void scopesDoNotMix() {
    WritableHistory history = history();
    Scope other = new Scope("111122223333", "eu-central-2");
    history.observe(SCOPE, content("A"), seconds(1));
    history.observe(other, content("B"), seconds(1));

    assertThat(names(history, 0, 9)).containsExactly("A");
    assertThat(history.covering(other, seconds(0), seconds(9)))
        .extracting(Revision::snapshot)
        .containsExactly(content("B"));
  }

  /// However concurrent observations interleave, everything that was observed is covered where it
  /// was observed, and what everybody agrees on is not in doubt.
  @Test
  void concurrentObservationsAreAllKept() throws Exception {
    WritableHistory history = history();
    Map<Integer, String> seen = new HashMap<>();
    for (int second = 0; second < 18; second++) {
      seen.put(second, second < 6 ? "A" : second < 12 ? "B" : "C");
    }
    List<Integer> order = new ArrayList<>(seen.keySet());
    Collections.shuffle(order, new Random(3));

    List<Callable<Revision>> observations = new ArrayList<>();
    for (int second : order) {
      String name = String.valueOf(seen.get(second));
      observations.add(() -> history.observe(SCOPE, content(name), seconds(second)));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Revision> observation : threads.invokeAll(observations)) {
        assertThat(observation.get().snapshot()).isNotNull();
      }
    }

    for (int second = 0; second < 18; second++) {
      assertThat(names(history, second, second)).containsExactly(seen.get(second));
    }
    assertThat(names(history, 5, 6)).containsExactly("A", "B");
    assertThat(names(history, 0, 17)).containsExactly("A", "B", "C");
  }

  /// Random observations in random order: what was seen at a time is always among what covers it.
  @Test
  void nothingThatWasSeenIsEverDenied() {
    Random random = new Random(5);
    for (int round = 0; round < 3; round++) {
      WritableHistory history = history();
      Map<Integer, Set<String>> seen = new HashMap<>();
      for (int i = 0; i < 12; i++) {
        int second = random.nextInt(30);
        String name = List.of("A", "B", "C").get(random.nextInt(3));
        history.observe(SCOPE, content(name), seconds(second));
        seen.computeIfAbsent(second, added -> new LinkedHashSet<>()).add(name);
      }
      seen.forEach(
          (second, names) -> assertThat(names(history, second, second)).containsAll(names));
    }
  }

  static List<String> names(WritableHistory history, int from, int to) {
    return history.covering(SCOPE, seconds(from), seconds(to)).stream()
        .map(revision -> revision.snapshot().vpcs().firstKey().substring("vpc-".length()))
        .toList();
  }

  static Snapshot content(String name) {
    return Snapshot.builder()
        .vpcs(
            IntStream.range(0, 3)
                .mapToObj(i ->
                    new Vpc("vpc-" + (i == 0 ? name : "z" + i), null, null, false, List.of(), null))
                .collect(Collectors.toList()))
        .build();
  }

  static Instant seconds(int seconds) {
    return START.plus(Duration.ofSeconds(seconds));
  }
}
