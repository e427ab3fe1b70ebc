package io.flowverdict.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// How many causes there are at the most, of all kinds.
class CauseBoundsTest {

  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final Snapshot NETWORK =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16
          subnet-1 of vpc-1 has 10.0.1.0/24
          eni-1 of subnet-1 has 10.0.1.10
          """);

  private final Set<Cause> made = new LinkedHashSet<>();
  private final CauseBounds bounds = new CauseBounds(NETWORK, made, 3);

  private Cause add(FindingKind kind, int port) {
    Cause bounded =
        bounds.bounded(new Cause(kind, SCOPE, "eni-1", "sg-1", "vpc-1", Protocol.TCP, port));
    made.add(bounded);
    return bounded;
  }

  @Test
  void whatIsBeyondAllCausesIsOneCauseOfEachKind() {
    for (int port = 1; port <= 3; port++) {
      assertThat(add(FindingKind.REJECTED_BY_BOTH, port).port()).isEqualTo(port);
    }

    assertThat(add(FindingKind.REJECTED_BY_BOTH, 4))
        .isEqualTo(Cause.of(FindingKind.REJECTED_BY_BOTH, SCOPE, "other-interfaces"));
    assertThat(add(FindingKind.REJECTED_BY_SECURITY_GROUP, 5))
        .isEqualTo(Cause.of(FindingKind.REJECTED_BY_SECURITY_GROUP, SCOPE, "other-interfaces"));
    assertThat(add(FindingKind.REJECTED_BY_BOTH, 3).port()).isEqualTo(3);
    assertThat(bounds.sentenceOfOthers())
        .startsWith("This stands for 1 interfaces")
        .endsWith("and 3 findings in all.");
  }
}
