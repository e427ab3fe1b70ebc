package io.flowverdict.core.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionCacheTest {

  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");

  private final DecisionCache cache = new DecisionCache();

  @Test
  void whatWasPutBackIsForTheNextObjectOfTheSameConfiguration() {
    Snapshot snapshot = snapshot();
    Decisions first = cache.take(SCOPE, snapshot);
    cache.put(first);

    assertThat(cache.take(SCOPE, snapshot)).isSameAs(first);
  }

  @Test
  void whatIsInUseIsNotGivenToAnother() {
    Snapshot snapshot = snapshot();
    Decisions first = cache.take(SCOPE, snapshot);

    assertThat(cache.take(SCOPE, snapshot)).isNotSameAs(first);
  }

  @Test
  void anotherScopeOrConfigurationBeginsAnew() {
    Snapshot snapshot = snapshot();
    Decisions first = cache.take(SCOPE, snapshot);
    cache.put(first);

    assertThat(cache.take(new Scope("111122223333", "us-east-1"), snapshot)).isNotSameAs(first);
    assertThat(cache.take(SCOPE, snapshot())).isNotSameAs(first);
  }

  @Test
  void theConfigurationsThatWereUsedLastAreKept() {
    List<Snapshot> snapshots = new ArrayList<>();
    List<Decisions> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      snapshots.add(snapshot());
      all.add(cache.take(SCOPE, snapshots.get(i)));
      cache.put(all.get(i));
    }

    assertThat(cache.take(SCOPE, snapshots.get(0))).isNotSameAs(all.get(0));
    for (int i = 1; i < 5; i++) {
      assertThat(cache.take(SCOPE, snapshots.get(i))).isSameAs(all.get(i));
    }
  }

  private static Snapshot snapshot() {
    return Snapshot.builder().build();
  }
}
