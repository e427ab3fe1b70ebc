package io.flowverdict.core.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.flowlog.Names;
import io.flowverdict.core.judge.HistoryJudge;
import io.flowverdict.core.snapshot.ChosenHistory;
import io.flowverdict.core.snapshot.History;
import io.flowverdict.core.snapshot.InMemoryHistory;
import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EpochsTest {

  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final long TIME = 1_763_632_800;
  private static final int ROUNDS = 200;

  /// How long before and after its object's time a record may be, in seconds: longer than what is
  /// plausible, and than the first configuration reaches back.
  private static final int REACH = 8 * 24 * 3_600;

  private final Random random = new Random(20261128);

  /// Windows are drawn near the times at which something changes, and anywhere.
  @Test
  void rowsAreOfOneEpochIfTheSameRevisionsCoverThem() {
    int changed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      InMemoryHistory history = new InMemoryHistory();
      long[] times = random.longs(random.nextInt(4), TIME - 9_000, TIME + 900).toArray();
      for (long time : times) {
        history.observe(SCOPE, snapshot(), Instant.ofEpochSecond(time));
      }
      Set<List<Revision>> covering = compare(history, List.of(windows(times, 500)));
      changed += covering.size() - 1;
    }
    assertThat(changed).isGreaterThan(ROUNDS);
  }

  /// What is forgotten to make room is found again.
  @Test
  void soTheyAreIfThereAreMoreWindowsThanAreRemembered() {
    InMemoryHistory history = new InMemoryHistory();
    long[] times = {TIME - 9_000, TIME};
    for (long time : times) {
      history.observe(SCOPE, snapshot(), Instant.ofEpochSecond(time));
    }
    List<FlowColumns> columns =
        Stream.generate(() -> windows(times, FlowColumns.CAPACITY)).limit(25).toList();

    assertThat(compare(history, columns)).hasSize(4);
  }

  /// {@return by which revisions rows are judged}
  private static Set<List<Revision>> compare(History history, List<FlowColumns> object) {
    Instant objectTime = Instant.ofEpochSecond(TIME);
    HistoryJudge judge =
        new HistoryJudge(new ChosenHistory(history, objectTime), SCOPE, objectTime);
    Epochs epochs = new Epochs(judge, new Decisions(SCOPE, Snapshot.EMPTY));
    Map<List<Revision>, Epochs.Epoch> known = new HashMap<>();
    for (FlowColumns columns : object) {
      epochs.begin(columns);
      for (int row = 0; row < columns.size(); row++) {
        Epochs.Epoch epoch = epochs.of(columns, row);
        List<Revision> revisions = judge.covering(columns.startOf(row), columns.endOf(row));
        assertThat(known.computeIfAbsent(revisions, _ -> epoch)).isEqualTo(epoch);
      }
    }
    assertThat(new HashSet<>(known.values())).hasSameSizeAs(known.keySet());
    return known.keySet();
  }

  private FlowColumns windows(long[] times, int rows) {
    FlowColumns columns = new FlowColumns();
    columns.begin(new Names(), FlowLogFormat.DEFAULT, /* line= */ 1);
    while (columns.size() < rows) {
      long near = times.length == 0 ? TIME : times[random.nextInt(times.length)];
      long hourBefore = random.nextInt(3) == 0 ? 3_600 : 0;
      long from =
          random.nextInt(4) == 0
              ? TIME - REACH + random.nextInt(2 * REACH)
              : near - hourBefore + random.nextInt(-200, 200);
      long to = from + random.nextInt(random.nextBoolean() ? 90 : 900);
      columns.start[columns.size()] = random.nextInt(20) == 0 ? FlowColumns.ABSENT : from;
      columns.end[columns.size()] = random.nextInt(20) == 0 ? FlowColumns.ABSENT : to;
      columns.commit();
    }
    return columns;
  }

  /// No two are equal.
  private Snapshot snapshot() {
    return TestNetwork.of("vpc-%d has 10.0.0.0/16".formatted(random.nextLong(Long.MAX_VALUE)));
  }
}
