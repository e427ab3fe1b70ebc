package io.flowverdict.aws.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentSnapshotsTest {
  private final List<String> loaded = new ArrayList<>();

  @Test
  void whatIsAtHandIsNotLoadedAgain() {
    RecentSnapshots recent = new RecentSnapshots(100);

    assertThat(get(recent, "a", 10)).isSameAs(get(recent, "a", 10));
    assertThat(loaded).containsExactly("a");
  }

  @Test
  void whatWasNotUsedForLongestGoesFirst() {
    RecentSnapshots recent = new RecentSnapshots(100);
    get(recent, "a", 40);
    get(recent, "b", 40);
    get(recent, "a", 40);
    get(recent, "c", 40);

    get(recent, "a", 40);
    get(recent, "b", 40);
    assertThat(loaded).containsExactly("a", "b", "c", "b");
  }

  @Test
  void whatIsEqualCountsOnce() {
    RecentSnapshots recent = new RecentSnapshots(100);
    for (String name : List.of("a", "b", "c", "a", "b", "c")) {
      recent.get(name, () -> load(name, vpcs("same", 60)));
    }

    assertThat(loaded).containsExactly("a", "b", "c");
  }

  @Test
  void aSnapshotLargerThanAllIsKeptAsLongAsItIsUsed() {
    RecentSnapshots recent = new RecentSnapshots(100);
    get(recent, "large", 1000);
    get(recent, "large", 1000);
    get(recent, "small", 1);
    get(recent, "small", 1);

    assertThat(loaded).containsExactly("large", "small");
  }

  private Snapshot get(RecentSnapshots recent, String name, int size) {
    return recent.get(name, () -> load(name, vpcs(name, size)));
  }

  private Snapshot load(String name, Snapshot snapshot) {
    loaded.add(name);
    return snapshot;
  }

  private static Snapshot vpcs(String name, int size) {
    return Snapshot.builder()
        .vpcs(
            IntStream.range(0, size)
                .mapToObj(i -> new Vpc(name + i, null, null, false, List.of(), null))
                .toList())
        .build();
  }
}
