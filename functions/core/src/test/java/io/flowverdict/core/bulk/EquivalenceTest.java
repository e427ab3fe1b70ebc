package io.flowverdict.core.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.flowlog.FlowColumnReader;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.judge.Judge;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EquivalenceTest {

  private static final Snapshot NETWORK =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16 2001:db8:1::/56
          subnet-1 of vpc-1 has 10.0.1.0/24 2001:db8:1::/64
          eni-1 of subnet-1 has 10.0.1.10 10.0.1.11 2001:db8:1::10 delegates 10.0.1.64/28
          """);

  /// The primary address, another, one of the delegated prefix, one of IPv6, two of others, none.
  private static final List<String> ADDRESSES =
      List.of("10.0.1.10", "10.0.1.11", "10.0.1.70", "2001:db8:1::10", "10.0.9.9", "2001::9", "-");

  @Test
  void whichWayARecordGoesIsWhatJudgingSaysForEveryMixOfAddresses() throws Exception {
    StringBuilder log =
        new StringBuilder("interface-id srcaddr dstaddr pkt-srcaddr pkt-dstaddr action\n");
    for (String source : ADDRESSES) {
      for (String destination : ADDRESSES) {
        for (String packetSource : ADDRESSES) {
          for (String packetDestination : ADDRESSES) {
            log.append(
                "eni-1 %s %s %s %s ACCEPT%n"
                    .formatted(source, destination, packetSource, packetDestination));
          }
        }
      }
    }
    Equivalence equivalence = new Equivalence(NETWORK, NETWORK);
    Judge judge = new Judge(NETWORK);
    FlowColumns columns = new FlowColumns();
    int[] seen = new int[4];
    try (FlowColumnReader reader =
        FlowColumnReader.open(new ByteArrayInputStream(log.toString().getBytes(UTF_8)))) {
      reader.read(columns);
      for (int row = 0; row < columns.size(); row++) {
        if (columns.isRecord(row)) {
          int way = equivalence.place(columns, row).way(columns, row);
          assertThat(way)
              .as(columns.record(row).toString())
              .isEqualTo(way(judge.judge(columns.record(row)).direction()));
          seen[way]++;
        }
      }
    }
    assertThat(seen[Place.EGRESS]).isGreaterThan(100);
    assertThat(seen[Place.INGRESS]).isGreaterThan(100);
    assertThat(seen[Place.UNCLEAR]).isGreaterThan(100);
  }

  private static int way(@Nullable Direction direction) {
    return switch (direction) {
      case null -> Place.UNCLEAR;
      case EGRESS -> Place.EGRESS;
      case INGRESS -> Place.INGRESS;
    };
  }
}
