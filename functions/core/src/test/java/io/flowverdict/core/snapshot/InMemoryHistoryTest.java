package io.flowverdict.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is particular to the fake; the contract of histories is tested beside the real one.
class InMemoryHistoryTest {
  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");

  private final InMemoryHistory history = new InMemoryHistory();

  @Test
  void equalSnapshotsAreOneRevision() {
    Revision first = history.observe(SCOPE, withVpc("vpc-1"), TEN);
    Revision second = history.observe(SCOPE, withVpc("vpc-1"), TEN.plusSeconds(60));

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.observedFrom()).isEqualTo(TEN);
    assertThat(second.verifiedUntil()).isEqualTo(TEN.plusSeconds(60));
  }

  @Test
  void differentSnapshotsAreTwoRevisions() {
    history.observe(SCOPE, withVpc("vpc-1"), TEN);
    Revision second = history.observe(SCOPE, withVpc("vpc-2"), TEN.plusSeconds(60));

    assertThat(history.covering(SCOPE, TEN, TEN.plusSeconds(60)))
        .extracting(Revision::snapshot)
        .containsExactly(withVpc("vpc-1"), withVpc("vpc-2"));
    assertThat(history.newest(SCOPE).map(Span::revisionIds)).contains(List.of(second.id()));
  }

  @Test
  void scopesHaveTimelinesOfTheirOwn() {
    history.observe(SCOPE, withVpc("vpc-1"), TEN);
    Scope other = new Scope("111122223333", "us-east-1");

    assertThat(history.covering(other, TEN, TEN)).isEqualTo(List.of());
    assertThat(history.newest(other)).isEqualTo(Optional.empty());
  }

  private static Snapshot withVpc(String id) {
    return Snapshot.builder()
        .vpcs(List.of(new Vpc(id, null, null, false, List.of(), null)))
        .build();
  }
}
